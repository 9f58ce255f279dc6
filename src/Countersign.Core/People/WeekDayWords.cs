using System.Text.RegularExpressions;
using NodaTime;

namespace Countersign.Core.People;

/// <summary>Days of the week in words: "Mon–Wed, Fri", "weekdays", "sat-mon", "every day".</summary>
internal static partial class WeekDayWords
{
    private static readonly string[] Names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>As people write it. Three days or more in a row are a range; a week that is worked whole has a name.</summary>
    public static string Of(WeekDays days) => days == WeekDays.All ? "every day" : string.Join(", ", Runs(days, "–"));

    public static string PlainOf(WeekDays days) => string.Join(',', Runs(days, "-"));

    /// <param name="text">In lower case; names of days and ranges, separated by spaces or commas.</param>
    public static bool TryRead(string text, out WeekDays days)
    {
        days = WeekDays.None;
        foreach (var piece in To().Replace(text, "-").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (piece is "weekdays" or "daily" or "everyday")
            {
                days |= piece is "weekdays" ? WeekDays.Weekdays : WeekDays.All;
                continue;
            }

            var ends = piece.Split('-');
            var first = IndexOf(ends[0]);
            var last = IndexOf(ends[^1]);
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

    private static IEnumerable<string> Runs(WeekDays days, string to)
    {
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            if ((days & Shift.On(day)) == 0)
                continue;
            var first = day;
            while (day < IsoDayOfWeek.Sunday && (days & Shift.On(day + 1)) != 0)
                day++;
            if (day - first >= 2)
                yield return $"{Short(first)}{to}{Short(day)}";
            else
                for (var one = first; one <= day; one++)
                    yield return Short(one);
        }
    }

    private static string Short(IsoDayOfWeek day) => day.ToString()[..3];

    private static int IndexOf(string name) =>
        name.Length < 3 ? -1 : Array.FindIndex(Names, n => n.StartsWith(name is "weds" ? "wed" : name, StringComparison.Ordinal));

    [GeneratedRegex(" ?[-–] ?| to ")]
    private static partial Regex To();
}
