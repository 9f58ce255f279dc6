using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Tests.Sla;

/// <summary>When something recurs, by the clock on the wall.</summary>
public sealed class RecurrenceTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly Recurrence Backup = Recurrence.Of(RecurringTask.Backup);

    [Fact]
    public void An_hour_that_is_skipped_is_made_up_for_as_much_later_as_the_clock_was_put_ahead() =>
        // On 29 March 2026 02:00 is followed by 03:00: half past two is half past three.
        Backup.NextAfter(Instant.FromUtc(2026, 3, 28, 12, 0), Berlin).ShouldBe(Instant.FromUtc(2026, 3, 29, 1, 30));

    [Fact]
    public void Of_an_hour_that_comes_twice_only_the_first_counts()
    {
        // On 25 October 2026 03:00 is followed by 02:00.
        var first = Backup.NextAfter(Instant.FromUtc(2026, 10, 24, 12, 0), Berlin);
        first.ShouldBe(Instant.FromUtc(2026, 10, 25, 0, 30));
        Backup.NextAfter(first, Berlin).ShouldBe(Instant.FromUtc(2026, 10, 26, 1, 30));
        Backup.NextAfter(first + Duration.FromHours(1), Berlin).ShouldBe(Instant.FromUtc(2026, 10, 26, 1, 30));
    }

    [Fact]
    public void A_leap_day_has_its_night() =>
        Backup.NextAfter(Instant.FromUtc(2028, 2, 28, 12, 0), Berlin).ShouldBe(Instant.FromUtc(2028, 2, 29, 1, 30));

    [Fact]
    public void Whatever_the_zone_each_of_its_days_has_one_occurrence_and_they_follow_one_another()
    {
        foreach (var zone in DateTimeZoneProviders.Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id]))
            foreach (var recurs in Recurrence.All)
            {
                var (at, end) = (Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2027, 1, 1, 0, 0));
                var days = new List<LocalDate>();
                while ((at = recurs.NextAfter(at, zone)) < end)
                    days.Add(at.InZone(zone).Date);
                days.ShouldBeUnique();
                days.Count.ShouldBeInRange(recurs.Days.Length == 7 ? 364 : 260, recurs.Days.Length == 7 ? 366 : 262, $"{zone.Id}, {recurs.Task}");
                days.ShouldAllBe(d => recurs.Days.Contains(d.DayOfWeek));
            }
    }

    [Fact]
    public void An_island_that_left_a_day_out_goes_on_after_it()
    {
        // Samoa had no 30 December 2011.
        var apia = DateTimeZoneProviders.Tzdb["Pacific/Apia"];
        var first = Backup.NextAfter(Instant.FromUtc(2011, 12, 29, 12, 40), apia);
        first.InZone(apia).Date.ShouldBe(new LocalDate(2011, 12, 31));
        Backup.NextAfter(first, apia).InZone(apia).Date.ShouldBe(new LocalDate(2012, 1, 1));
    }
}
