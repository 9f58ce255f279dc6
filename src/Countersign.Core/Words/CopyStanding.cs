using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;

namespace Countersign.Core.Words;

/// <summary>
/// What one copy of a card says of itself. A copy that is no longer live keeps a sentence that stays true, until the request
/// settles: then it says who decided, as every copy does (approval-ux.md 5).
/// </summary>
public sealed record CopyStanding(Mark Mark, string Word, Sentence Detail, bool IsLive, int Round)
{
    public static CopyStanding Of(ChangeRequest change) =>
        new(RequestFace.MarkOf(change), RequestFace.Word(change), RequestFace.Detail(change), IsLive: true, change.Round.Number);

    public static CopyStanding Of(ChangeRequest change, CardAudience audience)
    {
        var live = Of(change);
        if (audience is not CardAudience.Reviewer reviewer || Over(change, reviewer) is not { } over)
            return live;
        if (change.IsSettled)
            return live with { Detail = Sentence.Of($"{live.Detail} {over}"), IsLive = false, Round = reviewer.Round };
        var word = reviewer.Round == change.Round.Number ? "Not asked any more" : $"Round {reviewer.Round} is over";
        return new CopyStanding(Mark.Over, word, over, IsLive: false, reviewer.Round);
    }

    /// <summary>Why it was denied, or what is to be changed. It concerns the reader of a copy that is over only once all is over.</summary>
    public string? Reason(ChangeRequest change) => IsLive || change.IsSettled ? RequestFace.Reason(change) : null;

    private static Sentence? Over(ChangeRequest change, CardAudience.Reviewer reviewer)
    {
        if (reviewer.Round != change.Round.Number)
            return Sentence.Text(change.IsSettled
                ? $"This was round {reviewer.Round}; the author updated the request after it."
                : $"This was round {reviewer.Round}. The author has updated the request since; a new card comes to whoever is asked.");
        if (change.Round.Seats.Any(s => s.Asks(reviewer.Person)))
            return null;
        var now = change.IsSettled ? Sentence.Empty : Sentence.Of($"{WhoHasIt(change.Round, reviewer.Person)} Nothing is left to do here.");
        return Sentence.Of($"You are not asked any more{Why(change.Round, reviewer.Person)}.{now}");
    }

    // Whoever had it before they could begin may wonder; so may their team.
    private static Sentence WhoHasIt(Round round, PersonId person) => round.Seats.FirstOrDefault(s => s.Tried.Contains(person)) switch
    {
        { Claim: { } claim } => Sentence.Of($" {claim.By} is on it."),
        { Vote: null, Asked: [_, ..] asked } => Sentence.Text(" ") + Listing.Of(asked.Select(a => Sentence.Of($"{a.Person}"))) + Sentence.Text(asked.Length == 1 ? " has it now." : " have it now."),
        _ => Sentence.Empty,
    };

    private static string Why(Round round, PersonId person) => round.StoodDown.GetValueOrDefault(person, (StandDown)(-1)) switch
    {
        StandDown.Declined => $" (you declined: {Own(round.Declines.GetValueOrDefault(person))})",
        StandDown.Reassigned => " (a lead gave it to somebody else)",
        StandDown.Overtaken => " (the other one who was asked is on it)",
        StandDown.NoLongerQualified => " (the policy file changed)",
        StandDown.Unreachable => " (I could not message you)",
        StandDown.NotAcknowledged => " (you may be busy, so I asked somebody else)",
        StandDown.Rescued => " (somebody else can get to it sooner)",
        StandDown.Taken => " (somebody who was free sooner took it)",
        _ => "",
    };

    private static string Own(DeclineReason reason) => reason switch
    {
        DeclineReason.Away => "away",
        DeclineReason.Conflict => "conflict of interest",
        DeclineReason.NotMyArea => "not my area",
        _ => "too much on my plate",
    };
}
