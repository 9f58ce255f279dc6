using Countersign.Core.Desk;
using Countersign.Core.Routing;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Tests.Desk;

/// <summary>Weeks of a rotation at random: whoever is on was told so, every offer ends once, and nothing is left due.</summary>
public class RotaWalk
{
    private static readonly string[] Names = ["lee", "kim", "mo", "raj", "olga"];
    private static readonly string[] Days = ["today", "tomorrow", "friday", "sunday", "next monday", "week", "next week", "turn"];

    [Fact]
    public async Task Whoever_is_on_was_told_and_every_offer_ends_once()
    {
        var (taken, made) = (0, 0);
        for (var seed = 0; seed < 150; seed++)
        {
            var office = await Weeks(new Random(seed), $"seed {seed}");
            taken += office.Kept.Offers.Count(o => o.End?.Outcome == SwapOutcome.Taken);
            made += office.Kept.Made.Count;
        }

        taken.ShouldBeGreaterThan(50);
        made.ShouldBeGreaterThan(300);
    }

    private static async Task<RotaOffice> Weeks(Random random, string where)
    {
        var office = new RotaOffice(RotaOffice.Weekly with { Weekday = random.Next(2) == 0 ? null : IsoDayOfWeek.Monday });
        await office.Begins();
        for (var step = 0; step < 40; step++)
        {
            await Something(office, random);
            if (random.Next(2) == 0)
                office.Office.Now += Duration.FromMinutes(random.Next(3_000));
            if (random.Next(8) == 0)
                await office.Office.Reload.JudgeAgain(office.Office.Now);
            await office.Office.Swept();
            Holds(office, $"{where}, step {step}");
        }

        return office;
    }

    private static async Task Something(RotaOffice office, Random random)
    {
        string one(string[] of) => of[random.Next(of.Length)];
        switch (random.Next(6))
        {
            case 0:
                await office.Hears("olga", $"rota cover @{one(Names)} {one(Days)}");
                break;
            case 1:
                await office.Hears(one(Names), $"rota clear {one(Days)}");
                break;
            case 2 when office.Kept.Offers.Count > 0:
                await office.Presses(one([office.Offer.Asked.Value, one(Names)]), takes: random.Next(3) > 0);
                break;
            case 3 when random.Next(3) == 0:
                await office.Hears(one(Names), "rota swap cancel");
                break;
            default:
                await office.Hears(one(Names), $"rota swap @{one(Names)} {one(Days)}");
                break;
        }
    }

    private static void Holds(RotaOffice office, string where)
    {
        var (now, rotation) = (office.Office.Now, office.Book.Rotations[0]);
        var rota = new Rota(office.Book, rotation, office.Kept.Made);
        office.Office.NothingIsDue.ShouldBeTrue(where);
        office.Kept.OnDuty(rotation.Id)!.Person.ShouldBe(rota.OnAt(now), where);
        Due(office, DeadlineKind.HandOver).ShouldBe([rota.NextTurns(now, 1)[0].From], where);
        Due(office, DeadlineKind.SwapLapses).ShouldBe(office.Kept.Offers.Where(o => o.End is null).Select(o => o.Lapses), ignoreOrder: true, where);
        // Nobody who was asked has something that they did not take.
        foreach (var swapped in office.Kept.Made.Where(m => m.MadeBy.Value != "olga"))
            office.Kept.Offers.ShouldContain(
                o => o.Asked == swapped.Person && o.Asker == swapped.MadeBy && o.End != null && o.End.Outcome == SwapOutcome.Taken && o.End.At == swapped.MadeAt, where);
    }

    private static IEnumerable<Instant> Due(RotaOffice office, DeadlineKind kind) => office.Office.Store.Deadlines.Where(d => d.Kind == kind).Select(d => d.Due);
}
