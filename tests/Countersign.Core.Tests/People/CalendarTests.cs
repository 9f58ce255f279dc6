using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Tests.People;

public class CalendarTests
{
    private const int Days = 9;

    [Theory]
    [InlineData("Europe/Berlin", 2026, 3, 26)]
    [InlineData("Europe/Berlin", 2026, 10, 22)]
    [InlineData("America/New_York", 2026, 3, 5)]
    [InlineData("America/New_York", 2026, 10, 29)]
    [InlineData("Australia/Lord_Howe", 2026, 4, 2)]
    [InlineData("Australia/Lord_Howe", 2026, 10, 1)]
    [InlineData("Asia/Kathmandu", 2026, 11, 17)]
    [InlineData("Pacific/Apia", 2011, 12, 27)]
    public void A_calendar_agrees_with_a_scan_of_every_minute(string zoneId, int year, int month, int day)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        var from = zone.AtStartOfDay(new LocalDate(year, month, day)).ToInstant();
        for (var seed = 0; seed < 25; seed++)
        {
            var random = new Random(seed);
            var start = random.Next(0, 22 * 60);
            var hours = new WorkingHours(
                LocalTime.Midnight.PlusMinutes(start), LocalTime.Midnight.PlusMinutes(random.Next(start + 1, 1440)),
                seed % 3 == 0 ? WeekDays.Weekdays : (WeekDays)random.Next(1, 128));
            var calendar = new Calendar(zone, hours, CalendarOracle.Absences(random, from, Days));
            var oracle = new CalendarOracle(calendar, from - Duration.FromDays(1), Days + 1);
            for (var i = 0; i < 60; i++)
            {
                var at = from + Duration.FromMinutes(random.Next((Days - 4) * 1440));
                var where = $"{zoneId}, seed {seed}, {hours} at {at}";
                calendar.IsOpen(at).ShouldBe(oracle.IsOpen(at), where);
                if (oracle.NextOpen(at) is { } opens)
                    calendar.NextOpen(at).ShouldBe(opens, where);
                var minutes = random.Next(1, 1500);
                if (oracle.Advance(at, minutes) is { } done)
                    calendar.Advance(at, Duration.FromMinutes(minutes)).ShouldBe(done, where);
            }
        }
    }

    [Fact]
    public void Nobody_is_waited_for_who_has_no_working_time_in_a_year()
    {
        var never = new Calendar(World.Berlin, WorkingHours.Default with { Days = WeekDays.None }, []);
        never.NextOpen(World.Now).ShouldBeNull();
        never.Advance(World.Now, Duration.FromHours(1)).ShouldBeNull();
        var away = new Calendar(World.Berlin, WorkingHours.Default, [new Interval(World.Now, World.Now + Duration.FromDays(500))]);
        away.NextOpen(World.Now).ShouldBeNull();
        away.AbsenceAt(World.Now).ShouldNotBeNull();
    }

    [Fact]
    public void No_work_at_all_is_done_when_the_next_shift_opens()
    {
        var calendar = new Calendar(World.Berlin, WorkingHours.Default, []);
        calendar.Advance(World.Now, Duration.Zero).ShouldBe(World.Now);
        calendar.Advance(World.Now + Duration.FromHours(10), Duration.Zero).ShouldBe(World.Now + Duration.FromHours(23));
    }
}
