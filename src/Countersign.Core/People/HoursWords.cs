using System.Globalization;
using System.Text.RegularExpressions;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.People;

/// <summary>Working hours in everyday words: "9-17", "9:30-18", "9am-5pm", "mon-thu 9-17", "mon,wed 10-14", "default".</summary>
public static partial class HoursWords
{
    /// <summary>What 24:00 is kept as: hours end within their day.</summary>
    internal static readonly LocalTime EndOfDay = new(23, 59);

    private static readonly string[] Names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <param name="usual">The days that hold when none are named.</param>
    /// <param name="hours">Null when the words ask for the policy file's hours.</param>
    public static bool TryParse(string words, WeekDays usual, out WorkingHours? hours, out Sentence hint)
    {
        hours = null;
        hint = Sentence.Of($"I didn't understand those hours. For example {new Typed("/signoff hours 9-17")}, {new Typed("/signoff hours mon-thu 9:30-16")} or {new Typed("/signoff hours default")}.");
        var text = string.Join(' ', words.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        text = EveryDay().Replace(text, "daily");
        if (text is "default" or "reset" or "none")
            return true;
        if (Shape().Match(text) is not { Success: true } match
            || !TryTime(match, "from", out var from) || !TryTime(match, "to", out var to)
            || match.Groups["days"].Length > 0 && match.Groups["after"].Length > 0
            || !TryDays(match.Groups["days"].Value + match.Groups["after"].Value, usual, out var days))
            return false;
        if (to <= from)
        {
            hint = Sentence.Of($"The end has to come after the start on the same day. For an afternoon write {new Typed("/signoff hours 9-17")} or {new Typed("/signoff hours 9am-5pm")}; hours across midnight are not supported.");
            return false;
        }

        hours = new WorkingHours(from, to, days);
        return true;
    }

    private static bool TryTime(Match match, string name, out LocalTime time)
    {
        time = default;
        var hour = int.Parse(match.Groups[name + "h"].ValueSpan, CultureInfo.InvariantCulture);
        var minute = match.Groups[name + "m"].Success ? int.Parse(match.Groups[name + "m"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        if (match.Groups[name + "x"].Value is { Length: > 0 } half)
        {
            if (hour is < 1 or > 12)
                return false;
            hour = hour % 12 + (half == "pm" ? 12 : 0);
        }

        if (hour is 24 && minute == 0)
            (hour, minute) = (23, 59);
        if (hour > 23 || minute > 59)
            return false;
        time = new LocalTime(hour, minute);
        return true;
    }

    private static bool TryDays(string text, WeekDays usual, out WeekDays days)
    {
        days = usual;
        if (text.Length == 0)
            return true;
        days = WeekDays.None;
        foreach (var piece in To().Replace(text, "-").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (piece is "and" or "on")
                continue;
            if (piece is "weekdays" or "daily" or "everyday")
            {
                days |= piece is "weekdays" ? WeekDays.Weekdays : WeekDays.Weekdays | WeekDays.Saturday | WeekDays.Sunday;
                continue;
            }

            var ends = piece.Split('-');
            var first = DayIndex(ends[0]);
            var last = DayIndex(ends[^1]);
            if (ends.Length > 2 || first < 0 || last < 0)
                return false;
            for (var day = first; ; day = (day + 1) % 7)
            {
                days |= (WeekDays)(1 << day);
                if (day == last)
                    break;
            }
        }

        return days != WeekDays.None;
    }

    private static int DayIndex(string name) =>
        name.Length < 3 ? -1 : Array.FindIndex(Names, n => n.StartsWith(name is "weds" ? "wed" : name, StringComparison.Ordinal));

    [GeneratedRegex(@"^(?<days>[a-z][a-z, –-]*?)? ?(?<fromh>[0-9]{1,2})(?:[:.](?<fromm>[0-9]{2}))? ?(?<fromx>am|pm)? ?(?:-|–|to|until) ?(?<toh>[0-9]{1,2})(?:[:.](?<tom>[0-9]{2}))? ?(?<tox>am|pm)?(?<after> [a-z][a-z, –-]*)?$")]
    private static partial Regex Shape();

    [GeneratedRegex(@"\bevery day\b")]
    private static partial Regex EveryDay();

    [GeneratedRegex(" ?[-–] ?| to ")]
    private static partial Regex To();
}
