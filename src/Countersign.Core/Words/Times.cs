using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Countersign.Core.Words;

/// <summary>Times and spans as people write them, for plain text. Platforms that know the reader's zone draw their own.</summary>
public static class Times
{
    private static readonly ZonedDateTimePattern Full =
        ZonedDateTimePattern.CreateWithInvariantCulture("ddd d MMM uuuu HH:mm '('z')'", null);

    private static readonly LocalDateTimePattern Short =
        LocalDateTimePattern.CreateWithInvariantCulture("ddd d MMM uuuu HH:mm");

    public static string Plain(Instant at, DateTimeZone zone) => Full.Format(at.InZone(zone));

    public static string Local(Instant at, DateTimeZone zone) => Short.Format(at.InZone(zone).LocalDateTime);

    /// <summary>A whole number of the largest fitting units: "45 min", "4 h", "2 h 30 min", "3 d".</summary>
    public static string Span(Duration span)
    {
        var minutes = (long)Math.Round(span.TotalMinutes);
        return minutes switch
        {
            < 1 => "less than a minute",
            < 60 => $"{minutes} min",
            < 60 * 48 when minutes % 60 == 0 => $"{minutes / 60} h",
            < 60 * 48 => $"{minutes / 60} h {minutes % 60} min",
            _ => (minutes / 1440d).ToString("0.#", CultureInfo.InvariantCulture) + " d",
        };
    }
}
