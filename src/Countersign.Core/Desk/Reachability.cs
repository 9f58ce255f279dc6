using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>Somebody whose messages fail for good is not asked until they are heard of again; what they held moves on.</summary>
public sealed class Reachability(IStore store, PolicyInForce policy)
{
    private const int MostSeats = 500;

    /// <param name="code">The platform's own error code, for the operators.</param>
    public async Task Lost(ChatIdentity identity, string code, Instant now, CancellationToken cancel = default)
    {
        if (policy.Book.Roster.Find(identity) is not { } person)
            return;
        // Each time, not only the first: something may have been assigned to them while the first failure was on its way.
        var held = await store.Asking(person.Id, MostSeats, cancel);
        await store.Write(
            work =>
            {
                var isNews = work.State(person.Id, now).Unreachable is null;
                if (isNews)
                    work.SetUnreachable(person.Id, code, now);
                var context = new LedgerContext(Actor.Bot.Instance, policy.Book, now);
                foreach (var change in held)
                    if (work.Load(change.Id) is { } current)
                        Docket.CarryOut(
                            work, change.Id, current, new Command.TakeOff(context.By, person.Id, StandDown.Unreachable), context);
                if (isNews && policy.Book.OperatorsChannel is { } channel)
                    work.Send(new Outgoing(Lane.Of(channel), new Notice.ForOperators(Words(person, code, held.Length, Reviewers.Reviews(policy.Book, person)))), now);
                return isNews;
            },
            cancel);
    }

    /// <summary>They opened the app or gave a command, so messages may arrive again.</summary>
    public async Task Heard(Actor by, Instant now, CancellationToken cancel = default)
    {
        if (by is not Actor.Member { Person.Id: var person })
            return;
        var people = await store.People(now, cancel);
        if (people.GetValueOrDefault(person)?.Unreachable is null)
            return;
        await store.Write(
            work =>
            {
                work.SetUnreachable(person, null, now);
                work.RouteWaitingNow(now);
                return true;
            },
            cancel);
    }

    private static Sentence Words(Person person, string code, int held, bool reviews) => Sentence.Of(
        $"I can't message {person.Id} ({code}), so {(reviews ? "I don't ask them" : "they don't hear about their requests")}. {Moved(held)}Check their account and the app's direct messages; {new Typed("/signoff back")} from them, or opening the app's Home, puts them back.");

    private static string Moved(int held) => held switch
    {
        0 => "",
        1 => "The review they held moves on. ",
        _ => $"The {held} reviews they held move on. ",
    };
}
