using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>
/// Somebody whose messages fail for good on one platform is asked on the other; without another they are not asked until they are
/// heard of again, what they held moves on, and their leads hear of it.
/// </summary>
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
                var isNews = !work.Contact(person.Id).IsLostOn(identity.Platform);
                if (isNews)
                    work.SetUnreachable(person.Id, identity.Platform, code, now);
                var elsewhere = work.Contact(person.Id).Reachable(person);
                if (elsewhere is null)
                    TakeOff(work, person, held, now);
                else
                    Move(work, person, held, now);
                if (isNews)
                    Tell(work, person, held, Words(person, identity.Platform, elsewhere, code, held.Length, Reviewers.Reviews(policy.Book, person)), now);
                return isNews;
            },
            cancel);
    }

    /// <summary>They opened or installed the app, or gave a command where it answers, so messages may arrive again.</summary>
    public async Task Heard(Actor by, Instant now, CancellationToken cancel = default)
    {
        if (by is not Actor.Member { Person.Id: var person, Via.Platform: var platform })
            return;
        if (!(await store.Contact(person, cancel)).IsLostOn(platform))
            return;
        await store.Write(
            work =>
            {
                work.SetUnreachable(person, platform, null, now);
                work.RouteWaitingNow(now);
                return true;
            },
            cancel);
    }

    private void TakeOff(IWork work, Person person, ImmutableArray<ChangeRequest> held, Instant now)
    {
        var context = new LedgerContext(Actor.Bot.Instance, policy.Book, now);
        foreach (var change in held)
            if (work.Load(change.Id) is { } current)
                Docket.CarryOut(work, change.Id, current, new Command.TakeOff(context.By, person.Id, StandDown.Unreachable), context);
    }

    private void Move(IWork work, Person person, ImmutableArray<ChangeRequest> held, Instant now)
    {
        foreach (var change in held)
            if (work.Load(change.Id) is { } current)
                foreach (var outgoing in Notices.Elsewhere(current, person.Id, policy.Book, work.Contact, anew: false))
                    work.Send(outgoing, now);
    }

    // The operators can mend the account; the leads of whatever moved can do without.
    private void Tell(IWork work, Person person, ImmutableArray<ChangeRequest> held, Sentence words, Instant now)
    {
        Notices.TellOperators(work, policy.Book, words, now);
        var to = new Whereabouts(policy.Book, work.Contact);
        var leads = held.Select(c => policy.Book.Find(c.Draft.Service)?.Lead).Append(person.Lead)
            .OfType<PersonId>().Distinct().Where(lead => lead != person.Id);
        foreach (var lead in leads)
            if (to.LaneOf(lead) is { } lane)
                work.Send(new Outgoing(lane, new Notice.ForLead(words)), now);
    }

    private static Sentence Words(Person person, Platform platform, ChatIdentity? elsewhere, string code, int held, bool reviews)
    {
        if (elsewhere is not null)
            return Sentence.Of($"I can't message {person.Id} in {platform.ToString()} ({code}), so I ask them in {elsewhere.Platform.ToString()}. {Mend(platform)}");
        return Sentence.Of(
            $"I can't message {person.Id} ({code}), so {(reviews ? "I don't ask them" : "they don't hear about their requests")}. {Moved(held)}{Mend(platform)}");
    }

    private static Sentence Mend(Platform platform) => platform == Platform.Teams
        ? Sentence.Of($"They have to install the app in Teams, or unblock it; writing {new Typed("/signoff back")} to it puts them back.")
        : Sentence.Of($"Check their account and the app's direct messages; {new Typed("/signoff back")} from them, or opening the app's Home, puts them back.");

    private static string Moved(int held) => held switch
    {
        0 => "",
        1 => "The review they held moves on. ",
        _ => $"The {held} reviews they held move on. ",
    };
}
