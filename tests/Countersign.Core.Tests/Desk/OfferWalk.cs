using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>Busy days in which reviewers finish at their own pace, and are offered what waits with others.</summary>
public class OfferWalk
{
    private static readonly string[] Seniors = ["lee", "kim", "raj", "mia", "dora"];

    [Fact]
    public async Task A_review_is_offered_to_one_and_is_with_one_whatever_they_answer()
    {
        var ends = new List<OfferEnd?>();
        for (var seed = 0; seed < 120; seed++)
            ends.AddRange(await Day(new Random(seed), seed));

        foreach (var end in (OfferEnd?[])[OfferEnd.Taken, OfferEnd.NotNow, OfferEnd.Lapsed, OfferEnd.Begun])
            ends.Count(e => e == end).ShouldBeGreaterThan(5, $"{end} of {ends.Count}");
    }

    private static async Task<IEnumerable<OfferEnd?>> Day(Random random, int seed)
    {
        var office = new Office([Person("ana", Level.Mid), .. Seniors.Select(n => Person(n, limit: n == "mia" ? 2 : null))]);
        var ids = new List<ChangeId>();
        for (var step = 0; step < 60; step++)
        {
            if (step < 25 && random.Next(3) > 0)
                ids.Add(await office.Asks("ana"));
            await Somebody(office, random);
            await office.Later(Duration.FromMinutes(random.Next(14)));
            if (WhyWrong(office, ids) is { } wrong)
                Assert.Fail($"Seed {seed}, step {step}: {wrong}");
        }

        return office.Store.Offers.Select(o => o.Ended);
    }

    // One who works down their list, one who answers an offer, one who begins something.
    private static async Task Somebody(Office office, Random random)
    {
        var name = Seniors[random.Next(Seniors.Length)];
        var held = await office.Store.Asking(new PersonId(name), 1);
        if (office.Store.Offers.FirstOrDefault(o => o.IsOpen) is { } offer && random.Next(4) == 0)
        {
            var on = office.From(offer.Person.Value, offer.Change, offer.Round);
            var answer = await (random.Next(3) > 0 ? office.Taking.Take(on, office.Now) : office.Taking.NotNow(on, office.Now));
            answer.Accepted.ShouldBeTrue(office.Says(answer));
        }
        else if (held is [var next, ..])
            await (random.Next(3) switch
            {
                0 => office.Deciding.Claim(office.From(name, next.Id), office.Now),
                _ => office.Deciding.Approve(office.From(name, next.Id), office.Now),
            });
    }

    private static string? WhyWrong(Office office, List<ChangeId> ids)
    {
        var open = office.Store.Offers.Where(o => o.IsOpen).ToList();
        if (open.GroupBy(o => o.Person).Any(g => g.Count() > 1) || open.GroupBy(o => o.Change).Any(g => g.Count() > 1))
            return "two open offers to one, or of one";
        if (open.Find(o => !office.The(o.Change).Round.Seat(o.Seat).IsUnbegun || office.The(o.Change).IsSettled || office.AskedOn(o.Change) == o.Person.Value) is { } stale)
            return $"{stale} is of something begun, over, or theirs";
        if (office.Store.Offers.GroupBy(o => (o.Person, o.Change)).Any(g => g.Count() > 1))
            return "the same was offered to somebody twice";
        if (office.Store.State(new PersonId("mia"), office.Now).Open > 2)
            return "Mia holds more than her limit";
        return ids.Exists(i => office.The(i).AskedNow.Count() > 1) ? "a review is with two" : null;
    }
}
