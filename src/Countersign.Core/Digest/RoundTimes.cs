using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Digest;

/// <summary>A round's hours, counted as <see cref="SlaClock"/> counts them: of the plan's calendar, each side's turn for itself.</summary>
internal sealed class RoundTimes
{
    private readonly FreeTime? _hours;

    /// <param name="hours">Null counts every hour.</param>
    /// <param name="seen">Until when a turn that is not over is known to have lasted.</param>
    public RoundTimes(RoundFacts facts, SlaPlan? plan, Tier? tier, FreeTime? hours, Instant seen)
    {
        (Facts, Plan, Tier, _hours) = (facts, plan, tier, hours);
        FirstResponse = facts.Responded is { } at ? SlaHours.Of(facts.Turns, Turn.Reviewers, hours, Instant.MinValue, at) : null;
        ToDecision = facts.Decided is { At: var decided } ? SlaHours.Of(facts.Turns, Turn.Reviewers, hours, Instant.MinValue, decided) : null;
        BrokenAt = OverAt(seen) is { } over ? Instant.Min(over, facts.Breached ?? over) : facts.Breached;
    }

    public RoundFacts Facts { get; }

    /// <summary>Null when the round kept none and its service is gone: then nothing is kept or broken.</summary>
    public SlaPlan? Plan { get; }

    public Tier? Tier { get; }

    /// <summary>The reviewers' turn until the first sign; null while there is none.</summary>
    public Duration? FirstResponse { get; }

    /// <summary>The reviewers' turn until the decision; null while there is none.</summary>
    public Duration? ToDecision { get; }

    /// <summary>
    /// When the time for the decision was over, whenever somebody noticed and whether anybody did. Nobody notices before: where the calendars of
    /// today say later, or never, it is as it was noted, so that a round is late once. Null while it is not.
    /// </summary>
    public Instant? BrokenAt { get; }

    /// <summary>When it came to its end for the reviewers: decided, withdrawn or recorded. Null while it waits for them.</summary>
    public Instant? EndedAt => Facts.Decided?.At ?? Facts.Over;

    /// <summary>Whether anything of it can have happened in a time: it began before its end and was not over before its beginning.</summary>
    public static bool Lives(RoundFacts facts, Interval within) => facts.Began < within.End && !(facts.Over < within.Start);

    /// <summary>A side's turn within a time.</summary>
    public Duration Of(Turn turn, Interval within) => SlaHours.Of(Facts.Turns, turn, _hours, within.Start, within.End);

    /// <summary>The reviewers' turn within a time, before anybody's first sign.</summary>
    public Duration Unanswered(Interval within) => Unanswered(within.Start, within.End);

    /// <summary>By how much the first sign took longer than its time, as it stood then.</summary>
    public Duration BeyondFirstResponse(Instant then) =>
        Plan is { } plan ? Duration.Max(Duration.Zero, Unanswered(Instant.MinValue, then) - plan.FirstResponse) : Duration.Zero;

    /// <summary>Decided late, and in time had only the first sign been.</summary>
    public bool WouldBeInTime =>
        Plan is { } plan && Facts.Decided is { At: var at } && ToDecision is { } took && took - BeyondFirstResponse(at) < plan.Decision;

    // Most are decided in time: nothing has to be looked for then.
    private Instant? OverAt(Instant seen) => Plan is not { } plan || ToDecision < plan.Decision
        ? null
        : SlaHours.When(Facts.Turns, Turn.Reviewers, _hours, plan.Decision, seen);

    private Duration Unanswered(Instant from, Instant until) => SlaHours.Of(
        Facts.Turns, Turn.Reviewers, _hours, from, Facts.Responded is { } at ? Instant.Min(at, until) : until);
}

/// <summary>Prepares each zone's and holiday list's hours once for all rounds: walking a calendar for each of a hundred thousand would take seconds.</summary>
/// <param name="from">No round is asked about before.</param>
/// <param name="until">No round is asked about after.</param>
/// <param name="seen">Until when a turn that is not over is known to have lasted.</param>
internal sealed class RoundClock(PolicyBook book, Instant from, Instant until, Instant seen)
{
    private readonly Dictionary<(string Zone, HolidayList Holidays), FreeTime?> _hours = [];
    private readonly Dictionary<PersonId, FreeTime?> _byAuthor = [];

    /// <summary>Those that lived in a time.</summary>
    public static List<RoundTimes> Times(IEnumerable<RoundFacts> all, PolicyBook book, Interval within)
    {
        var living = all.Where(r => RoundTimes.Lives(r, within)).ToList();
        var (first, last) = (within.Start, within.End);
        foreach (var round in living)
        {
            first = Instant.Min(first, round.Began);
            // Some were decided after it.
            last = Instant.Max(last, Instant.Max(round.Responded ?? last, round.Decided?.At ?? last));
        }

        var clock = new RoundClock(book, first, last, within.End);
        return [.. living.Select(clock.Of)];
    }

    public RoundTimes Of(RoundFacts facts)
    {
        var service = book.Find(facts.Service);
        Tier? tier = facts.Tier ?? service?.Tier.Value;
        var plan = facts.Sla ?? (service is { } known ? SlaPlan.Of(known, tier!.Value) : null);
        return new RoundTimes(facts, plan, tier, plan switch
        {
            { Calendar: SlaCalendar.BusinessHours } => HoursOf(facts.Author),
            { Calendar: SlaCalendar.ServiceHours } => HoursOf(BusinessHours.Of(service, plan.Zone)),
            _ => null,
        }, seen);
    }

    private FreeTime? HoursOf(PersonId author)
    {
        if (_byAuthor.TryGetValue(author, out var known))
            return known;
        return _byAuthor[author] = HoursOf(BusinessHours.Of(book.Roster.Find(author)));
    }

    private FreeTime? HoursOf(Calendar calendar)
    {
        var key = (calendar.Zone.Id, calendar.Holidays);
        if (!_hours.TryGetValue(key, out var hours))
            _hours[key] = hours = SlaHours.Of(calendar, from, until);
        return hours;
    }
}
