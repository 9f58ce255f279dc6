using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Tests.People;

public sealed class WorkingHoursTests
{
    [Fact]
    public void Hours_are_equal_when_the_same_minutes_are_worked_however_they_are_written()
    {
        for (var seed = 0; seed < 1_000; seed++)
        {
            var random = new Random(seed);
            var week = Week.Any(random);
            var shifts = Runs(week.Minutes.AsSpan()).ToArray();
            random.Shuffle(shifts);
            var again = new WorkingHours([.. shifts]);
            again.ShouldBe(week.Hours, $"seed {seed}");
            again.GetHashCode().ShouldBe(week.Hours.GetHashCode(), $"seed {seed}");

            bool[] other = [.. week.Minutes];
            other[random.Next(other.Length)] ^= true;
            new WorkingHours([.. Runs(other)]).ShouldNotBe(week.Hours, $"seed {seed}");
        }
    }

    [Fact]
    public void A_shift_ends_after_it_begins_and_within_its_day()
    {
        Should.Throw<ArgumentException>(() => new WorkingHours(new LocalTime(22, 0), new LocalTime(6, 0), WeekDays.Weekdays));
        Should.Throw<ArgumentException>(() => new WorkingHours(new LocalTime(9, 0), new LocalTime(9, 0), WeekDays.Weekdays));
        new WorkingHours(LocalTime.Midnight, LocalTime.Midnight, WeekDays.All).Words.ShouldBe("every day 00:00–24:00");
        new WorkingHours([]).Days.ShouldBe(WeekDays.None);
    }

    // Each stretch of minutes of each day, as a shift of its own.
    private static List<Shift> Runs(ReadOnlySpan<bool> minutes)
    {
        var shifts = new List<Shift>();
        for (var day = 0; day < 7; day++)
            for (var from = 0; from < 1440; from++)
            {
                var to = from;
                while (to < 1440 && minutes[day * 1440 + to])
                    to++;
                if (to > from)
                    shifts.Add(new Shift((WeekDays)(1 << day), LocalTime.Midnight.PlusMinutes(from), LocalTime.Midnight.PlusMinutes(to % 1440)));
                from = to;
            }

        return shifts;
    }
}
