using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Sla;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>Weeks of an office at random: after every sweep nothing is left due, and no request can wait for ever.</summary>
public class OfficeWalk
{
    private static readonly string[] Names = ["ana", "lee", "kim", "raj", "olga"];

    [Fact]
    public async Task Nothing_stays_due_and_no_request_is_forgotten()
    {
        var settled = 0;
        for (var seed = 0; seed < 150; seed++)
            settled += await Weeks(new Random(seed), seed);
        settled.ShouldBeGreaterThan(100);
    }

    private static async Task<int> Weeks(Random random, int seed)
    {
        var office = new Office(Team(random));
        var watchdog = new Watchdog(office.Store, office.Policy);
        var ids = new List<ChangeId>();
        for (var step = 0; step < 50; step++)
        {
            await Something(office, random, ids);
            if (random.Next(3) > 0)
                office.Now += Duration.FromMinutes(random.Next(random.Next(2) == 0 ? 20 : 400));
            await office.Swept();
            if (!office.NothingIsDue)
                Assert.Fail($"Seed {seed}, step {step}: still due after the sweep: {string.Join(", ", office.Store.Deadlines)}");
            if ((await watchdog.Look(office.Now, isHeld: false)).Mended is { IsEmpty: false } missing)
                Assert.Fail($"Seed {seed}, step {step}: missing {string.Join(", ", missing)}");
            foreach (var id in ids)
                if (WhyForgotten(office, office.The(id)) is { } why)
                    Assert.Fail($"Seed {seed}, step {step}: {id} {why}");
            foreach (var name in Names)
                if (office.Store.OfferTo(new PersonId(name)) is { IsOpen: true } offer && WhyWrong(office, offer) is { } wrong)
                    Assert.Fail($"Seed {seed}, step {step}: {offer} {wrong}");
        }

        return ids.Count(i => office.The(i).IsSettled);
    }

    private static string? WhyForgotten(Office office, ChangeRequest change)
    {
        if (change.VacantSeat is not null && !office.WillBeRouted(change.Id))
            return "waits and nothing will route it";
        var round = change.Round;
        if (round.Seats.Any(s => s.Moves > 4) || round.Rescues > 3 || round.Seats.Any(s => s.Asked.Length > 1))
            return "goes round for ever, or is with two";
        foreach (var stray in office.Store.Deadlines.Where(d => d.Subject is DeadlineSubject.OfAsked a && a.Change == change.Id))
            if (stray.Subject is DeadlineSubject.OfAsked on && !(on.Round == round.Number && change.AskedNow.Any(a => a.Person == on.Person)))
                return $"has {stray} left over";
        foreach (var asked in change.AskedNow)
        {
            if (office.Policy.Book.Roster.Find(asked.Person) is not { } person || !change.Round.Seats[0].Needs.IsMetBy(person))
                return $"asks {asked.Person}, who may not decide";
            if (office.Store.State(asked.Person, office.Now).Contact.Reachable(person) is null)
                return $"asks {asked.Person}, who can't be messaged";
        }

        return change.Status is Status.InReview && !office.Store.Deadlines.Any(d => d.Kind == DeadlineKind.ClaimLapses)
            ? "is claimed and the claim never lapses" : null;
    }

    private static string? WhyWrong(Office office, Offer offer)
    {
        var change = office.The(offer.Change);
        if (offer.Until <= office.Now || !office.Store.Deadlines.Any(d => d.Kind == DeadlineKind.OfferLapses && d.Subject is DeadlineSubject.OfPerson p && p.Person == offer.Person))
            return "does not lapse";
        return change.Round.Number == offer.Round && !change.IsSettled && change.Round.Seat(offer.Seat).IsUnbegun ? null : "is of something that was begun or is over";
    }

    private static async Task Something(Office office, Random random, List<ChangeId> ids)
    {
        var (on, now) = (office.Delivery(), office.Now);
        var id = ids.Count == 0 ? new ChangeId(99) : ids[random.Next(ids.Count)];
        // Mostly it is somebody asked, or with an offer, who speaks, so that something comes of it.
        var asked = ids.Count > 0 && random.Next(2) == 0 ? office.The(id).AskedNow.FirstOrDefault()?.Person.Value
            : random.Next(2) == 0 ? office.Store.Offers.FirstOrDefault(o => o.IsOpen)?.Person.Value : null;
        var name = asked ?? Names[random.Next(Names.Length)];
        if (office.Policy.Book.Roster.Find(new PersonId(name)) is not { } person)
            return;
        var by = Member(person);
        var inbound = new AboutRequest(on, by, id);
        switch (random.Next(20))
        {
            case < 3:
                if (await office.Submitting.Submit(on, by, Raw(), now) is FormResult.Taken { Answer.Change: { } opened })
                    ids.Add(opened);
                break;
            case 3: await office.Deciding.Approve(inbound, now); break;
            case 4: await office.Deciding.RequestChanges(inbound, "more", now); break;
            case 5: await office.Deciding.Decline(inbound, DeclineReason.Overloaded, now); break;
            case 6: await office.Deciding.Claim(inbound, now); break;
            case 7: await office.Submitting.Update(inbound, Raw(), now); break;
            case 8: await office.Deciding.Reassign(inbound, new PersonId(Names[random.Next(Names.Length)]), "busy", now); break;
            case 9: await office.OwnTime.Away(on, by, random.Next(2) == 0 ? "2 days" : "until 11:30", now); break;
            case 10: await office.OwnTime.Back(on, by, now); break;
            case 11: await office.OwnTime.Limit(on, by, random.Next(2) == 0 ? "1" : "none", now); break;
            case 12: await office.Reachability.Lost(by.Via, "gone", now); break;
            case 13: await office.Reachability.Heard(by, now); break;
            case 15: await office.Pressing.Details(by, ids.Count == 0 ? new ButtonValue(id, 1, 1, default) : ButtonValue.Of(office.The(id)), now); break;
            case 16 or 17 when office.Store.OfferTo(person.Id) is { } offer:
                await office.Taking.Take(new AboutRequest(on, by, offer.Change, null, offer.Round), now);
                break;
            case 18 when office.Store.OfferTo(person.Id) is { } offer:
                await office.Taking.NotNow(new AboutRequest(on, by, offer.Change, null, offer.Round), now);
                break;
            case 14: await office.Takes(Book(Team(random))); break;
            case 19: await office.Deciding.Deny(inbound, "no", now); break;
            default: break;
        }
    }

    // Somebody may be missing, demoted or inactive in this version of the roster.
    private static Person[] Team(Random random) =>
    [
        .. Names.Where(n => n == "ana" || random.Next(6) > 0).Select(n =>
            Person(n, n == "ana" || random.Next(5) == 0 ? Level.Mid : Level.Senior, random.Next(7) > 0, random.Next(3) == 0 ? 2 : null)),
    ];
}
