using Countersign.Core.People;
using Countersign.Core.Routing;
using Countersign.Core.Sla;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Routing;

/// <summary>The table of routing.md, "Timers", read again.</summary>
public class ReroutingTests
{
    private static readonly Calendar InBerlin = new(Berlin, WorkingHours.Default, []);

    // World.Now is a Tuesday at 10:00 in Berlin.
    [Theory]
    [InlineData(60, 20, 40)]
    [InlineData(120, 20, 40)]
    [InlineData(240, 36, 72)]
    [InlineData(480, 72, 140)]
    [InlineData(1440, 90, 140)]
    public void A_reminder_and_a_move_follow_the_time_for_the_decision(int sla, double remind, double move) =>
        Rerouting.Timers(Free(InBerlin), Now, Duration.FromMinutes(sla))
            .ShouldBe(new RoutingTimers(Now + Duration.FromMinutes(remind), Now + Duration.FromMinutes(move)));

    [Fact]
    public void Only_their_own_working_time_counts()
    {
        var evening = Now + Duration.FromMinutes((6 * 60) + 50);
        var lunch = InBerlin with { Absences = [new Interval(Now + Duration.FromMinutes(5), Now + Duration.FromMinutes(65))] };

        // Asked at 16:50 with the day ending at 17:00: 26 of the 36 minutes fall on the next morning.
        Rerouting.Timers(Free(InBerlin), evening, Duration.FromHours(4)).RemindAt.ShouldBe(Now + Duration.FromHours(23) + Duration.FromMinutes(26));
        Rerouting.Timers(Free(lunch), Now, Duration.FromHours(4)).RemindAt.ShouldBe(Now + Duration.FromMinutes(96));
    }

    [Fact]
    public void Whoever_never_works_is_never_reminded()
    {
        Rerouting.Timers(FreeTime.Of([], Now, Now + Duration.FromDays(45)), Now, Duration.FromHours(4)).ShouldBe(new RoutingTimers(Instant.MaxValue, Instant.MaxValue));
    }

    [Fact]
    public void A_late_reminder_leaves_as_much_time_to_answer_as_one_in_time()
    {
        var sla = Duration.FromHours(4);
        var timers = Rerouting.Timers(Free(InBerlin), Now, sla);

        Rerouting.MoveAt(Free(InBerlin), Now, null, sla).ShouldBe(timers.MoveAt);
        Rerouting.MoveAt(Free(InBerlin), Now, timers.RemindAt, sla).ShouldBe(timers.MoveAt);
        Rerouting.MoveAt(Free(InBerlin), Now, Now + Duration.FromHours(3), sla).ShouldBe(Now + Duration.FromHours(3) + (timers.MoveAt - timers.RemindAt));
    }

    [Fact]
    public void Looks_whether_it_will_be_late_are_at_the_fractions_and_go_on()
    {
        var sla = Duration.FromMinutes(100);
        var looks = new List<double>();
        var window = new SlaWindow(Now + sla, sla);
        for (var at = Rerouting.NextRescue(window, Now, Now); at is { } look; at = looks.Count < 10 ? Rerouting.NextRescue(window, Now, look) : null)
            looks.Add(Math.Round((look - Now).TotalMinutes, 6));

        looks.ShouldBe([35, 55, 70, 82, 92, 110, 150, 200, 300, 400]);
        Rerouting.NextRescue(window, Now, Now + Duration.FromMinutes(60)).ShouldBe(Now + Duration.FromMinutes(70));
    }

    [Fact]
    public void Working_time_is_looked_at_in_working_time()
    {
        // 16:00 on Tuesday, 8 hours of work: 35% of it are 2 h 48 min, an hour today and the rest on Wednesday from 9.
        var asked = Now + Duration.FromHours(6);

        Rerouting.NextRescue(new SlaWindow(asked + Duration.FromDays(1), Duration.FromHours(8), Free(InBerlin)), asked, asked).ShouldBe(Now + Duration.FromHours(23) + Duration.FromMinutes(108));
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(-60, false)]
    public void A_move_pays_from_five_minutes_on_and_silence_counts_as_an_hour(int sooner, bool pays) =>
        Rerouting.MovePays(Now, Now + Duration.FromMinutes(60 - sooner)).ShouldBe(pays);

    // A decision in 100 minutes, due at 100: holder, other and now in minutes.
    [Theory]
    [InlineData(90, 60, 40, false)]
    [InlineData(91, 60, 40, true)]
    [InlineData(91, 77, 40, false)]
    [InlineData(91, 76, 40, true)]
    [InlineData(400, 101, 40, false)]
    [InlineData(400, 100, 40, true)]
    [InlineData(400, 101, 100, false)]
    [InlineData(400, 101, 101, true)]
    [InlineData(400, 386, 101, false)]
    public void A_rescue_pays_when_it_would_be_late_and_the_other_is_in_time_or_none_can_be(int holder, int other, int now, bool pays) =>
        Rerouting.RescuePays(new SlaWindow(At(100), Duration.FromMinutes(100)), At(holder), At(other), At(now)).ShouldBe(pays);

    [Fact]
    public void Of_a_long_decision_a_rescue_gains_eight_percent()
    {
        var window = new SlaWindow(At(1500), Duration.FromHours(24));
        Rerouting.RescuePays(window, At(1600), At(1600 - 115), Now).ShouldBeFalse();
        Rerouting.RescuePays(window, At(1600), At(1600 - 116), Now).ShouldBeTrue();
    }

    private static Instant At(int minutes) => Now + Duration.FromMinutes(minutes);

    private static FreeTime Free(Calendar calendar) => FreeTime.Of(calendar, Now, Now + Duration.FromDays(45));
}
