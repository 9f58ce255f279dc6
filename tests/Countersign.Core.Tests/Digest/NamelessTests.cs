using System.Collections.Frozen;
using Countersign.Core.Digest;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Tests.Desk;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Digest;

/// <summary>Whoever is not named can't be told from what several digests say together.</summary>
public sealed class NamelessTests
{
    [Fact]
    public async Task In_no_made_up_organisation_does_one_digest_name_whom_another_hides()
    {
        var (hidden, companions) = (0, 0);
        for (var seed = 1; seed <= 80; seed++)
        {
            var random = new Random(seed);
            var office = Organisation(random);
            var all = await Digests(office);
            var unnamed = office.Policy.Book.Roster.Everybody.Select(p => p.Id).Where(_ => random.Next(6) == 0).ToHashSet();
            foreach (var person in unnamed)
                await office.Store.Write(work =>
                {
                    work.SetUnnamed(person, true);
                    return true;
                });

            var shown = await Digests(office);
            var named = shown.Values.SelectMany(Named).ToHashSet();
            named.ShouldNotContain(p => unnamed.Contains(p));
            foreach (var (scope, digest) in shown)
            {
                (digest.Minutes, digest.Capacity).ShouldBe((all[scope].Minutes, all[scope].Capacity));
                var within = Named(all[scope]).Except(Named(digest)).ToList();
                digest.Each.Where(l => l.Person is null).Sum(l => l.People).ShouldBe(within.Count);
                // Whoever reads all digests takes from the sum everybody whom any of them names.
                var left = within.Except(named).ToList();
                if (Named(all[scope]).Count() > 1)
                    left.Count.ShouldNotBe(1, $"{scope} with seed {seed}");
                (hidden, companions) = (hidden + within.Count, companions + within.Count(p => !unnamed.Contains(p)));
            }
        }

        hidden.ShouldBeGreaterThan(companions);
        companions.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void The_next_by_name_goes_along_in_every_digest_and_so_may_another_there()
    {
        PersonId[] people = [new("ana"), new("bo"), new("kim"), new("lee")];
        var hidden = Nameless.Of([people[3]], [[people[1], people[3]], [people[0], people[1]], [people[2]], []]);
        hidden.ShouldBe([people[0], people[1], people[3]], ignoreOrder: true);
        Nameless.Of([], [people]).ShouldBeEmpty();
        Nameless.Of([people[3]], [[people[3]]]).ShouldBe([people[3]]);
    }

    private static IEnumerable<PersonId> Named(Loads loads) => loads.Each.Select(l => l.Person).OfType<PersonId>();

    private static async Task<Dictionary<DigestScope, Loads>> Digests(Office office)
    {
        var loads = new Dictionary<DigestScope, Loads>();
        foreach (var of in Readership.All(office.Policy.Book))
            loads[of.Scope] = (await office.Digests.Of(new DigestKey(of.Scope, DigestWeek.Of(office.Now, of.Zone)), office.Now))!.Loads;
        return loads;
    }

    private static Office Organisation(Random random)
    {
        var teams = Enumerable.Range(0, random.Next(1, 6)).Select(n => new Team(new TeamId($"t{n}"), $"Team {n}", null, Rules)).ToList();
        var services = Enumerable.Range(0, random.Next(1, 9))
            .Select(n => Service($"s{n}", null) with { Team = random.Next(4) == 0 ? null : teams[random.Next(teams.Count)].Id }).ToArray();
        var people = Enumerable.Range(0, random.Next(1, 14)).Select(n => Person($"p{n:00}") with
        {
            Primary = [.. services.Where(_ => random.Next(3) == 0).Select(s => s.Id)],
            Capacity = Duration.FromMinutes(random.Next(30, 200)),
        }).ToArray();
        var office = new Office();
        office.Policy.Book = Book(services, people) with { Teams = teams.ToFrozenDictionary(t => t.Id) };
        return office;
    }
}
