using NodaTime;

namespace Countersign.Core.People;

[Flags]
public enum WeekDays
{
    None = 0,
    Monday = 1,
    Tuesday = 2,
    Wednesday = 4,
    Thursday = 8,
    Friday = 16,
    Saturday = 32,
    Sunday = 64,
    Weekdays = Monday | Tuesday | Wednesday | Thursday | Friday,
}

/// <summary>
/// The hours somebody works, in their own zone: from <paramref name="From"/> until <paramref name="To"/> (exclusive, the same
/// day) on each of <paramref name="Days"/>. A shift across midnight is not supported; the parser says so.
/// </summary>
public sealed record WorkingHours(LocalTime From, LocalTime To, WeekDays Days)
{
    public static WorkingHours Default { get; } = new(new LocalTime(9, 0), new LocalTime(17, 0), WeekDays.Weekdays);

    public bool WorksOn(IsoDayOfWeek day) => (Days & (WeekDays)(1 << ((int)day - 1))) != 0;

    /// <summary>As people write it, and as the chat reads it again: "Mon–Fri 09:00–17:00", "every day 09:00–24:00".</summary>
    public string Words => $"{DayWords()} {From:HH:mm}–{(To == HoursWords.EndOfDay ? "24:00" : $"{To:HH:mm}")}";

    public override string ToString() => $"{DayNames()} {From:HH:mm}-{To:HH:mm}";

    // Three days or more in a row are a range; a week that is worked whole has a name.
    private string DayWords()
    {
        if (Days == (WeekDays.Weekdays | WeekDays.Saturday | WeekDays.Sunday))
            return "every day";
        var pieces = new List<string>();
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            if (!WorksOn(day))
                continue;
            var last = day;
            while (last < IsoDayOfWeek.Sunday && WorksOn(last + 1))
                last++;
            if (last - day >= 2)
                pieces.Add($"{day.ToString()[..3]}–{last.ToString()[..3]}");
            else
                pieces.AddRange(Enumerable.Range((int)day, last - day + 1).Select(d => ((IsoDayOfWeek)d).ToString()[..3]));
            day = last;
        }

        return string.Join(", ", pieces);
    }

    private string DayNames()
    {
        if (Days == WeekDays.Weekdays)
            return "Mon-Fri";
        var names = new List<string>();
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
            if (WorksOn(day))
                names.Add(day.ToString()[..3]);
        return string.Join(',', names);
    }
}
