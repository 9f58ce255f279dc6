using Countersign.Core.Changes;
using Countersign.Core.Policy;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Words;

/// <summary>A request's clock in words. Every figure is the clock's own; nothing is counted here.</summary>
public static class ClockWords
{
    private static readonly Duration WorthAWord = Duration.FromMinutes(1);

    /// <summary>How much of the time for the decision is used, what is left of it, and why it stands still when it does.</summary>
    /// <returns>Empty once the request is over.</returns>
    public static Sentence Of(ChangeRequest change, SlaClock? clock)
    {
        if (clock is null || change.IsSettled)
            return Sentence.Empty;
        var used = $"{Times.Span(clock.Spent)} of {Times.Span(clock.Plan.Decision)} used";
        var unstaffed = $"Nobody could be asked for {Times.Span(clock.Unstaffed)}";
        var stands = clock.Turn switch
        {
            Turn.Author => Sentence.Of($" It stands still: it is {change.Author}'s turn."),
            Turn.Nobody when clock.Unstaffed >= WorthAWord => Sentence.Text($" It stands still. {unstaffed}."),
            Turn.Nobody => Sentence.Text(" It stands still: nobody can be asked."),
            _ when clock.Unstaffed >= WorthAWord => Sentence.Text($" {unstaffed}, which is not counted."),
            _ => Sentence.Empty,
        };
        var left = clock.IsBreached ? Sentence.Text($"overdue by {Times.Span(-clock.Left)}, {used}.")
            : clock.Due is { } due ? Sentence.Of($"{used}, due in {Times.Span(clock.Left)}, {due}.")
            : Sentence.Text($"{used}.");
        return Sentence.Of($"Time for the decision: {left}{stands}{FirstAnswer(change, clock)}{(CountsBusinessHours(clock) ? " Only business hours count." : "")}");
    }

    // Until somebody gives a sign; after that only the decision is waited for.
    private static string FirstAnswer(ChangeRequest change, SlaClock clock) => clock switch
    {
        _ when change.Round.RespondedAt is not null || !clock.IsRunning || clock.FirstResponse is null => "",
        { FirstResponse: { } waited } when waited < clock.Plan.FirstResponse => $" A first sign is due in {Times.Span(clock.Plan.FirstResponse - waited)}.",
        { FirstResponse: { } waited } => $" No sign yet, and the first was due {Times.Span(waited - clock.Plan.FirstResponse)} ago.",
        _ => "",
    };

    /// <summary>"due in 40 min", on the clock that counts; the time itself stands beside it.</summary>
    public static string DueIn(SlaClock clock) => $"due in {Times.Span(clock.Left)}{Hours(clock, clock.Window.Due - clock.Now == clock.Left)}";

    /// <summary>"overdue by 10 min".</summary>
    public static string OverdueBy(SlaClock clock) => $"overdue by {Times.Span(-clock.Left)}{Hours(clock, clock.Window.Due - clock.Now == clock.Left)}";

    /// <summary>"Nobody could be asked for 30 min so far."; empty while that was hardly so.</summary>
    public static string Unstaffed(SlaClock clock) => clock.Unstaffed >= WorthAWord
        ? $" Nobody could be asked for {Times.Span(clock.Unstaffed)}{Hours(clock, isPlain: false)} so far."
        : "";

    // An evening and a weekend may lie between now and "in 40 min"; when none does, it needs no word.
    private static string Hours(SlaClock clock, bool isPlain) => CountsBusinessHours(clock) && !isPlain ? " of business hours" : "";

    private static bool CountsBusinessHours(SlaClock clock) => clock.Plan.Calendar != SlaCalendar.AroundTheClock;
}
