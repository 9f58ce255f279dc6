using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Sla;

/// <summary>The time for the decision of a request's open round.</summary>
public static class SlaWindows
{
    private static readonly Duration Horizon = Duration.FromDays(120);

    /// <summary>
    /// It begins with the round, and a change of hands does not start it again. Business hours are Monday to Friday 09:00 to 17:00 of the
    /// author's zone, less the public holidays there.
    /// </summary>
    public static SlaWindow Of(ChangeRequest change, PolicyBook book, Instant now)
    {
        var began = change.Round.BeganAt ?? change.SubmittedAt;
        if (book.Find(change.Draft.Service) is not { } service)
            return new SlaWindow(now, Duration.FromHours(8));
        var tier = change.Tier ?? service.Tier.Value;
        var length = service.DueIn(tier);
        if (service.RulesOf(tier).Sla.Calendar.Value == SlaCalendar.AroundTheClock)
            return new SlaWindow(began + length, length);
        var author = book.Roster.Find(change.Author);
        var calendar = new Calendar(author?.Zone ?? DateTimeZone.Utc, WorkingHours.Default, []) { Holidays = author?.Holidays ?? HolidayList.None };
        var clock = FreeTime.Of(calendar, began, Instant.Max(began, now) + Horizon);
        return new SlaWindow(clock.Advance(began, length) ?? clock.Until, length, clock);
    }
}
