using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Countersign.Core.People;

/// <summary>A day or a time of day in everyday words. 3/4 is refused: half the world reads it the other way round.</summary>
internal static partial class DayWords
{
    private static readonly string[] Months =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>A weekday is its next occurrence after <paramref name="today"/>; a date without a year is the next one to come.</summary>
    public static bool TryDay(string text, LocalDate today, out LocalDate day)
    {
        text = text.Trim();
        day = today;
        if (text == "today")
            return true;
        if (text == "tomorrow")
        {
            day = today.PlusDays(1);
            return true;
        }

        if (TryWeekday(text, today, out day))
            return true;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } iso)
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
        if (text is "noon" or "midday" or "lunch")
            return true;
        if (Clock().Match(text.Trim()) is not { Success: true } match)
            return false;
        var hour = int.Parse(match.Groups["h"].ValueSpan, CultureInfo.InvariantCulture);
        var minute = match.Groups["m"].Success ? int.Parse(match.Groups["m"].ValueSpan, CultureInfo.InvariantCulture) : 0;
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
        var next = text.StartsWith("next ", StringComparison.Ordinal);
        var name = next ? text["next ".Length..] : text;
        if (name.Length < 3)
            return false;
        for (var weekday = IsoDayOfWeek.Monday; weekday <= IsoDayOfWeek.Sunday; weekday++)
        {
            if (!weekday.ToString().StartsWith(name, StringComparison.OrdinalIgnoreCase))
                continue;
            // "next friday" is the one of the week after this one; "friday" the first to come.
            day = next ? today.Next(IsoDayOfWeek.Monday).PlusDays((int)weekday - 1) : today.Next(weekday);
            return true;
        }

        return false;
    }

    private static bool TryDayOfMonth(string text, LocalDate today, out LocalDate day)
    {
        day = today;
        int month;
        Match match;
        if ((match = Dotted().Match(text)).Success)
            month = int.Parse(match.Groups["month"].ValueSpan, CultureInfo.InvariantCulture);
        else if ((match = Named().Match(text)).Success)
            month = Array.IndexOf(Months, match.Groups["month"].Value[..3]) + 1;
        else
            return false;
        var number = int.Parse(match.Groups["day"].ValueSpan, CultureInfo.InvariantCulture);
        var year = match.Groups["year"].Success ? int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture) : today.Year;
        if (month is < 1 or > 12 || year is < 2000 or > 2200 || number < 1 || number > CalendarSystem.Iso.GetDaysInMonth(year, month))
            return false;
        day = new LocalDate(year, month, number);
        if (!match.Groups["year"].Success && day < today)
            day = day.PlusYears(1);
        return true;
    }

    [GeneratedRegex(@"^(?<h>\d{1,2})(?::(?<m>\d{2}))? ?(?<x>am|pm)?$")]
    private static partial Regex Clock();

    [GeneratedRegex(@"^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})?$")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"^(?:(?<day>\d{1,2})(?:st|nd|rd|th|\.)? (?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (?<day>\d{1,2})(?:st|nd|rd|th)?),?(?: (?<year>\d{4}))?$")]
    private static partial Regex Named();
}
