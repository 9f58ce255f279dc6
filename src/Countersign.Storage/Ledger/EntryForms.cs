using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Storage.Forms;
using NodaTime;

namespace Countersign.Storage.Ledger;

/// <summary>Makes ledger entries of what happens; the ledger itself adds number and previous hash.</summary>
internal sealed class EntryForms(SubjectWriter subjects)
{
    /// <param name="before">The request before the event; null for its submission.</param>
    /// <param name="body">The commitment to the event's bytes.</param>
    public LedgerEntry Of(ChangeEvent happened, ChangeRequest? before, ChangeRequest after, string body, LedgerContext context) =>
        About(after, Plain(EventForm.KindOf(happened), happened.At, context)) with
        {
            Round = before is null ? 1 : RoundOf(happened),
            Verdict = VerdictOf(happened),
            Assignee = AssigneeOf(happened) is { } person ? subjects.Of(person) : null,
            SecondsToDecide = before is null ? null : SecondsToDecide(happened, before),
            Body = body,
        };

    public static LedgerEntry About(ChangeRequest change, LedgerEntry entry) => entry with
    {
        Request = change.Id.ToString(),
        Round = change.Round.Number,
        Service = change.Draft.Service.Value,
        Repository = change.Draft.Link.Repository,
        PullRequest = change.Draft.Link.PullRequest,
        HeadSha = change.Draft.Link.CommitSha,
    };

    /// <summary>Who, when, and under which policy.</summary>
    public LedgerEntry Plain(string type, Instant at, LedgerContext context)
    {
        var via = ViaOf(context.By);
        var person = (context.By as Actor.Member)?.Person;
        return new LedgerEntry(
            0, UnixTime.Of(at), type, null, null,
            StoredName.Of(via?.Platform ?? Platform.Countersign),
            via is null ? null : subjects.Of(via),
            person is null ? null : subjects.Of(person.Id),
            person is null ? null : StoredName.Of(person.Level),
            null, null, null, null, context.Policy.Digest, context.Policy.RosterDigest,
            null, null, null, null, null, null, "");
    }

    /// <summary>The commitment that stands for a person.</summary>
    public string Of(PersonId person) => subjects.Of(person);

    /// <summary>When somebody whose vote this is was asked; null when it is no vote.</summary>
    public static Instant? AskedAt(ChangeEvent happened, ChangeRequest? before)
    {
        if (happened is not ChangeEvent.Voted voted || before is null)
            return null;
        foreach (var asked in before.Round.Seat(voted.Seat).Asked)
            if (asked.Person == voted.By)
                return asked.At;
        return null;
    }

    private static ChatIdentity? ViaOf(Actor by) => by switch
    {
        Actor.Member m => m.Via,
        Actor.Stranger s => s.Via,
        Actor.Outsider o => o.Via,
        _ => null,
    };

    private static long? SecondsToDecide(ChangeEvent happened, ChangeRequest before) =>
        AskedAt(happened, before) is { } asked ? (long)Math.Floor((happened.At - asked).TotalSeconds) : null;

    private static long RoundOf(ChangeEvent happened) => happened switch
    {
        ChangeEvent.Waited e => e.Round,
        ChangeEvent.Assigned e => e.Round,
        ChangeEvent.Claimed e => e.Round,
        ChangeEvent.ClaimLapsed e => e.Round,
        ChangeEvent.Declined e => e.Round,
        ChangeEvent.StoodDown e => e.Round,
        ChangeEvent.Voted e => e.Round,
        ChangeEvent.RoundSettled e => e.Round,
        ChangeEvent.Updated e => e.Round,
        ChangeEvent.Withdrawn e => e.Round,
        ChangeEvent.Recorded e => e.Round,
        ChangeEvent.VoteVoided e => e.Round,
        ChangeEvent.Acknowledged e => e.Round,
        ChangeEvent.Reminded e => e.Round,
        ChangeEvent.Breached e => e.Round,
        ChangeEvent.Escalated e => e.Round,
        ChangeEvent.LookedAfter e => e.Round,
        ChangeEvent.Snoozed e => e.Round,
        ChangeEvent.ExpiryAnnounced e => e.Round,
        ChangeEvent.Expired e => e.Round,
        ChangeEvent.Submitted => 1,
        _ => throw new InvalidOperationException($"No round for {happened.GetType().Name}."),
    };

    private static string? VerdictOf(ChangeEvent happened) => happened switch
    {
        ChangeEvent.Voted e => StoredName.Of(e.Verdict),
        ChangeEvent.RoundSettled e => StoredName.Of(e.Verdict),
        _ => null,
    };

    // Whom it concerns when that is not who spoke.
    private static PersonId? AssigneeOf(ChangeEvent happened) => happened switch
    {
        ChangeEvent.Assigned e => e.Person,
        ChangeEvent.StoodDown e => e.Person,
        ChangeEvent.ClaimLapsed e => e.By,
        ChangeEvent.VoteVoided e => e.By,
        ChangeEvent.Reminded e => e.Person,
        // Several where it tells the operators: the event has them all.
        ChangeEvent.Escalated { Told: [var one] } => one,
        _ => null,
    };
}
