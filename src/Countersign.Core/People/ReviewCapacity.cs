using NodaTime;

namespace Countersign.Core.People;

/// <summary>How much review time somebody has declared for some days.</summary>
public static class ReviewCapacity
{
    /// <summary>
    /// Of each day the part of it that they work, less holidays and absences, times their review time for a day. A day before they joined
    /// counts for nothing.
    /// </summary>
    /// <param name="calendar">With all absences that touch the days; what a platform says of a moment is no part of it.</param>
    /// <param name="since">When the policy file listed them first; null for always.</param>
    /// <param name="until">The first day that does not count.</param>
    /// <returns>Minutes.</returns>
    public static int Minutes(Calendar calendar, Person person, Instant? since, LocalDate from, LocalDate until)
    {
        var worked = calendar with { Busy = [] };
        var hours = worked with { Absences = [] };
        var days = 0.0;
        for (var day = from; day < until; day = day.PlusDays(1))
        {
            var (start, end) = (person.Zone.AtStartOfDay(day).ToInstant(), person.Zone.AtStartOfDay(day.PlusDays(1)).ToInstant());
            if (since > start)
                continue;
            if (Sum(hours.Free(start, end)) is > 0 and var all)
                days += Sum(worked.Free(start, end)) / all;
        }

        return (int)Math.Round(days * person.Capacity.TotalMinutes);
    }

    private static double Sum(IEnumerable<Interval> free) => free.Sum(f => f.Duration.TotalMinutes);
}
