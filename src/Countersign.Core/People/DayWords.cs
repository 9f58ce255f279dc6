using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Countersign.Core.People;

/// <summary>A day or a time of day in everyday words. 3/4 is refused: half the world reads it the other way round.</summary>
internal static partial class DayWords
{
    private static readonly string[] Months =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];

    /// <summary>A weekday is its next occurrence after <paramref name="today"/>; a date without a year is the next one to come.</summary>
    public static bool TryDay(string text, LocalDate today, out LocalDate day)
    {
        text = text.Trim();
        day = today;
        if (text == "today")
            return true;
        if (text is "tomorrow" or "tmrw")
        {
            day = today.PlusDays(1);
            return true;
        }

        // Said by mistake more than in earnest; understood, so that the answer can say that it is past.
        if (text == "yesterday")
        {
            day = today.PlusDays(-1);
            return true;
        }

        if (TryWeekday(text, today, out day))
            return true;
        // A year at the edge of the calendar has no day after; nobody means one.
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } iso && iso.Value.Year is >= 2000 and <= 2200)
        {
            day = iso.Value;
            return true;
        }

        return TryDayOfMonth(text, today, out day);
    }

    /// <summary>Reads "15:00", "3pm", "9:30am", "noon".</summary>
    public static bool TryTime(string text, out LocalTime time)
    {
        time = LocalTime.Noon;
        text = text.Trim();
        if (text is "noon" or "midday" or "lunch")
            return true;
        if (Clock().Match(text) is not { Success: true } match)
            return false;
        var hour = Number(match, "h");
        var minute = match.Groups["m"].Success ? Number(match, "m") : 0;
        if (match.Groups["x"].Success)
        {
            if (hour is < 1 or > 12)
                return false;
            hour = hour % 12 + (match.Groups["x"].Value == "pm" ? 12 : 0);
        }
        else if (!match.Groups["m"].Success)
        {
            return false;
        }

        if (hour > 23 || minute > 59)
            return false;
        time = new LocalTime(hour, minute);
        return true;
    }

    private static bool TryWeekday(string text, LocalDate today, out LocalDate day)
    {
        day = today;
        var (which, name) = text.Split(' ', 2) switch
        {
            ["next", var rest] => ("next", rest),
            ["this", var rest] => ("this", rest),
            _ => ("", text),
        };
        if (name == "weds")
            name = "wed";
        if (name.Length < 3)
            return false;
        for (var weekday = IsoDayOfWeek.Monday; weekday <= IsoDayOfWeek.Sunday; weekday++)
        {
            if (!weekday.ToString().StartsWith(name, StringComparison.OrdinalIgnoreCase))
                continue;
            // "next friday" is the one of the week after this one; "friday" the first to come; "this friday" may be today.
            day = which switch
            {
                "next" => today.Next(IsoDayOfWeek.Monday).PlusDays((int)weekday - 1),
                "this" when today.DayOfWeek == weekday => today,
                _ => today.Next(weekday),
            };
            return true;
        }

        return false;
    }

    private static bool TryDayOfMonth(string text, LocalDate today, out LocalDate day)
    {
        day = today;
        if (DayAlone().Match(text) is { Success: true } alone)
            return TryNext(Number(alone, "day"), null, null, today, out day);
        int month;
        Match match;
        if ((match = Dotted().Match(text)).Success)
            month = Number(match, "month");
        else if ((match = Named().Match(text)).Success)
            month = MonthOf(match.Groups["month"].Value);
        else
            return false;
        int? year = match.Groups["year"].Success ? Number(match, "year") : null;
        return TryNext(Number(match, "day"), month, year is < 100 ? 2000 + year : year, today, out day);
    }

    // Without a year, or a month, the next one to come: "29 feb" may be three years ahead.
    private static bool TryNext(int number, int? month, int? year, LocalDate today, out LocalDate day)
    {
        day = today;
        if (month is < 1 or > 12 || year is < 2000 or > 2200)
            return false;
        for (var at = new LocalDate(year ?? today.Year, month ?? today.Month, 1); at.Year <= today.Year + 8; at = Step(at))
        {
            if (number >= 1 && number <= at.Calendar.GetDaysInMonth(at.Year, at.Month))
            {
                day = at.PlusDays(number - 1);
                if (year is not null || day >= today)
                    return true;
            }

            if (year is not null)
                return false;
        }

        return false;

        LocalDate Step(LocalDate at) => month is null ? at.PlusMonths(1) : at.PlusYears(1);
    }

    private static int MonthOf(string name) =>
        name.Length < 3 ? 0 : Array.FindIndex(Months, m => m.StartsWith(name, StringComparison.Ordinal)) + 1;

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    // [0-9], not \d: that takes the digits of every script, and they don't parse.
    [GeneratedRegex(@"^(?<h>[0-9]{1,2})(?::(?<m>[0-9]{2}))? ?(?<x>am|pm)?$")]
    private static partial Regex Clock();

    [GeneratedRegex(@"^(?:the )?(?<day>[0-9]{1,2})(?:st|nd|rd|th)$")]
    private static partial Regex DayAlone();

    [GeneratedRegex(@"^(?<day>[0-9]{1,2})\.(?<month>[0-9]{1,2})\.(?<year>[0-9]{4}|[0-9]{2})?$")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"^(?:(?:the )?(?<day>[0-9]{1,2})(?:st|nd|rd|th|\.)? (?:of )?(?<month>[a-z]{3,9})|(?<month>[a-z]{3,9}) (?:the )?(?<day>[0-9]{1,2})(?:st|nd|rd|th)?),?(?: (?<year>[0-9]{4}))?$")]
    private static partial Regex Named();
}
