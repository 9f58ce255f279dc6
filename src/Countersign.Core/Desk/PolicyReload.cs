using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>
/// Puts an accepted policy file in force: kept by digest, in the ledger, and open seats judged again by it. What it weakens waits for two
/// operators.
/// </summary>
public sealed class PolicyReload(IStore store, PolicyInForce policy)
{
    /// <returns>How many open requests lost somebody who may no longer decide.</returns>
    public async Task<int> Accept(PolicyBook book, byte[] bytes, Instant now, CancellationToken cancel = default)
    {
        var before = policy.Book;
        var swap = new PolicySwap(policy);
        try
        {
            await store.Write(
                work =>
                {
                    swap.Begin();
                    var inForce = PolicyHold.Take(policy.Book, book);
                    work.AcceptPolicy(book.Digest, inForce.RosterDigest, bytes, inForce.Waiting.Length, now);
                    work.Listed([.. inForce.Roster.Everybody.Select(p => p.Id)], now);
                    work.RouteWaitingNow(now);
                    Digesting.SetAll(work, inForce, now);
                    if (!inForce.Waiting.IsEmpty)
                        Notices.TellAllOperators(work, inForce, PolicyWords.Waits(inForce), now);
                    swap.To(inForce);
                    return true;
                },
                CancellationToken.None);
        }
        catch
        {
            swap.Undo();
            throw;
        }

        return await JudgeOpenSeats(before, now, cancel);
    }

    /// <summary>Judges every open seat, and who is on in the rotations, again: at a start, in case the process ended between a policy's acceptance and this.</summary>
    public Task<int> JudgeAgain(Instant now, CancellationToken cancel = default) => JudgeOpenSeats(policy.Book, now, cancel);

    /// <summary>A bad file changes nothing but the record: that it was refused, and why.</summary>
    public Task Refuse(string why, Instant now, CancellationToken cancel = default) => store.Write(
        work =>
        {
            var book = policy.Book;
            work.Record("policy_refused", why.Split('\n')[0], new LedgerContext(Actor.Bot.Instance, book, now));
            Notices.TellOperators(work, book, Sentence.Of(
                $"The policy file was not taken, so the one before stays in force; “policy check” shows everything that is wrong. {why}"), now);
            return true;
        },
        cancel);

    /// <summary>After a refusal: whoever was told of it hears that the file can be used again.</summary>
    public Task IsGoodAgain(Instant now, CancellationToken cancel = default) => store.Write(
        work =>
        {
            Notices.TellOperators(work, policy.Book, Sentence.Of($"The policy file is good again and in force."), now);
            return true;
        },
        cancel);

    private async Task<int> JudgeOpenSeats(PolicyBook before, Instant now, CancellationToken cancel)
    {
        var touched = 0;
        var book = policy.Book;
        if (!book.Rotations.IsEmpty)
            await store.Write(
                work =>
                {
                    HandingOver.LookAtAll(work, policy.Book, now);
                    return true;
                },
                cancel);
        foreach (var id in await store.OpenRequests((person, needs) => HasLost(person, needs, book), cancel))
            touched += await store.Write(work => TakeOff(work, id, before, now), cancel) ? 1 : 0;
        return touched;
    }

    private bool TakeOff(IWork work, ChangeId id, PolicyBook before, Instant now)
    {
        var book = policy.Book;
        var lost = VoidVotes(work, id, book, now);
        while (work.Load(id) is { } change && Lost(change, book) is { } person)
        {
            var command = new Command.TakeOff(Actor.Bot.Instance, person, StandDown.NoLongerQualified);
            var (ruling, _) = Docket.CarryOut(work, id, change, command, new LedgerContext(command.By, book, now));
            if (ruling is Ruling.Refused)
                break;
            // Somebody who left the roster has no lane in the new policy; their card is tidied through the old one.
            if (book.Roster.Find(person) is null)
                foreach (var outgoing in Notices.Redraw(change, person, change.Round.Number, before, work.Contact))
                    work.Send(outgoing, now);
            lost = true;
        }

        return lost;
    }

    // An approval of a round that is still open, by somebody who could not give it any more.
    private static bool VoidVotes(IWork work, ChangeId id, PolicyBook book, Instant now)
    {
        if (work.Load(id) is not { Status: not (Status.Settled or Status.ChangesRequested) } change)
            return false;
        var any = false;
        foreach (var seat in change.Round.Seats)
            if (seat.Vote is { } vote && HasLost(vote.By, seat.Needs, book) && work.Load(id) is { } current)
                any |= Docket.CarryOut(
                    work, id, current, new Command.VoidVote(Actor.Bot.Instance, seat.Number), new LedgerContext(Actor.Bot.Instance, book, now)).Ruling is Ruling.Accepted;
        return any;
    }

    private static PersonId? Lost(ChangeRequest change, PolicyBook book)
    {
        foreach (var seat in change.Round.Seats)
            foreach (var asked in seat.IsOpen ? seat.Asked : [])
                if (HasLost(asked.Person, seat.Needs, book))
                    return asked.Person;
        return null;
    }

    private static bool HasLost(PersonId asked, Qualification needs, PolicyBook book) =>
        book.Roster.Find(asked) is not { } person || !needs.IsMetBy(person);
}
