using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Sla;

/// <summary>The time for the decision of a request's open round.</summary>
public static class SlaWindows
{
    // A working hour comes every five at the least; holidays and looks after it was due need more.
    private static Duration Horizon(Duration decision) => Duration.FromDays(60) + (decision * 10);

    /// <summary>Its round's submission or update; the request's submission on a round that was made by hand.</summary>
    public static Instant BeganAt(ChangeRequest change) => change.Round.BeganAt ?? change.SubmittedAt;

    /// <summary>
    /// It begins with the round, and a change of hands does not start it again. Business hours are Monday to Friday 09:00 to 17:00 of the
    /// author's zone, less the public holidays there.
    /// </summary>
    /// <returns>Null when the service is not in the policy any more.</returns>
    public static SlaWindow? Of(ChangeRequest change, PolicyBook book)
    {
        if (book.Find(change.Draft.Service) is not { } service)
            return null;
        var began = BeganAt(change);
        var tier = change.Tier ?? service.Tier.Value;
        var length = service.DueIn(tier);
        if (service.RulesOf(tier).Sla.Calendar.Value == SlaCalendar.AroundTheClock)
            return new SlaWindow(began + length, length);
        var author = book.Roster.Find(change.Author);
        var calendar = new Calendar(author?.Zone ?? DateTimeZone.Utc, WorkingHours.Default, []) { Holidays = author?.Holidays ?? HolidayList.None };
        var clock = FreeTime.Of(calendar, began, began + Horizon(length));
        return new SlaWindow(clock.Advance(began, length) ?? clock.Until, length, clock);
    }
}
