using Countersign.Core.Changes;
using Countersign.Core.People;

namespace Countersign.Core.Words;

/// <summary>How far a round with several seats is, and what it means that two are asked for one seat.</summary>
public static class SeatWords
{
    /// <summary>
    /// "1 of 2 approved: Lee, 10:12. One more is needed."; empty where one seat is all, since the status says it then.
    /// </summary>
    /// <param name="standing">Of the copy that says it: one of an earlier round, or that is over, tells nothing of these seats.</param>
    public static Sentence Of(ChangeRequest change, CopyStanding standing) => Concerns(change, standing) ? Of(change) : Sentence.Empty;

    /// <summary>What the policy asks of it, in a few words; null where <see cref="Of(ChangeRequest, CopyStanding)"/> is silent too.</summary>
    public static string? Rule(ChangeRequest change, CopyStanding standing) => Concerns(change, standing) ? RequirementWords.Brief(change) : null;

    private static bool Concerns(ChangeRequest change, CopyStanding standing) =>
        standing.Round == change.Round.Number && (standing.IsLive || change.IsSettled);

    private static Sentence Of(ChangeRequest change) => Sentence.Join(" ", [Progress(change), FirstHasIt(change)]);

    private static Sentence Progress(ChangeRequest change)
    {
        var seats = change.Round.Seats;
        if (seats.Length < 2)
            return Sentence.Empty;
        var given = seats.Select(s => s.Vote).OfType<Vote>().Where(v => v.Verdict == Verdict.Approved).OrderBy(v => v.At).ToList();
        if (given.Count == 0)
            return IsOver(change) ? Sentence.Empty : Sentence.Text($"{seats.Length} approvals are needed; none is given yet.");
        var by = Sentence.Join("; ", given.Select(v => Sentence.Of($"{v.By}, {v.At}")));
        var more = (IsOver(change) ? 0 : seats.Length - given.Count) switch
        {
            0 => "",
            1 => " One more is needed.",
            var missing => $" {missing} more are needed.",
        };
        return Sentence.Of($"{given.Count} of {seats.Length} approved: {by}.{more}");
    }

    // Two names on a card look as if both had to answer.
    private static Sentence FirstHasIt(ChangeRequest change) => IsOver(change)
        ? Sentence.Empty
        : Sentence.Join(" ", change.Round.Seats
            .Where(s => s.IsOpen && s.Claim is null && s.Asked.Length > 1)
            .Select(s => Sentence.Of($"{Both(s)} are asked for one approval: whoever answers or starts first has it.")));

    private static Sentence Both(Seat seat) => Listing.Of(seat.Asked.Select(a => Name(a.Person)));

    private static Sentence Name(PersonId person) => Sentence.Of($"{person}");

    private static bool IsOver(ChangeRequest change) => change.Status is Status.Settled or Status.ChangesRequested;
}
