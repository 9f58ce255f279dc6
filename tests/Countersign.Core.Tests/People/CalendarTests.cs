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
        for (var seed = 0; seed < Calendars; seed++)
        {
            var random = new Random(seed);
            var week = Week.Any(random);
            var calendar = new Calendar(zone, week.Hours, CalendarOracle.Absences(random, from, Days));
            ImmutableArray<bool> open = [.. clock.Select((shown, minute) => week.Works(shown)
                && !Covered(calendar.Absences, from + Duration.FromMinutes(minute)))];
            var where = $"{zoneId}, seed {seed}, {week.Hours}";
            Walk(calendar, from, open, where);
            Ask(random, calendar, from, new CalendarOracle(from, open), where);
        }
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
    public void No_work_at_all_is_done_when_the_next_shift_opens()
    {
        var calendar = new Calendar(World.Berlin, WorkingHours.Default, []);
        calendar.Advance(World.Now, Duration.Zero).ShouldBe(World.Now);
        calendar.Advance(World.Now + Duration.FromHours(10), Duration.Zero).ShouldBe(World.Now + Duration.FromHours(23));
    }

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

    private static void Ask(Random random, Calendar calendar, Instant from, CalendarOracle oracle, string where)
    {
        var prepared = FreeTime.Of(calendar, from, from + Duration.FromDays(Days));
        for (var i = 0; i < Questions; i++)
        {
            var (minute, other, work) = (random.Next(Minutes), random.Next(Minutes), random.Next(1500));
            var (at, done) = (from + Duration.FromMinutes(minute), Duration.FromMinutes(work));
            var counted = (oracle.IsOpen(minute), oracle.NextOpen(minute), oracle.Advance(minute, work), oracle.Between(minute, other));
            var answers = (prepared.IsFree(at), prepared.NextFree(at), prepared.Advance(at, done),
                prepared.Between(at, from + Duration.FromMinutes(other)));
            if (answers != counted)
                answers.ShouldBe(counted, $"{where} at {at}, {work} minutes");
            // The calendar sees further than the days that were counted.
            var direct = (calendar.IsOpen(at), counted.Item2 is null ? null : calendar.NextOpen(at), counted.Item3 is null ? null : calendar.Advance(at, done));
            if (direct != (counted.Item1, counted.Item2, counted.Item3))
                direct.ShouldBe((counted.Item1, counted.Item2, counted.Item3), $"{where} at {at}, {work} minutes");
        }
    }

    private static bool Covered(ImmutableArray<Interval> intervals, Instant at)
    {
        foreach (var interval in intervals)
            if (interval.Start <= at && at < interval.End)
                return true;
        return false;
    }
}
