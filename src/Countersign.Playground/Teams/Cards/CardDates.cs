using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Countersign.Playground.Teams;

/// <summary>Puts what a reader sees in place of <c>{{DATE(…)}}</c> and <c>{{TIME(…)}}</c>.</summary>
internal static partial class CardDates
{
    public static string Shown(string text, DateTimeZone zone) => Function().Replace(text, match =>
    {
        if (OffsetDateTimePattern.ExtendedIso.Parse(match.Groups["at"].Value) is not { Success: true, Value: var at }) return match.Value;
        var local = at.InZone(zone).LocalDateTime;
        return local.ToString(Pattern(match), CultureInfo.InvariantCulture);
    });

    private static string Pattern(Match match) => (match.Groups["kind"].Value, match.Groups["form"].Value) switch
    {
        ("TIME", _) => "hh:mm tt",
        (_, "LONG") => "dddd, MMMM d, yyyy",
        (_, "SHORT") => "ddd, MMM d, yyyy",
        _ => "M/d/yyyy",
    };

    [GeneratedRegex(@"\{\{(?<kind>DATE|TIME)\((?<at>[^,)]+)(?:, ?(?<form>COMPACT|SHORT|LONG))?\)\}\}")]
    private static partial Regex Function();
}
