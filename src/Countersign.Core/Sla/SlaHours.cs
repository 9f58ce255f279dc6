using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Sla;

/// <summary>The hours that a round's clock counts, and how they are counted: here alone, for one request and for a week of them.</summary>
public static class SlaHours
{
    /// <summary>By whose clock a plan counts: the author's or the service's.</summary>
    /// <param name="author">Null for somebody who is not on the roster any more: UTC, without holidays.</param>
    /// <param name="service">Null for one that is not in the policy any more: the plan's zone, without holidays.</param>
    /// <returns>Null when every hour counts.</returns>
    public static Calendar? CalendarOf(SlaPlan plan, Person? author, Service? service) => plan.Calendar switch
    {
        SlaCalendar.AroundTheClock => null,
        SlaCalendar.ServiceHours => BusinessHours.Of(service, plan.Zone),
        _ => BusinessHours.Of(author),
    };

    /// <returns>Null for a calendar that counts every hour.</returns>
    public static FreeTime? Of(Calendar? calendar, Instant from, Instant until) => calendar is null ? null : FreeTime.Of(calendar, from, until);

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

    /// <summary>The instant at which so much time had been a side's turn: <c>Of</c> the other way round.</summary>
    /// <param name="hours">Null counts every hour.</param>
    /// <param name="passed">More than none.</param>
    /// <param name="until">Until when a turn that is not over has lasted.</param>
    /// <returns>Null when it had not been so much.</returns>
    public static Instant? When(ImmutableArray<TurnSpan> turns, Turn turn, FreeTime? hours, Duration passed, Instant until)
    {
        var left = passed;
        foreach (var span in turns)
        {
            if (span.Turn != turn)
                continue;
            var took = Between(hours, span.From, span.Until ?? until);
            if (took >= left)
                return hours is null ? span.From + left : hours.Advance(span.From, left);
            left -= took;
        }

        return null;
    }
}
