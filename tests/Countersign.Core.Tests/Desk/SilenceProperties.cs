using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Sla;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>Looks are repeated, early, late, and raced by people; what comes of it is the same or nothing.</summary>
public sealed class SilenceProperties
{
    private static readonly Person[] People = [Person("ana", Level.Mid), Person("lee"), Person("kim", limit: 2), Person("raj"), Person("olga", Level.Principal) with { Primary = [Docs] }];

    [Fact]
    public async Task Looking_again_and_again_does_what_looking_once_does()
    {
        var moved = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var (once, often) = (new Office(People), new Office(People));
            await Day(once, new Random(seed), () => Task.CompletedTask);
            await Day(often, new Random(seed), () => LookAtEverything(often));
            if (Story(once).Zip(Story(often)).FirstOrDefault(x => x.First != x.Second) is { First: { } first } differs)
                Assert.Fail($"Seed {seed}: once {first}, often {differs.Second}.");
            Story(often).Count.ShouldBe(Story(once).Count, $"seed {seed}");
            moved += Story(once).Count(e => e.Contains("Why = NotAcknowledged", StringComparison.Ordinal));
        }

        moved.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task After_a_pause_everybody_is_reminded_first_and_has_as_much_time_as_always()
    {
        var office = new Office(People);
        var id = await office.Asks("ana");
        var first = office.AskedOn(id);

        await office.Later(Duration.FromMinutes(70));
        office.The(id).AskedNow.Single().RemindedAt.ShouldBe(office.Now);
        office.AskedOn(id).ShouldBe(first);
        await office.Later(Duration.FromMinutes(35));
        office.AskedOn(id).ShouldBe(first);
        await office.Later(Duration.FromMinutes(1));
        office.AskedOn(id).ShouldNotBe(first);
    }

    [Theory]
    [InlineData("claims")]
    [InlineData("looks")]
    [InlineData("declines")]
    [InlineData("approves")]
    public async Task A_sign_that_comes_between_the_choice_and_the_write_counts(string how)
    {
        var office = new Office(People);
        var id = await office.Asks("ana");
        var first = office.AskedOn(id)!;
        await office.Later(Duration.FromMinutes(36));
        office.Now += Duration.FromMinutes(37);

        office.Store.BeforeWrite = () => Completed(how switch
        {
            "claims" => office.Deciding.Claim(office.From(first, id), office.Now),
            "looks" => office.Pressing.Details(office.Who(first), ButtonValue.Of(office.The(id)), office.Now),
            "declines" => office.Deciding.Decline(office.From(first, id), DeclineReason.Conflict, office.Now),
            _ => (Task)office.Deciding.Approve(office.From(first, id), office.Now),
        });
        await office.Moving.Look(DeadlineKind.MoveOn, new DeadlineSubject.OfAsked(id, 1, 1, new PersonId(first)), office.Now);

        office.The(id).Round.Moves.ShouldBe(0);
        office.Store.Deadlines.ShouldNotContain(d => d.Kind == DeadlineKind.MoveOn && d.Due <= office.Now);
    }

    [Fact]
    public async Task A_chosen_one_whose_last_place_goes_meanwhile_is_not_asked()
    {
        var office = new Office(Person("ana", Level.Mid), Person("lee"), Person("kim"), Person("raj"));
        var id = await office.Asks("ana");
        var first = office.AskedOn(id)!;
        await office.Later(Duration.FromMinutes(36));
        office.Now += Duration.FromMinutes(37);
        var ranks = new List<string>();

        // Whoever would be chosen fills up just before it is written, once.
        office.Store.BeforeWrite = () =>
        {
            var best = ((string[])["lee", "kim", "raj"]).First(n => n != first);
            ranks.Add(best);
            foreach (var n in ((string[])["lee", "kim", "raj"]).Where(n => n != first).Take(1))
                office.Store.SetLimit(new PersonId(n), 0);
        };
        await office.Moving.Look(DeadlineKind.MoveOn, new DeadlineSubject.OfAsked(id, 1, 1, new PersonId(first)), office.Now);

        office.AskedOn(id).ShouldNotBeOneOf(first, ranks[0]);
    }

    [Fact]
    public async Task A_limit_is_never_passed_by_moves_and_a_place_that_a_move_frees_is_filled()
    {
        // Kim holds her one place; what waits comes to her when hers moves on.
        var office = new Office(Person("ana", Level.Mid), Person("lee", limit: 1), Person("kim", limit: 1));
        var (one, two, three) = (await office.Asks("ana"), await office.Asks("ana"), await office.Asks("ana"));
        office.The(three).Status.ShouldBeOfType<Status.Waiting>();

        for (var step = 0; step < 40; step++)
        {
            await office.Later(Duration.FromMinutes(10));
            foreach (var name in (string[])["lee", "kim"])
                office.Store.State(new PersonId(name), office.Now).Open.ShouldBeLessThanOrEqualTo(1);
            new[] { one, two, three }.Count(i => office.AskedOn(i) is not null).ShouldBe(2);
        }
    }

    // Ana asks, reviewers answer some of it, time goes by unevenly.
    private static async Task Day(Office office, Random random, Func<Task> between)
    {
        var ids = new List<ChangeId>();
        for (var step = 0; step < 40; step++)
        {
            if (random.Next(5) == 0)
                ids.Add(await office.Asks("ana"));
            if (ids.Count > 0 && random.Next(4) == 0 && office.AskedOn(ids[^1]) is { } asked)
                await (random.Next(3) switch
                {
                    0 => office.Deciding.Claim(office.From(asked, ids[^1]), office.Now),
                    1 => office.Deciding.Decline(office.From(asked, ids[^1]), DeclineReason.Overloaded, office.Now),
                    _ => office.Deciding.Approve(office.From(asked, ids[^1]), office.Now),
                });
            await office.Swept();
            await between();
            await office.Later(Duration.FromMinutes(random.Next(25)));
            await between();
        }
    }

    // Before the first look of either kind.
    private static bool IsEarly(Office office, DeadlineSubject.OfAsked on) =>
        office.Now < SlaClock.BeganAt(office.The(on.Change)) + Duration.FromMinutes(71);

    // Rows that are not due, twice; and the sweep on top.
    private static async Task LookAtEverything(Office office)
    {
        foreach (var deadline in office.Store.Deadlines.Concat(office.Store.Deadlines).ToList())
            if (deadline is { Kind: DeadlineKind.Remind, Subject: DeadlineSubject.OfAsked asked })
            {
                // One that was put off while they were on another review comes at its own time.
                if (deadline.Due <= office.Now || office.Now < office.The(asked.Change).Round.Seat(asked.Seat).AskedOf(asked.Person)!.At + Duration.FromMinutes(36))
                    await office.Moving.Remind(asked, office.Now);
            }
            else if (deadline is { Kind: DeadlineKind.OfferLapses, Subject: DeadlineSubject.OfPerson person })
                await office.Offering.Lapse(person, office.Now);
            else if (deadline is { Kind: DeadlineKind.MoveOn or DeadlineKind.Rescue, Subject: DeadlineSubject.OfAsked on } && IsEarly(office, on))
                await office.Moving.Look(deadline.Kind, on, office.Now);
        await office.Swept();
        await office.Swept();
    }

    private static List<string> Story(Office office) =>
        [.. Enumerable.Range(1, 40).SelectMany(n => office.Store.EventsOf(new ChangeId(n))).Select(e => e is ChangeEvent.Assigned a ? (a with { Report = null }).ToString() : e.ToString())];

    private static void Completed(Task task) => task.IsCompletedSuccessfully.ShouldBeTrue();
}
