using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Policy;
using Countersign.Core.Routing;

namespace Countersign.Core.Words;

/// <summary>A request's events as sentences, for <c>status</c> and the details.</summary>
public static class History
{
    private const int ReasonMax = 300;

    public static IEnumerable<Sentence> Of(ImmutableArray<ChangeEvent> events) => events.Select(One);

    private static Sentence One(ChangeEvent happened) => happened switch
    {
        ChangeEvent.Submitted { Asks: { } asks } e => Sentence.Of($"{e.At}: {e.Author} asked for a sign-off. {RequirementWords.Of(asks, e.Seats)}"),
        ChangeEvent.Submitted e => Sentence.Of($"{e.At}: {e.Author} asked for a sign-off."),
        ChangeEvent.Recorded e => Sentence.Of($"{e.At}: put on record; the policy asks nobody for it."),
        ChangeEvent.VoteVoided e => Sentence.Of($"{e.At}: {e.By}'s approval does not count any more (the policy file changed)."),
        ChangeEvent.Waited e => Sentence.Of($"{e.At}: waiting. {e.Report.Sentence}"),
        ChangeEvent.Assigned { By: { } lead } e when lead == e.Person => Sentence.Of($"{e.At}: {lead} took it over: {Clip(e.Reason)}"),
        ChangeEvent.Assigned { By: { } lead } e => Sentence.Of($"{e.At}: {lead} gave it to {e.Person}: {Clip(e.Reason)}"),
        ChangeEvent.Assigned { Handover: { Why: StandDown.Taken } from } e => Sentence.Of($"{e.At}: {e.Person} was free sooner and took it from {from.From}."),
        ChangeEvent.Assigned { Handover: { } from } e => Sentence.Of($"{e.At}: {e.Person} was asked instead of {from.From}."),
        ChangeEvent.Assigned e => Sentence.Of($"{e.At}: {e.Person} was asked."),
        ChangeEvent.Acknowledged e => Sentence.Of($"{e.At}: {e.By} looked at it."),
        ChangeEvent.Reminded e => Sentence.Of($"{e.At}: I reminded {e.Person}."),
        ChangeEvent.Claimed e => Sentence.Of($"{e.At}: {e.By} is on it until {e.Until}."),
        ChangeEvent.ClaimLapsed e => Sentence.Of($"{e.At}: {e.By} was on it, but the time ran out; {e.By} is still asked."),
        ChangeEvent.Declined e => Sentence.Of($"{e.At}: {e.By} passed ({RoutingWords.Their(e.Reason)})."),
        ChangeEvent.StoodDown e => Sentence.Of($"{e.At}: {e.Person} is not asked any more ({Words(e.Why)})."),
        ChangeEvent.Voted { Verdict: Verdict.Approved } e => Sentence.Of($"{e.At}: {e.By} approved."),
        ChangeEvent.Voted { Verdict: Verdict.Denied } e => Sentence.Of($"{e.At}: {e.By} denied: {Clip(e.Reason)}"),
        ChangeEvent.Voted e => Sentence.Of($"{e.At}: {e.By} asked for changes: {Clip(e.Reason)}"),
        ChangeEvent.RoundSettled e => Sentence.Of($"{e.At}: round {e.Round} ended: {Ending(e.Verdict)}."),
        ChangeEvent.Updated { Asks: { } asks } e => Sentence.Of($"{e.At}: {e.By} updated it; round {e.Round} began. {RequirementWords.Of(asks, e.Seats)}"),
        ChangeEvent.Updated e => Sentence.Of($"{e.At}: {e.By} updated it; round {e.Round} began."),
        ChangeEvent.Breached e => Sentence.Of($"{e.At}: the time for the decision was over."),
        ChangeEvent.Escalated { To: EscalationTo.Rotation, Told: [var backup, ..] } e => Sentence.Of($"{e.At}: I offered it to {backup}, who is next in the rotation."),
        ChangeEvent.Escalated { Told.IsEmpty: true } e => Sentence.Of($"{e.At}: I told {(e.To == EscalationTo.Operators ? "the operators" : "the team")} that it waits."),
        ChangeEvent.Escalated e => Sentence.Of($"{e.At}: I told {Sentence.Join(", ", e.Told.Select(p => Sentence.Of($"{p}")))} that it waits."),
        ChangeEvent.LookedAfter e => Sentence.Of($"{e.At}: {e.By} looks after it until {e.Until}."),
        ChangeEvent.Snoozed e when e.Until <= e.At => Sentence.Of($"{e.At}: {e.By} no longer puts it off."),
        ChangeEvent.Snoozed e => Sentence.Of($"{e.At}: {e.By} put it off until {e.Until}."),
        ChangeEvent.ExpiryAnnounced e => Sentence.Of($"{e.At}: I told the author that it ends {e.ExpiresAt} unless it is updated."),
        ChangeEvent.Expired e => Sentence.Of($"{e.At}: it expired; it was not updated in time."),
        ChangeEvent.Withdrawn e => Sentence.Of($"{e.At}: {e.By} took it back."),
        _ => Sentence.Empty,
    };

    private static string Clip(string? reason) => Graphemes.Clip(CleanText.Line(reason ?? ""), ReasonMax);

    private static string Ending(Verdict verdict) => verdict switch
    {
        Verdict.Approved => "approved",
        Verdict.Denied => "denied",
        _ => "changes requested",
    };

    private static string Words(StandDown why) => why switch
    {
        StandDown.Unreachable => "can't be messaged",
        StandDown.NoLongerQualified => "the policy file changed",
        StandDown.Reassigned => "a lead moved it",
        StandDown.Overtaken => "the other one who was asked is on it",
        StandDown.NotAcknowledged => "no sign yet; they may be busy",
        StandDown.Needed => "needed for the other approval of it",
        StandDown.Rescued => "somebody else can get to it sooner",
        StandDown.Taken => "somebody who was free sooner took it",
        _ => "declined",
    };
}
