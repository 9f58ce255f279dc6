using Countersign.Core.Changes;
using Countersign.Core.Policy;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Words;

/// <summary>
/// A request's clock in words. Every figure is the clock's own; nothing is counted here. Where business hours count, long times are said
/// in working days: a day of 24 of them would be three days to everybody who reads it.
/// </summary>
public static class ClockWords
{
    private static readonly Duration WorthAWord = Duration.FromMinutes(1);
    private static readonly Duration InDays = BusinessHours.Day * 2;

    /// <summary>How much of the time for the decision is used, what is left of it, and why it stands still when it does.</summary>
    /// <returns>Empty once the request is over.</returns>
    public static Sentence Of(ChangeRequest change, SlaClock? clock)
    {
        if (clock is null || change.IsSettled)
            return Sentence.Empty;
        var used = Used(clock);
        var unstaffed = $"Nobody could be asked for {Span(clock, clock.Unstaffed)}";
        var stands = clock.Turn switch
        {
            Turn.Author => Sentence.Of($" It stands still: it is {change.Author}'s turn."),
            Turn.Nobody when clock.Unstaffed >= WorthAWord => Sentence.Text($" It stands still. {unstaffed}."),
            Turn.Nobody => Sentence.Text(" It stands still: nobody can be asked."),
            _ when clock.Unstaffed >= WorthAWord => Sentence.Text($" {unstaffed}, which is not counted."),
            _ => Sentence.Empty,
        };
        var left = clock.IsBreached ? Sentence.Text($"overdue by {Span(clock, -clock.Left)}, {used}.")
            : clock.Due is { } due ? Sentence.Of($"{used}, due in {Span(clock, clock.Left)}, {due}.")
            : Sentence.Text($"{used}.");
        return Sentence.Of($"Time for the decision: {left}{stands}{FirstAnswer(change, clock)}{(CountsBusinessHours(clock.Plan.Calendar) ? " Only business hours count." : "")}{Ends(change, clock.Plan)}");
    }

    // By every clock: after the word on what the clock counts.
    private static Sentence Ends(ChangeRequest change, SlaPlan plan) => Expiry.EndsAt(change, plan) is { } ends
        ? Sentence.Of($" Without an update it ends by itself{(change.Round.ExpiresAt is null ? ", not before" : "")} {ends}.")
        : Sentence.Empty;

    // Until somebody gives a sign; after that only the decision is waited for.
    private static string FirstAnswer(ChangeRequest change, SlaClock clock) => clock switch
    {
        _ when change.Round.RespondedAt is not null || !clock.IsRunning || clock.FirstResponse is null => "",
        { FirstResponse: { } waited } when waited < clock.Plan.FirstResponse => $" A first sign is due in {Span(clock, clock.Plan.FirstResponse - waited)}.",
        { FirstResponse: { } waited } => $" No sign yet, and the first was due {Span(clock, waited - clock.Plan.FirstResponse)} ago.",
        _ => "",
    };

    /// <summary>"64 h 51 min of 4 h used": in hours, because a day is of 24 to one reader and of 8 to another.</summary>
    public static string Used(SlaClock clock) => $"{Times.Hours(clock.Spent)} of {Times.Exact(clock.Plan.Decision)} used";

    /// <summary>Somebody is hardly ever asked within the same second: that nobody could be, for less than a minute, tells nobody anything.</summary>
    public static bool IsWorthAWord(TurnSpan span) => span is not { Turn: Turn.Nobody, Until: { } until } || until - span.From >= WorthAWord;

    /// <summary>"due in 40 min", on the clock that counts; the time itself stands beside it.</summary>
    public static string DueIn(SlaClock clock) => $"due in {Counted(clock, clock.Left, IsPlain(clock))}";

    /// <summary>"overdue by 10 min", "overdue by 20 working days".</summary>
    public static string OverdueBy(SlaClock clock) => $"overdue by {Counted(clock, -clock.Left, IsPlain(clock))}";

    /// <summary>"Nobody could be asked for 30 min so far."; empty while that was hardly so.</summary>
    public static string Unstaffed(SlaClock clock) => clock.Unstaffed >= WorthAWord
        ? $" Nobody could be asked for {Counted(clock, clock.Unstaffed, isPlain: false)} so far."
        : "";

    /// <summary>A time that the policy sets, on its calendar: "5 s", "4 h of business hours", "720 h of business hours, 90 working days".</summary>
    public static string Length(Duration time, SlaCalendar calendar) => CountsBusinessHours(calendar)
        ? $"{Times.Exact(time)} of business hours{(time < InDays ? "" : $", {Times.WorkingDays(time, BusinessHours.Day)}")}"
        : time < Duration.FromDays(2) ? Times.Exact(time) : Times.Span(time);

    private static bool IsPlain(SlaClock clock) => clock.Window.Due - clock.Now == clock.Left;

    // An evening and a weekend may lie between now and "in 40 min"; when none does, it needs no word.
    private static string Counted(SlaClock clock, Duration time, bool isPlain) =>
        Span(clock, time) + (CountsBusinessHours(clock.Plan.Calendar) && time < InDays && !isPlain ? " of business hours" : "");

    private static string Span(SlaClock clock, Duration time) => !CountsBusinessHours(clock.Plan.Calendar) ? Times.Span(time)
        : time < InDays ? Times.Hours(time)
        : Times.WorkingDays(time, BusinessHours.Day);

    private static bool CountsBusinessHours(SlaCalendar calendar) => calendar != SlaCalendar.AroundTheClock;
}
