using Countersign.Core.Sla;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Sla;

/// <summary>The watch over a clock that jumps, drifts and comes back, against what was really the time.</summary>
public sealed class ClockWatchTests
{
    private static readonly int Walks = Environment.GetEnvironmentVariable("COUNTERSIGN_LONG") == "1" ? 10_000 : 400;

    /// <summary>Daylight saving both ways in Berlin and New York, a leap day, the turn of a year: none of them moves an instant.</summary>
    public static TheoryData<string> Ordinary =>
        ["2026-03-29T00:30:00Z", "2026-10-25T00:30:00Z", "2026-03-08T06:30:00Z", "2026-11-01T05:30:00Z", "2028-02-28T23:30:00Z", "2028-02-29T23:30:00Z", "2026-12-31T23:30:00Z"];

    [Theory]
    [MemberData(nameof(Ordinary))]
    public void A_clock_that_only_goes_on_holds_nothing_whatever_the_calendar_does(string from)
    {
        var start = NodaTime.Text.InstantPattern.ExtendedIso.Parse(from).Value;
        for (var seed = 0; seed < 40; seed++)
        {
            var (random, watch, passed) = (new Random(seed), new ClockWatch(), Duration.Zero);
            // NTP slews by half a thousandth at most; steps of a second stand for the rest of what it does.
            var drift = (random.NextDouble() - 0.5) / 1000;
            while (passed < Duration.FromHours(3))
            {
                watch.Look(start + passed + Duration.FromMilliseconds(passed.TotalMilliseconds * drift) + Duration.FromSeconds(random.Next(-1, 2)), passed)
                    .ShouldBeOfType<ClockSight.Agrees>();
                passed += Duration.FromMilliseconds(random.Next(1, 90_000));
            }
        }
    }

    [Fact]
    public void However_it_jumps_it_is_never_believed_before_it_stood_for_ten_minutes_or_was_back()
    {
        var (believed, back) = (0, 0);
        for (var seed = 0; seed < Walks; seed++)
        {
            var (random, watch, passed, wrong, jumped) = (new Random(seed), new ClockWatch(), Duration.Zero, Duration.Zero, Duration.MinValue);
            watch.Look(Now, passed);
            var trusted = Duration.Zero;
            for (var tick = 0; tick < 400; tick++)
            {
                passed += Duration.FromMilliseconds(random.Next(200, 8_000));
                if (random.Next(60) == 0 && (random.Next(2) == 0 ? trusted : Jump(random)) is var jump && jump != wrong)
                    (wrong, jumped) = (jump, passed);
                var sight = watch.Look(Now + passed + wrong, passed);
                if (wrong == trusted)
                {
                    sight.ShouldBeOneOf(new ClockSight.Agrees(), new ClockSight.GoesOn(ClockTrust.Back));
                    back += sight is ClockSight.GoesOn ? 1 : 0;
                }
                else if (passed - jumped < ClockWatch.SteadyFor)
                {
                    watch.IsHolding.ShouldBeTrue($"seed {seed}, tick {tick}: {sight}");
                }
                else if (sight is ClockSight.GoesOn)
                {
                    (trusted, believed) = (wrong, believed + 1);
                }
            }
        }

        back.ShouldBeGreaterThan(Walks);
        believed.ShouldBeGreaterThan(Walks / 10);
    }

    [Fact]
    public void It_says_by_how_much_and_since_when()
    {
        foreach (var by in new[] { Duration.FromHours(1), Duration.FromHours(-1), Duration.FromDays(1), Duration.FromDays(-1) })
        {
            var watch = new ClockWatch();
            var second = Duration.FromSeconds(1);
            watch.Look(Now, Duration.Zero).ShouldBe(new ClockSight.Agrees());
            var jumped = Now + second + by;
            watch.Look(jumped, second).ShouldBe(new ClockSight.Parted(by));
            watch.Look(jumped + second, second * 2).ShouldBe(new ClockSight.Held(jumped));
            var held = Duration.FromMinutes(10);
            watch.Look(jumped + held - second, held).ShouldBe(new ClockSight.Held(jumped));
            watch.Look(jumped + held, second + held).ShouldBe(new ClockSight.GoesOn(ClockTrust.Steady));
            watch.Look(jumped + held + second, held + (second * 2)).ShouldBe(new ClockSight.Agrees());
        }
    }

    [Fact]
    public void Where_another_clock_can_be_asked_it_is_trusted_once_that_says_the_same_and_never_before()
    {
        for (var seed = 0; seed < Walks; seed++)
        {
            var (random, watch) = (new Random(seed), new ClockWatch(canAsk: true));
            watch.Look(Now, Duration.Zero);
            var (passed, wrong, held) = (Duration.FromSeconds(1), Jump(random), 0);
            watch.Look(Now + passed + wrong, passed).ShouldBeOfType<ClockSight.Parted>();
            for (var tick = 0; tick < 200; tick++, held++)
            {
                passed += Duration.FromSeconds(random.Next(1, 120));
                // Their clock may be a minute off, and ours is further off than that.
                ClockProof? proof = random.Next(3) switch
                {
                    0 => null,
                    1 => new ClockProof.NoAnswer(),
                    _ => new ClockProof.Off(wrong),
                };
                watch.Look(Now + passed + wrong, passed, proof).ShouldBeOfType<ClockSight.Held>($"seed {seed}");
            }

            held.ShouldBe(200, "hours, and it is still wrong");
            watch.Look(Now + passed + wrong, passed, new ClockProof.Off(Duration.FromSeconds(random.Next(-60, 61)))).ShouldBe(new ClockSight.GoesOn(ClockTrust.Proven));
            watch.Look(Now + passed + wrong, passed).ShouldBe(new ClockSight.Agrees());
        }
    }

    [Fact]
    public void A_clock_whose_answers_bear_no_time_is_nobody_to_ask()
    {
        var watch = new ClockWatch(canAsk: true);
        watch.Look(Now, Duration.Zero);
        Instant Wrong(int minute) => Now + Duration.FromHours(1) + Duration.FromMinutes(minute);
        watch.Look(Wrong(1), Duration.FromMinutes(1)).ShouldBeOfType<ClockSight.Parted>();
        watch.Look(Wrong(20), Duration.FromMinutes(20)).ShouldBeOfType<ClockSight.Held>();
        watch.Look(Wrong(21), Duration.FromMinutes(21), new ClockProof.NoTime()).ShouldBe(new ClockSight.GoesOn(ClockTrust.Steady));
    }

    [Fact]
    public void Many_small_steps_are_a_jump_too()
    {
        var watch = new ClockWatch();
        var sights = Enumerable.Range(0, 5).Select(i => watch.Look(Now + Duration.FromSeconds(i + (i * 40)), Duration.FromSeconds(i))).ToList();
        sights.ShouldContain(s => s is ClockSight.Parted);
    }

    [Fact]
    public void A_process_that_stood_still_is_no_clock_that_jumped()
    {
        var watch = new ClockWatch();
        watch.Look(Now, Duration.Zero);
        watch.Look(Now + Duration.FromHours(9), Duration.FromHours(9)).ShouldBe(new ClockSight.Agrees());
    }

    private static Duration Jump(Random random)
    {
        var by = random.Next(3) switch
        {
            0 => Duration.FromHours(1),
            1 => Duration.FromDays(1),
            _ => Duration.FromMinutes(5 * random.Next(1, 1_000)),
        };
        return random.Next(2) == 0 ? by : -by;
    }
}
