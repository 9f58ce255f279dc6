using System.Globalization;
using NodaTime;

namespace Countersign.Core.Words;

/// <summary>Hours of a clock that may not run at night: never in days, because a day of it is eight hours for one and twenty-four for another.</summary>
internal static class Hours
{
    private const int Long = 600;

    /// <summary>As for minutes; what was done at once took some time all the same.</summary>
    public static string Of(Duration span) => Minutes(span) is var minutes && minutes == 0 ? "under a minute" : Of(minutes);

    /// <summary>"within 45 min", "in under a minute".</summary>
    public static string Within(Duration span) => $"{(Minutes(span) == 0 ? "in" : "within")} {Of(span)}";

    /// <summary>"45 min", "2 h 30 min", "52 h": from ten hours on to the half hour.</summary>
    public static string Of(long minutes) => minutes switch
    {
        0 => "none",
        < Long => Times.Hours(Duration.FromMinutes(minutes)),
        _ => (Math.Round(minutes / 30.0, MidpointRounding.AwayFromZero) / 2).ToString("0.#", CultureInfo.InvariantCulture) + " h",
    };

    private static long Minutes(Duration span) => (long)Math.Round(span.TotalMinutes);
}
