using System.Collections.Immutable;
using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Tests.People;

/// <summary>Calendars against a clock that is read once a minute, over every kind of change that clocks make.</summary>
public sealed class CalendarTests
{
    private const int Days = 12;
    private const int Minutes = Days * 1440;
    private const int Questions = 60;
    private static readonly int Calendars = Environment.GetEnvironmentVariable("COUNTERSIGN_LONG") == "1" ? 600 : 14;

    [Theory]
    [InlineData("Europe/Berlin", 2026, 3, 25, 1)]
    [InlineData("Europe/Berlin", 2026, 10, 21, 1)]
    [InlineData("America/New_York", 2026, 3, 4, 1)]
    [InlineData("America/New_York", 2026, 10, 28, 1)]
    // Half an hour.
    [InlineData("Australia/Lord_Howe", 2026, 4, 1, 1)]
    [InlineData("Australia/Lord_Howe", 2026, 9, 30, 1)]
    // At midnight: a day begins at 01:00, or has its last hour twice.
    [InlineData("America/Santiago", 2026, 4, 1, 1)]
    [InlineData("America/Santiago", 2026, 9, 2, 1)]
    [InlineData("Africa/Cairo", 2026, 4, 20, 1)]
    [InlineData("Africa/Cairo", 2026, 10, 26, 1)]
    [InlineData("Asia/Kathmandu", 2026, 11, 17, 0)]
    // A Friday that never was.
    [InlineData("Pacific/Apia", 2011, 12, 27, 1)]
    public void Every_answer_agrees_with_the_clock_on_the_wall(string zoneId, int year, int month, int day, int changes)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        var from = zone.AtStartOfDay(new LocalDate(year, month, day)).ToInstant();
        zone.GetZoneIntervals(from, from + Duration.FromDays(Days)).Count().ShouldBe(changes + 1);
        var clock = CalendarOracle.Clock(zone, from, Days);
        var done = 0;
        for (var seed = 0; seed < Calendars; seed++)
        {
            var random = new Random(seed);
            var week = Week.Any(random);
            var worked = Enumerable.Range(0, Minutes).Where(m => week.Works(clock[m])).ToArray();
            HashSet<LocalDate> holidays = [.. Enumerable.Range(0, random.Next(4)).Select(_ => clock[random.Next(Minutes)].Date)];
            var calendar = new Calendar(zone, week.Hours, [.. CalendarOracle.Absences(random, from, Days), .. Begun(random, worked, from, 2, 3_000)])
            {
                Holidays = new HolidayList("here", holidays),
                Busy = Begun(random, worked, from, 12, 90),
            };
            ImmutableArray<bool> open = [.. clock.Select((shown, minute) => week.Works(shown) && !holidays.Contains(shown.Date)
                && !Covered(calendar.Absences, from + Duration.FromMinutes(minute)) && !Covered(calendar.Busy, from + Duration.FromMinutes(minute)))];
            var where = $"{zoneId}, seed {seed}, {week.Hours}";
            Walk(calendar, from, open, where);
            done += Ask(random, calendar, from, new CalendarOracle(from, open), where);
        }

        // Questions whose answer lies beyond the days that were counted show little.
        done.ShouldBeGreaterThan(Calendars * Questions / 3);
    }

    [Fact]
    public void Nobody_is_waited_for_who_has_no_working_time_in_a_year()
    {
        var never = new Calendar(World.Berlin, new WorkingHours([]), []);
        never.NextOpen(World.Now).ShouldBeNull();
        never.Advance(World.Now, Duration.FromHours(1)).ShouldBeNull();
        var away = new Calendar(World.Berlin, WorkingHours.Default, [new Interval(World.Now, World.Now + Duration.FromDays(500))]);
        away.NextOpen(World.Now).ShouldBeNull();
        away.AbsenceAt(World.Now).ShouldNotBeNull();
    }

    [Fact]
    public void A_night_shift_is_as_long_as_the_clock_on_the_wall_makes_it()
    {
        Duration Worked(int month, int day)
        {
            var night = World.Berlin.AtStartOfDay(new LocalDate(2026, month, day)).ToInstant();
            var calendar = new Calendar(World.Berlin, new WorkingHours(new LocalTime(1, 0), new LocalTime(4, 0), WeekDays.All), []);
            return FreeTime.Of(calendar, night, night + Duration.FromHours(24)).Between(night, night + Duration.FromHours(24));
        }

        Worked(3, 29).ShouldBe(Duration.FromHours(2));
        Worked(10, 25).ShouldBe(Duration.FromHours(4));
        Worked(10, 26).ShouldBe(Duration.FromHours(3));
    }

    [Fact]
    public void A_lunch_hour_a_short_friday_and_the_weekend_are_waited_for()
    {
        HoursWords.TryParse("mon-thu 8-12 13-16, fri 8-12", WeekDays.Weekdays, out var hours, out _).ShouldBeTrue();
        var calendar = new Calendar(World.Berlin, hours!, []);
        calendar.NextOpen(Berlin(17, 12, 30)).ShouldBe(Berlin(17, 13));
        calendar.Advance(Berlin(17, 11), Duration.FromHours(2)).ShouldBe(Berlin(17, 14));
        calendar.Advance(Berlin(20, 11), Duration.FromHours(2)).ShouldBe(Berlin(23, 9));
        calendar.NextOpen(Berlin(20, 12)).ShouldBe(Berlin(23, 8));
    }

    [Fact]
    public void A_holiday_is_a_day_that_is_not_worked_in_the_zone_of_whoever_has_it_and_no_absence()
    {
        var holiday = new HolidayList("made-up", [new LocalDate(2026, 11, 18)]);
        var berlin = new Calendar(World.Berlin, WorkingHours.Default, []) { Holidays = holiday };
        berlin.IsOpen(Berlin(17, 16, 59)).ShouldBeTrue();
        berlin.NextOpen(Berlin(18, 10)).ShouldBe(Berlin(19, 9));
        berlin.AbsenceAt(Berlin(18, 10)).ShouldBeNull();
        var tokyo = new Calendar(DateTimeZoneProviders.Tzdb["Asia/Tokyo"], WorkingHours.Default, []) { Holidays = holiday };
        // Nine in the morning there is one at night here.
        tokyo.NextOpen(Berlin(17, 10)).ShouldBe(Berlin(19, 1));
    }

    [Fact]
    public void Whoever_leaves_at_eleven_does_the_rest_of_it_after_they_are_back()
    {
        var calendar = new Calendar(World.Berlin, WorkingHours.Default, [new Interval(Berlin(17, 11), Berlin(19, 0))]);
        calendar.Advance(Berlin(17, 10), Duration.FromHours(3)).ShouldBe(Berlin(19, 11));
        calendar.Advance(Berlin(17, 10), Duration.FromHours(1)).ShouldBe(Berlin(17, 11));
    }

    [Fact]
    public void Somebody_in_a_meeting_is_busy_and_not_away()
    {
        var meeting = new Interval(Berlin(17, 10), Berlin(17, 11));
        var calendar = new Calendar(World.Berlin, WorkingHours.Default, [])
        {
            Busy = [new Interval(Berlin(17, 10), Berlin(17, 10, 30)), meeting, new Interval(Berlin(17, 16, 30), Berlin(17, 18))],
        };
        calendar.BusyAt(Berlin(17, 10, 15)).ShouldBe(meeting);
        calendar.BusyAt(Berlin(17, 11)).ShouldBeNull();
        calendar.AbsenceAt(Berlin(17, 10, 15)).ShouldBeNull();
        calendar.NextOpen(Berlin(17, 10, 15)).ShouldBe(Berlin(17, 11));
        calendar.Advance(Berlin(17, 9), Duration.FromHours(7)).ShouldBe(Berlin(18, 9, 30));
    }

    [Fact]
    public void An_absence_without_an_end_never_ends()
    {
        var calendar = new Calendar(World.Berlin, WorkingHours.Default, [new Interval(Berlin(17, 10), Berlin(17, 12)), new Interval(Berlin(17, 11), null)]);
        calendar.NextOpen(Berlin(17, 9)).ShouldBe(Berlin(17, 9));
        calendar.NextOpen(Berlin(17, 10)).ShouldBeNull();
        calendar.AbsenceAt(Berlin(17, 11))!.Value.HasEnd.ShouldBeFalse();
    }

    [Fact]
    public void No_work_at_all_is_done_when_the_next_shift_opens()
    {
        var calendar = new Calendar(World.Berlin, WorkingHours.Default, []);
        calendar.Advance(World.Now, Duration.Zero).ShouldBe(World.Now);
        calendar.Advance(World.Now + Duration.FromHours(10), Duration.Zero).ShouldBe(World.Now + Duration.FromHours(23));
    }

    // Each begins while somebody works: inside a shift.
    private static ImmutableArray<Interval> Begun(Random random, int[] worked, Instant from, int most, int longest) =>
    [
        .. Enumerable.Range(0, worked.Length == 0 ? 0 : random.Next(most + 1))
            .Select(_ => from + Duration.FromMinutes(worked[random.Next(worked.Length)]))
            .Select(start => new Interval(start, start + Duration.FromMinutes(random.Next(1, longest)))),
    ];

    // What the calendar calls free, minute for minute.
    private static void Walk(Calendar calendar, Instant from, ImmutableArray<bool> open, string where)
    {
        var free = new bool[Minutes];
        var last = from;
        foreach (var piece in calendar.Free(from, from + Duration.FromDays(Days)))
        {
            (piece.Start >= last && piece.End > piece.Start).ShouldBeTrue($"{where}: {piece}");
            last = piece.End;
            for (var at = piece.Start; at < piece.End; at += Duration.FromMinutes(1))
                free[(int)(at - from).TotalMinutes] = true;
        }

        for (var minute = 0; minute < Minutes; minute++)
            if (free[minute] != open[minute])
                free[minute].ShouldBe(open[minute], $"{where} at {from + Duration.FromMinutes(minute)}");
    }

    /// <returns>How many of the questions had work that is done within the days that were counted.</returns>
    private static int Ask(Random random, Calendar calendar, Instant from, CalendarOracle oracle, string where)
    {
        var prepared = FreeTime.Of(calendar, from, from + Duration.FromDays(Days));
        var within = 0;
        for (var i = 0; i < Questions; i++)
        {
            var (minute, other, work) = (random.Next(Minutes), random.Next(Minutes), random.Next(1500));
            var (at, done) = (from + Duration.FromMinutes(minute), Duration.FromMinutes(work));
            var counted = (oracle.IsOpen(minute), oracle.NextOpen(minute), oracle.Advance(minute, work), oracle.Between(minute, other));
            var answers = (prepared.IsFree(at), prepared.NextFree(at), prepared.Advance(at, done),
                prepared.Between(at, from + Duration.FromMinutes(other)));
            within += counted.Item3 is null ? 0 : 1;
            if (answers != counted)
                answers.ShouldBe(counted, $"{where} at {at}, {work} minutes");
            // The calendar sees further than the days that were counted.
            var direct = (calendar.IsOpen(at), counted.Item2 is null ? null : calendar.NextOpen(at), counted.Item3 is null ? null : calendar.Advance(at, done));
            if (direct != (counted.Item1, counted.Item2, counted.Item3))
                direct.ShouldBe((counted.Item1, counted.Item2, counted.Item3), $"{where} at {at}, {work} minutes");
        }

        return within;
    }

    /// <summary>In November 2026; the 17th is a Tuesday.</summary>
    private static Instant Berlin(int day, int hour, int minute = 0) =>
        new LocalDateTime(2026, 11, day, hour, minute).InZoneStrictly(World.Berlin).ToInstant();

    private static bool Covered(ImmutableArray<Interval> intervals, Instant at)
    {
        foreach (var interval in intervals)
            if (interval.Start <= at && at < interval.End)
                return true;
        return false;
    }
}
