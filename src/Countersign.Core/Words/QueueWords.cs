using Countersign.Core.Changes;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Words;

/// <summary>How near a request's clock is to its end, for whoever looks over many. Every figure is the clock's own.</summary>
public enum Nearness
{
    /// <summary>It stands still, or there is none.</summary>
    Still,
    Fine,

    /// <summary>A quarter of the time or less is left.</summary>
    Soon,
    Over,
}

/// <summary>An open request on one line of many: whose turn it is, and how its clock stands.</summary>
public static class QueueWords
{
    public static Nearness NearnessOf(SlaClock? clock) => clock switch
    {
        null => Nearness.Still,
        { IsBreached: true } => Nearness.Over,
        { IsRunning: false } => Nearness.Still,
        _ when clock.Left * 4 <= clock.Plan.Decision => Nearness.Soon,
        _ => Nearness.Fine,
    };

    /// <summary>Who is asked, or on it, or has to change it.</summary>
    public static Sentence Turn(ChangeRequest change) => change.Status switch
    {
        Status.Waiting => Sentence.Text("Nobody can be asked yet"),
        Status.InReview s => Sentence.Of($"{s.By} is on it"),
        Status.Assigned => Listing.Of(change.AskedNow.Select(a => Sentence.Of($"{a.Person}"))),
        Status.ChangesRequested => Sentence.Of($"{change.Author} changes it"),
        _ => RequestFace.Detail(change),
    };

    /// <summary>"Due in 40 min, 12:00", "Overdue by 10 min", or why it stands still.</summary>
    public static Sentence Clock(SlaClock? clock) => clock switch
    {
        null => Sentence.Text("No clock: its service is not in the policy any more"),
        { IsBreached: true } => Sentence.Text(Capital(ClockWords.OverdueBy(clock))),
        { Turn: Changes.Turn.Author } => Sentence.Text($"Stands still, {Times.Span(Duration.Max(Duration.Zero, clock.Left))} left"),
        { Turn: Changes.Turn.Nobody } => Sentence.Text($"Not counted, {Times.Span(Duration.Max(Duration.Zero, clock.Left))} left.{ClockWords.Unstaffed(clock)}"),
        { Due: { } due } => Sentence.Of($"{Capital(ClockWords.DueIn(clock))}, {due}"),
        _ => Sentence.Empty,
    };

    /// <summary>In what order the requests stand that are looked through.</summary>
    public static string Order(QueueTurn turn) => turn switch
    {
        QueueTurn.Reviewers => "the earliest due first",
        QueueTurn.Nobody or QueueTurn.Author => "the oldest first",
        QueueTurn.Reader => "those you are asked for by when they are due, then those that wait for your changes",
        _ => "first those that nobody can be asked for, then the reviewers' by when they are due, then the authors'",
    };

    /// <summary>Whose time a span of a round was.</summary>
    public static string Of(Turn turn) => turn switch
    {
        Changes.Turn.Reviewers => "The reviewers' turn: it counts",
        Changes.Turn.Nobody => "Nobody could be asked: counted apart",
        _ => "The author's turn: it stands still",
    };

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
