using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Sla;

/// <summary>The hours that a round's clock counts, and how they are counted: here alone, for one request and for a week of them.</summary>
public static class SlaHours
{
    /// <summary>Business hours are Monday to Friday 09:00 to 17:00 of the author's zone, less the public holidays there.</summary>
    /// <param name="author">Null for somebody who is not on the roster any more: UTC, without holidays.</param>
    /// <returns>Null when every hour counts.</returns>
    public static FreeTime? Of(SlaCalendar calendar, Person? author, Instant from, Instant until)
    {
        if (calendar == SlaCalendar.AroundTheClock)
            return null;
        var hours = new Calendar(author?.Zone ?? DateTimeZone.Utc, WorkingHours.Default, []) { Holidays = author?.Holidays ?? HolidayList.None };
        return FreeTime.Of(hours, from, until);
    }

    /// <param name="hours">Null counts every hour.</param>
    public static Duration Between(FreeTime? hours, Instant from, Instant to) =>
        to <= from ? Duration.Zero : hours is null ? to - from : hours.Between(from, to);

    /// <summary>How much of the time from one instant to another was a side's turn.</summary>
    /// <param name="hours">Null counts every hour.</param>
    public static Duration Of(ImmutableArray<TurnSpan> turns, Turn turn, FreeTime? hours, Instant from, Instant until)
    {
        var sum = Duration.Zero;
        foreach (var span in turns)
            if (span.Turn == turn)
                sum += Between(hours, Instant.Max(span.From, from), Instant.Min(span.Until ?? until, until));
        return sum;
    }
}
