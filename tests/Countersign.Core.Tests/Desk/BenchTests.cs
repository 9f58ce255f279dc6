using Countersign.Core.Desk;
using Countersign.Core.People;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>What the router is given of somebody: their calendar, and their load against the days that they worked.</summary>
public class BenchTests
{
    private static readonly Duration Day = Duration.FromDays(1);
    private readonly Bench _bench = new(new Presences());

    [Theory]
    [InlineData(null, 0, 20)]
    [InlineData(7, 0, 4)]
    [InlineData(40, 0, 20)]
    [InlineData(null, 14, 10)]
    [InlineData(7, 14, 0)]
    [InlineData(null, 28, 0)]
    public void Capacity_counts_the_days_that_they_worked_since_they_joined(int? daysAgo, int daysAway, int worked)
    {
        var state = PersonState.None with
        {
            Since = daysAgo is { } ago ? Now - ago * Day : null,
            // Until the beginning of today.
            PastAbsences = daysAway == 0 ? [] : [new Interval(Now - daysAway * Day - Duration.FromHours(10), Now - Duration.FromHours(10))],
            Reviews = 3,
        };
        var candidate = _bench.Of(Person("lee") with { Capacity = Duration.FromMinutes(90) }, state, Now);

        candidate.Load.Capacity.ShouldBe(worked * 90);
        candidate.Load.Reviewed.ShouldBe(90);
    }

    [Fact]
    public void What_was_asked_since_midnight_of_their_own_day_was_asked_today()
    {
        // In Auckland it is 22:00 of the same day: 09:00 UTC is 22:00 there, and its day began at 11:00 UTC the day before.
        var lee = Person("lee") with { Zone = DateTimeZoneProviders.Tzdb["Pacific/Auckland"] };
        var state = PersonState.None with { AskedLately = [Now - Duration.FromHours(23), Now - Duration.FromHours(21), Now] };

        _bench.Of(lee, state, Now).Load.AskedToday.ShouldBe(2);
        _bench.Of(Person("kim"), state, Now).Load.AskedToday.ShouldBe(1);
    }

    [Fact]
    public void A_calendar_that_changes_counts_at_once_and_one_that_stays_is_prepared_once()
    {
        var lee = Person("lee");
        var first = _bench.Of(lee, PersonState.None, Now);
        _bench.Of(lee, PersonState.None, Now + Duration.FromHours(3)).AtWork.ShouldBeSameAs(first.AtWork);

        var away = PersonState.None with { Absences = [new Interval(Now, Now + Day)] };
        _bench.Of(lee, away, Now).AtWork.IsFree(Now).ShouldBeFalse();
        _bench.Of(lee, PersonState.None with { OwnHours = new WorkingHours(new LocalTime(12, 0), new LocalTime(13, 0), WeekDays.Weekdays) }, Now)
            .AtWork.IsFree(Now).ShouldBeFalse();
        _bench.Of(lee, PersonState.None, Now + 2 * Day).AtWork.ShouldNotBeSameAs(first.AtWork);
    }

    [Fact]
    public void Whoever_is_on_one_review_has_it_and_the_others_before_anything_new()
    {
        var load = _bench.Of(Person("lee"), PersonState.None with { Open = 3, Begun = 1 }, Now).Load;

        (load.Waiting, load.Begun, load.Open).ShouldBe((2, 1, 3));
        load.Ahead.ShouldBe(Duration.FromMinutes(90));
    }
}
