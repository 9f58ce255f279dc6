using System.Globalization;
using NodaTime;
using NodaTime.Calendars;

namespace Countersign.Core.Digest;

/// <summary>A week of ISO 8601, from Monday to Sunday, by its Monday.</summary>
public readonly record struct DigestWeek
{
    private static readonly IWeekYearRule Iso = WeekYearRules.Iso;

    private DigestWeek(LocalDate monday) => Monday = monday;

    public LocalDate Monday { get; }

    public LocalDate Sunday => Monday.PlusDays(6);

    /// <summary>Of its year, from 1 to 53.</summary>
    public int Number => Iso.GetWeekOfWeekYear(Monday);

    /// <summary>Its seven days, in order.</summary>
    public IEnumerable<LocalDate> Days
    {
        get
        {
            for (var day = Monday; day <= Sunday; day = day.PlusDays(1))
                yield return day;
        }
    }

    public static DigestWeek Of(LocalDate date) => new(date.PlusDays(1 - (int)date.DayOfWeek));

    public static DigestWeek Of(Instant at, DateTimeZone zone) => Of(at.InZone(zone).Date);

    /// <summary>Reads <c>2026-W47</c>, in small letters too.</summary>
    /// <returns>Null when it is no week of the years 2000 to 2200.</returns>
    public static DigestWeek? Read(string text)
    {
        if (text.Split('-') is not [{ Length: 4 } yearText, ['W' or 'w', .. { Length: 1 or 2 } weekText]]
            || !int.TryParse(yearText, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(weekText, NumberStyles.None, CultureInfo.InvariantCulture, out var week)
            || year is < 2000 or > 2200 || week < 1 || week > Iso.GetWeeksInWeekYear(year))
            return null;
        return new DigestWeek(Iso.GetLocalDate(year, week, IsoDayOfWeek.Monday));
    }

    public DigestWeek Plus(int weeks) => new(Monday.PlusWeeks(weeks));

    /// <summary>From its Monday's to the next Monday's first moment: 167 to 169 hours where daylight saving begins or ends.</summary>
    public Interval Span(DateTimeZone zone) => new(StartOf(Monday, zone), StartOf(Monday.PlusDays(7), zone));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Iso.GetWeekYear(Monday):0000}-W{Number:00}");

    internal static Instant StartOf(LocalDate day, DateTimeZone zone) => zone.AtStartOfDay(day).ToInstant();
}
