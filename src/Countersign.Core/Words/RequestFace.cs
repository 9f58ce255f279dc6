using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Sla;

namespace Countersign.Core.Words;

/// <summary>The small picture beside a status; each platform has an emoji for it. Never without its word.</summary>
public enum Mark
{
    Waiting,
    Assigned,
    InReview,
    ChangesRequested,
    Approved,
    Denied,

    /// <summary>Put on record without asking anybody.</summary>
    Recorded,

    /// <summary>Withdrawn, expired, or a copy of a card that is over.</summary>
    Over,

    /// <summary>A piece of news without a status.</summary>
    News,

    /// <summary>Its time is over.</summary>
    Overdue,
}

/// <summary>The status line: a mark and a word, never colour alone, the same on every card, list and note.</summary>
public static class RequestFace
{
    public static Mark MarkOf(ChangeRequest change) => change.Status switch
    {
        Status.Waiting => Mark.Waiting,
        Status.Assigned => Mark.Assigned,
        Status.InReview => Mark.InReview,
        Status.ChangesRequested => Mark.ChangesRequested,
        Status.Settled { Outcome: Outcome.Approved } => Mark.Approved,
        Status.Settled { Outcome: Outcome.Denied } => Mark.Denied,
        Status.Settled { Outcome: Outcome.Recorded } => Mark.Recorded,
        _ => Mark.Over,
    };

    public static string Word(ChangeRequest change) => change.Status switch
    {
        Status.Waiting => "Waiting",
        Status.Assigned => "Assigned",
        Status.InReview => "In review",
        Status.ChangesRequested => "Changes requested",
        Status.Settled { Outcome: var outcome } => outcome.ToString(),
        _ => "Unknown",
    };

    /// <summary>Who did it, or whose turn it is, and when.</summary>
    /// <param name="reader">Who reads it, when that is one person.</param>
    /// <param name="clock">As it stands now; null where the words stay for a while, such as on a card.</param>
    public static Sentence Detail(ChangeRequest change, PersonId? reader = null, SlaClock? clock = null) => change.Status switch
    {
        Status.Waiting when clock is not null => Sentence.Of($"{Detail(change)}{ClockWords.Unstaffed(clock)}"),
        Status.Waiting when change.Report is { } report => report.Sentence,
        Status.Waiting => Sentence.Text("I am looking for somebody to ask."),
        Status.Assigned => Sentence.Of($"{Asked(change)}{Due(change, clock)}."),
        Status.InReview s => Sentence.Of($"{s.By} is on it{Due(change, clock)}."),
        Status.ChangesRequested s when reader == change.Author => Sentence.Of($"{s.By} asked for changes {s.At}. It is your turn: {new Typed($"/signoff update {change.Id}")}."),
        Status.ChangesRequested s => Sentence.Of($"{s.By} asked for changes {s.At}. It is {change.Author}'s turn: {new Typed($"/signoff update {change.Id}")}."),
        Status.Settled { Outcome: Outcome.Recorded } s => Sentence.Of($"{s.By} put it on record, {s.At}. The policy asks nobody for it; it is not an approval."),
        Status.Settled { Outcome: Outcome.Expired } s => Sentence.Of($"Expired {s.At}: changes were asked for, and {change.Author} did not update it in time."),
        Status.Settled s => Sentence.Of($"{s.Outcome.ToString()} by {s.By}, {s.At}."),
        _ => Sentence.Empty,
    };

    /// <summary>Why it was denied, or what is to be changed.</summary>
    public static string? Reason(ChangeRequest change) => change.Status switch
    {
        Status.Settled s => s.Reason,
        Status.ChangesRequested s => s.Reason,
        _ => null,
    };

    public static string ServiceLine(ChangeRequest change, PolicyBook policy) =>
        policy.Find(change.Draft.Service) is { } service
            ? $"{service.Name} ({(change.Tier ?? service.Tier.Value).Word()})"
            : change.Tier is { } tier ? $"{change.Draft.Service.Value} ({tier.Word()})" : change.Draft.Service.Value;

    /// <summary>An operator took the service out of the policy file while the request waited: nobody can be asked for it.</summary>
    public static Sentence ServiceGone(ChangeRequest change, PolicyBook policy) =>
        policy.Find(change.Draft.Service) is null && change.Status is Status.Waiting or Status.Assigned or Status.InReview
            ? Sentence.Text($" The service “{change.Draft.Service.Value}” is not in the policy file any more: an operator puts it back, or the author updates the request for another one.")
            : Sentence.Empty;

    public static bool IsCritical(ChangeRequest change, PolicyBook policy) =>
        (change.Tier ?? policy.Find(change.Draft.Service)?.Tier.Value) == Tier.Critical;

    /// <summary>As a clause after "it": "deletes and migrates something", "recreates something and can't be rolled back".</summary>
    public static string DestructionClause(Destruction destruction)
    {
        var acts = new List<string>();
        if (destruction.HasFlag(Destruction.Deletes))
            acts.Add("deletes");
        if (destruction.HasFlag(Destruction.Recreates))
            acts.Add("recreates");
        if (destruction.HasFlag(Destruction.Migrates))
            acts.Add("migrates");
        var act = acts switch
        {
            [] => null,
            [var one] => $"{one} something",
            [.. var first, var last] => $"{string.Join(", ", first)} and {last} something",
        };
        return (act, destruction.HasFlag(Destruction.Irreversible)) switch
        {
            ({ }, true) => $"{act} and can't be rolled back",
            (null, true) => "can't be rolled back",
            _ => act ?? "can be undone by reverting it",
        };
    }

    private static Sentence Asked(ChangeRequest change)
    {
        var asked = change.AskedNow.Select(a => Sentence.Of($"{a.Person}")).ToList();
        return Listing.Of(asked) + Sentence.Text(asked.Count == 1 ? " is asked" : " are asked");
    }

    private static Sentence Due(ChangeRequest change, SlaClock? clock) => (clock?.Due ?? change.Due) switch
    {
        null => Sentence.Empty,
        { } due when clock is { IsBreached: true } => Sentence.Of($". It is {ClockWords.OverdueBy(clock)}: it was due {due}"),
        { } due when clock is not null => Sentence.Of($", {ClockWords.DueIn(clock)}, {due}"),
        { } due when change.Round.BreachedAt is not null => Sentence.Of($". Overdue: it was due {due}"),
        { } due => Sentence.Of($", due {due}"),
    };
}
