using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Sla;

/// <summary>
/// The clock of a request's open round: the one that card, reminder, breach, escalation and digest ask, so that they never disagree. It
/// counts the hours of the plan's calendar while it is the reviewers' turn; it stands still while changes are requested, and time in which
/// nobody can be asked is counted apart. Source: product.md, States; promises.md, F12.
/// </summary>
public sealed class SlaClock
{
    private readonly Round _round;
    private readonly bool _isByHand;
    private readonly Instant _began;
    private readonly Instant _now;
    private readonly FreeTime? _hours;

    private SlaClock(ChangeRequest change, Instant began, SlaPlan plan, FreeTime? hours, Instant now)
    {
        (_round, _began, Plan, _hours, _now) = (change.Round, began, plan, hours, now);
        // A round that no event made has no turns: it is the reviewers' all the time.
        _isByHand = change.Round.Turns.IsEmpty && !change.IsSettled;
        Window = WindowOf(_round, began, plan, hours, now);
    }

    public SlaPlan Plan { get; }

    /// <summary>The time for the decision, as if the clock ran from now on: what stood still until now is left out.</summary>
    public SlaWindow Window { get; }

    /// <summary>Whose turn it is; null when the request is settled.</summary>
    public Turn? Turn => _round.Turns is [.., { Until: null, Turn: var turn }] ? turn : null;

    public bool IsRunning => Turn == Changes.Turn.Reviewers;

    /// <summary>When the decision is due; null while the clock stands still, because then nobody can know.</summary>
    public Instant? Due => IsRunning || _isByHand ? Window.Due : null;

    /// <summary>For when it shows what it shows.</summary>
    public Instant Now => _now;

    /// <summary>How much of the time for the decision has passed.</summary>
    public Duration Spent => Counted(Changes.Turn.Reviewers);

    /// <summary>For how long nobody could be asked, in hours of the same calendar.</summary>
    public Duration Unstaffed => Counted(Changes.Turn.Nobody);

    /// <summary>What is left; negative once it is over.</summary>
    public Duration Left => Plan.Decision - Spent;

    public bool IsBreached => Spent >= Plan.Decision;

    /// <summary>Until a reviewer's first sign, or until now; null when nobody was ever asked.</summary>
    public Duration? FirstResponse => _round.Turns.Any(s => s.Turn == Changes.Turn.Reviewers)
        ? Sum(Changes.Turn.Reviewers, Instant.Min(_round.RespondedAt ?? _now, _now))
        : null;

    /// <returns>Null when the service is not in the policy any more and the round kept no plan.</returns>
    public static SlaClock? Of(ChangeRequest change, PolicyBook book, Instant now)
    {
        if (PlanOf(change, book) is not { } plan)
            return null;
        var began = BeganAt(change);
        return new SlaClock(change, began, plan, HoursOf(change, plan, book, began, now), now);
    }

    /// <summary>What the round kept; on records from before it did, what the policy in force says.</summary>
    /// <returns>Null when the service is not in the policy any more and the round kept none.</returns>
    public static SlaPlan? PlanOf(ChangeRequest change, PolicyBook book) =>
        change.Round.Asks?.Sla ?? (book.Find(change.Draft.Service) is { } service ? SlaPlan.Of(service, change.Tier ?? service.Tier.Value) : null);

    /// <summary>Its round's submission or update; the request's submission on a round that was made by hand.</summary>
    public static Instant BeganAt(ChangeRequest change) => change.Round.BeganAt ?? change.SubmittedAt;

    /// <summary>When so much of a side's time will have passed if it is its turn from now on; what has passed already is past.</summary>
    /// <param name="turn">Reviewers or nobody.</param>
    /// <returns>Null when that lies too far ahead to tell.</returns>
    public Instant? At(Turn turn, Duration passed)
    {
        var left = passed - Counted(turn);
        if (left <= Duration.Zero)
            return _now;
        return _hours is null ? _now + left : _hours.Advance(Instant.Max(_now, _began), left);
    }

    private static FreeTime? HoursOf(ChangeRequest change, SlaPlan plan, PolicyBook book, Instant began, Instant now) =>
        SlaHours.Of(SlaHours.CalendarOf(plan, book.Roster.Find(change.Author), book.Find(change.Draft.Service)), began, Horizon(began, plan.Decision, now));

    // A working hour comes every five at the least; holidays and looks after it was due need more.
    private static Instant Horizon(Instant began, Duration decision, Instant now) => Instant.Max(began, now) + Duration.FromDays(60) + (decision * 10);

    private static FreeTime Always(Instant from, Instant until) => FreeTime.Of([new Interval(from, until)], from, until);

    private static SlaWindow WindowOf(Round round, Instant began, SlaPlan plan, FreeTime? hours, Instant now)
    {
        var still = round.Turns.Where(s => s.Turn != Changes.Turn.Reviewers)
            .Select(s => new Interval(s.From, Instant.Max(s.From, s.Until ?? now)))
            .Where(i => i.Duration > Duration.Zero)
            .ToList();
        if (still.Count > 0)
            hours = hours is null ? Always(began, Horizon(began, plan.Decision, now)).Without(still) : hours.Without(still);
        return hours is null
            ? new SlaWindow(began + plan.Decision, plan.Decision)
            : new SlaWindow(hours.Advance(began, plan.Decision) ?? hours.Until, plan.Decision, hours);
    }

    private Duration Counted(Turn turn) => Sum(turn, _now);

    private Duration Sum(Turn turn, Instant until)
    {
        if (_isByHand)
            return turn == Changes.Turn.Reviewers ? SlaHours.Between(_hours, _began, until) : Duration.Zero;
        return SlaHours.Of(_round.Turns, turn, _hours, Instant.MinValue, until);
    }
}
