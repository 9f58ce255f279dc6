using System.Collections.Immutable;
using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Tests.People;

/// <summary>Working hours by chance, and beside them each minute of the week that they mean, marked one by one.</summary>
internal sealed record Week(WorkingHours Hours, ImmutableArray<bool> Minutes)
{
    private const int Day = 24 * 60;

    /// <summary>Part time, split and whole days, days that differ, nights; shifts may overlap as nobody would write them.</summary>
    public static Week Any(Random random)
    {
        var minutes = new bool[7 * Day];
        var shifts = new List<Shift>();
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            var step = random.Next(3) == 0 ? 1 : 15;
            // The hours in which clocks change come often.
            var from = random.Next(4) == 0 ? random.Next(4 * 60) : random.Next(Day / step) * step;
            var to = random.Next(5) == 0 ? Day : Math.Min(Day, from + step * random.Next(1, 600 / step));
            var days = random.Next(3) == 0 ? WeekDays.Weekdays : (WeekDays)random.Next(1, 128);
            shifts.Add(new Shift(days, LocalTime.Midnight.PlusMinutes(from), LocalTime.Midnight.PlusMinutes(to % Day)));
            for (var day = 0; day < 7; day++)
                if (((int)days >> day & 1) == 1)
                    minutes.AsSpan(day * Day + from, to - from).Fill(true);
        }

        return new Week(new WorkingHours([.. shifts]), [.. minutes]);
    }

    /// <summary>Whether a clock on the wall that shows this shows a time of work.</summary>
    public bool Works(LocalDateTime clock) => Minutes[((int)clock.DayOfWeek - 1) * Day + clock.Hour * 60 + clock.Minute];
}
