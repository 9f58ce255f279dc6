using System.Globalization;
using Countersign.Core.Desk;
using Countersign.Core.Policy;
using Countersign.Core.Sla;
using NodaTime;
using NodaTime.Text;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>
/// F12: an office whose clock jumps about, beside one whose clock is right. Nobody of the first hears of anything before their double does.
/// </summary>
public sealed class JumpingClockTests
{
    private static readonly int Walks = Environment.GetEnvironmentVariable("COUNTERSIGN_LONG") == "1" ? 200 : 6;

    /// <summary>In summer and winter, over both nights of daylight saving, and over a leap day.</summary>
    public static TheoryData<string, SlaCalendar> Starts => new(
        from start in new[] { "2026-11-17T09:00:00Z", "2026-03-27T13:00:00Z", "2026-10-23T12:00:00Z", "2028-02-28T12:00:00Z", "2026-03-28T23:30:00Z", "2026-10-24T23:30:00Z" }
        from calendar in new[] { SlaCalendar.AroundTheClock, SlaCalendar.BusinessHours }
        select (start, calendar));

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task No_ping_is_early_however_the_clock_jumps(string from, SlaCalendar calendar)
    {
        var start = InstantPattern.ExtendedIso.Parse(from).Value;
        var (right, pinged) = (await Pings(start, calendar, null), 0);
        right.ShouldNotBeEmpty();
        for (var seed = 0; seed < Walks; seed++)
        {
            var seen = await Pings(start, calendar, new Random(seed));
            foreach (var (what, at) in seen)
                at.ShouldBeGreaterThanOrEqualTo(
                    right.Find(r => r.What == what).At, string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {what}"));
            pinged += seen.Count;
        }

        pinged.ShouldBeGreaterThan(0);
    }

    /// <returns>What went out, and when it really did.</returns>
    private static async Task<List<(Outgoing What, Instant At)>> Pings(Instant start, SlaCalendar calendar, Random? jumps)
    {
        var office = new Office { Now = start };
        Rule(office, calendar);
        var (watch, pings, wrong, wrongUntil) = (new ClockWatch(), new List<(Outgoing, Instant)>(), Duration.Zero, Duration.Zero);
        await office.Asks("ana");
        // What the clock says at the start has to be believed: there is nothing to compare it with.
        watch.Look(start, Duration.Zero);
        for (var passed = Duration.FromMinutes(1); passed < Duration.FromDays(4); passed += Duration.FromMinutes(1))
        {
            if (passed >= wrongUntil && wrong != Duration.Zero)
                wrong = Duration.Zero;
            // Wrong for some minutes: for longer, and a machine that slept could not be told from one whose clock is wrong.
            else if (jumps?.Next(45) == 0 && Jump(jumps) is var jump && jump != wrong)
                (wrong, wrongUntil) = (jump, passed + Duration.FromMinutes(jumps.Next(1, 10)));
            office.Now = start + passed + wrong;
            switch (watch.Look(office.Now, passed))
            {
                case ClockSight.Parted:
                    await office.Sweep.RouteNew(office.Now, office.Now);
                    break;
                case ClockSight.Held held:
                    await office.Sweep.RouteNew(held.Since, office.Now);
                    break;
                default:
                    await office.Swept();
                    break;
            }

            pings.AddRange(office.Store.Sent.Where(o => o.Notice is Notice.Ping or Notice.Reminder).Skip(pings.Count).Select(o => (o, start + passed)));
        }

        return pings;
    }

    private static Duration Jump(Random random) =>
        (random.Next(2) == 0 ? Duration.FromHours(1) : Duration.FromDays(1)) * (random.Next(2) == 0 ? 1 : -1);

    // Four hours for a decision; Lee alone reviews; everybody lives where daylight saving changes.
    private static void Rule(Office office, SlaCalendar calendar)
    {
        (int, EscalationTo)[] steps = [(50, EscalationTo.Reviewer), (100, EscalationTo.Lead), (150, EscalationTo.Operators)];
        office.Policy.Book = Book(
            [
                Service() with
                {
                    DecisionTime = Duration.FromHours(4),
                    Rules =
                    [
                        .. Rules.Select(r => r with
                        {
                            Sla = r.Sla with { Calendar = Line(calendar, 1) },
                            Escalation = [.. steps.Select(s => new EscalationStep(s.Item1, s.Item2, null, r.Escalation[0].At))],
                        }),
                    ],
                },
            ],
            [Person("ana"), Person("lee"), Person("olga") with { Primary = [Docs] }]);
    }
}
