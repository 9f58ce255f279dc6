using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Sla;

/// <summary>The hours that a time for a decision counts: Monday to Friday, 09:00 to 17:00 by somebody's clock, less the public holidays there.</summary>
public static class BusinessHours
{
    /// <summary>So much of one day counts.</summary>
    public static readonly Duration Day = Duration.FromHours(8);

    /// <summary>By the author's clock.</summary>
    public static Calendar Of(Person? author) => By(author?.Zone ?? DateTimeZone.Utc, author?.Holidays ?? HolidayList.None);

    /// <summary>By a service's own clock.</summary>
    /// <param name="zone">The one that a round kept; null takes the one that the service has now.</param>
    public static Calendar Of(Service? service, string? zone = null) => By(
        (zone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)) ?? service?.Zone ?? DateTimeZone.Utc,
        service?.Holidays ?? HolidayList.None);

    private static Calendar By(DateTimeZone zone, HolidayList holidays) => new(zone, WorkingHours.Default, []) { Holidays = holidays };
}
