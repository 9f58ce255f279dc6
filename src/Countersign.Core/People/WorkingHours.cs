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

    public override string ToString() => $"{DayNames()} {From:HH:mm}-{To:HH:mm}";

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
