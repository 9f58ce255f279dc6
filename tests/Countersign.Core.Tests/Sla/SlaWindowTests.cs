using Countersign.Core.People;
using Countersign.Core.Sla;
using Countersign.Core.Tests.Changes;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Sla;

/// <summary>The time for a decision at its edges: while the clock stands still, and when it is as long as may be.</summary>
public sealed class SlaWindowTests
{
    [Fact]
    public void While_the_clock_stands_still_somebody_who_can_decide_sooner_is_still_sooner()
    {
        // Friday evening in Berlin; a decision in two working hours. It is midday elsewhere.
        var evening = Instant.FromUtc(2026, 11, 20, 17, 0);
        var clock = FreeTime.Of(new Calendar(Berlin, WorkingHours.Default, []), evening, evening + Duration.FromDays(30));
        var window = new SlaWindow(clock.Advance(evening, Duration.FromHours(2))!.Value, Duration.FromHours(2), clock);

        window.Share(evening, evening + Duration.FromHours(3)).ShouldBe(0);
        window.Wait(evening, evening + Duration.FromMinutes(30)).ShouldBe(.25);
        window.Wait(evening, evening + Duration.FromHours(3)).ShouldBe(1.5);

        var monday = Instant.FromUtc(2026, 11, 23, 8, 0);
        window.Wait(evening, monday + Duration.FromHours(1)).ShouldBe((63 + 1) / 2.0);
        window.Wait(monday, monday + Duration.FromHours(1)).ShouldBe(window.Share(monday, monday + Duration.FromHours(1)));
    }

    [Fact]
    public void The_longest_decision_time_in_business_hours_ends_in_them()
    {
        var book = Book([Service() with { DecisionTime = Duration.FromDays(30) }], [Person("ana")]);
        var window = SlaClock.Of(Cases.Make(1), book, Now)!.Window;

        // 720 hours are 90 working days: it began on a Tuesday at ten.
        var due = window.Due.InZone(Berlin).LocalDateTime;
        (due.DayOfWeek, due.TimeOfDay).ShouldBe((IsoDayOfWeek.Tuesday, new LocalTime(10, 0)));
        Period.DaysBetween(new LocalDate(2026, 11, 17), due.Date).ShouldBe(126);
        window.After(SlaClock.BeganAt(Cases.Make(1)), Duration.FromDays(60)).ShouldNotBeNull("the looks after it was due");
    }
}
