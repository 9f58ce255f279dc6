using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>What pressing a button that opens something comes to.</summary>
public abstract record Opening
{
    private Opening()
    {
    }

    /// <summary>Nothing opens; the answer says why.</summary>
    public sealed record Refused(Answer Answer) : Opening;

    /// <summary>The form that asks for a reason.</summary>
    public sealed record Reason(ChangeRequest Change, Verdict Verdict) : Opening;

    public sealed record Details(ChangeRequest Change, ImmutableArray<ChangeEvent> Events) : Opening;

    public sealed record Update(ChangeRequest Change) : Opening;

    public sealed record New : Opening;
}

/// <summary>Buttons that open something. Whoever may not do it hears so at once, not after filling a form in.</summary>
public sealed class Pressing(IStore store, PolicyInForce policy, Doorkeeper doorkeeper, Deciding deciding)
{
    /// <param name="verdict">Denied or changes requested: these ask for a reason first.</param>
    public async Task<Opening> AskReason(AboutRequest on, Verdict verdict, Instant now, CancellationToken cancel = default)
    {
        var deny = verdict == Verdict.Denied;
        if (await store.Find(on.Change, cancel) is { } change && (on.Stamp is null || on.Stamp == change.Stamp))
        {
            // An empty reason is refused last of all.
            Command asked = deny ? new Command.Deny(on.By, on.Round, null) : new Command.RequestChanges(on.By, on.Round, null);
            if (ReviewDesk.Decide(change, asked, now) is Ruling.Refused { Refusal: Refusal.ReasonMissing })
            {
                await NoteASign(on.By, change, on.Round, now, cancel);
                return new Opening.Reason(change, verdict);
            }
        }

        return new Opening.Refused(deny
            ? await deciding.Deny(on, null, now, cancel)
            : await deciding.RequestChanges(on, null, now, cancel));
    }

    public async Task<Opening> Details(Actor by, ButtonValue button, Instant now, CancellationToken cancel = default)
    {
        if (await doorkeeper.Stop(by, "details", now, cancel) is { } stopped)
            return new Opening.Refused(stopped);
        if (await Find(button, cancel) is not { } change)
            return Other(button);
        await NoteASign(by, change, button.Round, now, cancel);
        return new Opening.Details(change, await store.History(change.Id, cancel));
    }

    public async Task<Opening> Update(Actor by, ButtonValue button, Instant now, CancellationToken cancel = default)
    {
        if (await doorkeeper.Stop(by, "update", now, cancel) is { } stopped)
            return new Opening.Refused(stopped);
        if (await Find(button, cancel) is not { } change)
            return Other(button);
        return Updating.RefusalFor(change, ((Actor.Member)by).Person.Id) is { } refusal
            ? new Opening.Refused(new Answer(false, RefusalWords.Of(refusal, policy.Book)))
            : new Opening.Update(change);
    }

    public async Task<Opening> New(Actor by, Instant now, CancellationToken cancel = default) =>
        await doorkeeper.Stop(by, "new", now, cancel) is { } stopped ? new Opening.Refused(stopped) : new Opening.New();

    // Whoever looks at what they are asked for is there: it is not given to somebody else for want of a sign.
    private async Task NoteASign(Actor by, ChangeRequest change, int? round, Instant now, CancellationToken cancel)
    {
        if (by is not Actor.Member { Person.Id: var me } || change.Round.SeatOf(me)?.AskedOf(me) is not { AckedAt: null })
            return;
        try
        {
            await store.Write(
                work =>
                {
                    var command = new Command.Acknowledge(by, round);
                    if (work.Load(change.Id) is { } current && ReviewDesk.Decide(current, command, now) is Ruling.Accepted)
                        Docket.CarryOut(work, change.Id, current, command, new LedgerContext(by, policy.Book, now));
                    return true;
                },
                cancel);
        }
        catch (StoreUnavailableException)
        {
            // What they wanted to see opens all the same.
        }
    }

    private async Task<ChangeRequest?> Find(ButtonValue button, CancellationToken cancel) =>
        await store.Find(button.Change, cancel) is { } change && change.Stamp == button.Stamp ? change : null;

    private Opening.Refused Other(ButtonValue button) =>
        new(new Answer(false, RefusalWords.Of(new Refusal.OtherRequest(button.Change), policy.Book)));
}
