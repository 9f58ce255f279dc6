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
    All = Weekdays | Saturday | Sunday,
}

/// <summary>
/// One stretch of work on each of <paramref name="Days"/>, from <paramref name="From"/> until <paramref name="To"/> (exclusive), within
/// one day. Midnight as its end is the end of that day.
/// </summary>
public readonly record struct Shift(WeekDays Days, LocalTime From, LocalTime To)
{
    public bool WorksOn(IsoDayOfWeek day) => (Days & On(day)) != 0;

    public LocalDateTime StartOn(LocalDate day) => day + From;

    public LocalDateTime EndOn(LocalDate day) => To == LocalTime.Midnight ? day.PlusDays(1).AtMidnight() : day + To;

    /// <summary>Whether it ends after it begins.</summary>
    internal bool IsSound => From < To || To == LocalTime.Midnight;

    /// <summary>Whether another one of the same day, which begins no earlier, begins while this one runs.</summary>
    internal bool RunsAt(LocalTime start) => start < To || To == LocalTime.Midnight;

    internal static WeekDays On(IsoDayOfWeek day) => (WeekDays)(1 << ((int)day - 1));
}
