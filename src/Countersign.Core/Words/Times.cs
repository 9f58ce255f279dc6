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
    public static string Span(Duration span) => span.TotalMinutes < (60 * 48) - .5 ? Hours(span) : Count(span / Duration.FromDays(1), "d");

    /// <summary>The same without days, which are of 24 hours to one reader and of 8 to another: "162 h 20 min".</summary>
    public static string Hours(Duration span) => OfMinutes((long)Math.Round(span.TotalMinutes));

    /// <summary>In whole minutes and never more than it is: what somebody is told that they have.</summary>
    public static string AtLeast(Duration span) => OfMinutes((long)Math.Floor(span.TotalMinutes));

    /// <summary>To the second, as a file sets it: "5 s", "1 min 30 s", "720 h".</summary>
    public static string Exact(Duration span)
    {
        var seconds = (long)Math.Round(span.TotalSeconds);
        return (seconds / 60, seconds % 60) switch
        {
            (0, var rest) => $"{rest} s",
            (var minutes, 0) => OfMinutes(minutes),
            (var minutes, var rest) => $"{OfMinutes(minutes)} {rest} s",
        };
    }

    /// <summary>"1 working day", "2.5 working days".</summary>
    /// <param name="day">How long one is.</param>
    public static string WorkingDays(Duration span, Duration day) => Count(span / day, "working days") is var days && days == "1 working days" ? "1 working day" : days;

    private static string OfMinutes(long minutes) => minutes switch
    {
        < 1 => "less than a minute",
        < 60 => $"{minutes} min",
        _ when minutes % 60 == 0 => $"{minutes / 60} h",
        _ => $"{minutes / 60} h {minutes % 60} min",
    };

    private static string Count(double number, string unit) => $"{number.ToString("0.#", CultureInfo.InvariantCulture)} {unit}";
}
