using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Simulation.Setting;

/// <summary>Draws the changes of a run: a Poisson number each weekday, at hours of the author's own day, some of them in bursts.</summary>
internal sealed class Arrivals(WorkloadModel model, Draws draws, PolicyBook book, Instant start)
{
    private const int MostRounds = 6;

    // A burst of two to four is two more on the mean.
    private const double MoreInBurst = 2;
    private const int MinutesApart = 3;

    private readonly ImmutableArray<Person> _authors = Authors(book);
    private readonly ImmutableArray<Service> _services = [.. book.Services.Values.OrderBy(s => s.Id.Value, StringComparer.Ordinal)];
    private long _draw;

    public ImmutableArray<Change> Drawn()
    {
        var changes = new List<Change>();
        var monday = start.InUtc().Date;
        var mean = model.ChangesPerDay / model.Weekdays.Average() / (1 + model.Bursts * MoreInBurst);
        for (var week = 0; week < model.Weeks; week++)
            for (var day = 0; day < model.Weekdays.Length; day++)
                for (var left = Poisson(mean * model.Weekdays[day]); left > 0; left--)
                    changes.AddRange(Some(monday.PlusDays(7 * week + day)));
        return [.. changes.OrderBy(c => c.At).Select((c, i) => c with { Number = i, Rounds = Rounds(i, c.Tier) })];
    }

    /// <summary>How many rounds a change takes, and how long each: drawn once, whoever reviews.</summary>
    public ImmutableArray<PlannedRound> Rounds(int number, Tier tier)
    {
        var rounds = ImmutableArray.CreateBuilder<PlannedRound>();
        var minutes = Math.Clamp(draws.LogNormal(model.ReviewMinutes[(int)tier], model.ReviewSigma, Draw.Minutes, number), 2, 240);
        while (rounds.Count < MostRounds)
        {
            rounds.Add(new PlannedRound(minutes, draws.LogNormal(model.AuthorHours, 1, Draw.Turnaround, number, rounds.Count)));
            if (!draws.Happens(model.Rework[Math.Min(rounds.Count, model.Rework.Length) - 1], Draw.Rework, number, rounds.Count))
                break;
        }

        return rounds.ToImmutable();
    }

    // Everybody may ask; in the made-up company those who don't review do.
    private static ImmutableArray<Person> Authors(PolicyBook book)
    {
        var active = book.Roster.Everybody.Where(p => p.Active).OrderBy(p => p.Id).ToImmutableArray();
        var others = active.Where(p => !Reviewers.Reviews(book, p)).ToImmutableArray();
        return others.IsEmpty ? active : others;
    }

    private IEnumerable<Change> Some(LocalDate day)
    {
        var author = _authors[(int)(Next() * _authors.Length)];
        var at = author.Zone.AtLeniently(day + new LocalTime(8 + Hour(), 0)).ToInstant() + Duration.FromMinutes(Next() * 60);
        var service = _services[(int)(Next() * _services.Length)];
        var count = Next() < model.Bursts ? 2 + (int)(Next() * 3) : 1;
        for (var i = 0; i < count; i++)
        {
            // A service is never of less than its own tier; a tier that asks nobody is put on record and costs nobody's time.
            var tier = Picked(model.Tiers) is var drawn && drawn < (int)service.Tier.Value ? service.Tier.Value : (Tier)drawn;
            if (service.RulesOf(tier).Approvals.Value > 0)
                yield return new Change(0, service.Id, tier, author.Id, at + Duration.FromMinutes(i * MinutesApart), []);
        }
    }

    private int Hour() => Picked(model.Hours);

    private int Picked(ImmutableArray<double> weights)
    {
        var left = Next() * weights.Sum();
        for (var i = 0; i < weights.Length - 1; i++)
            if ((left -= weights[i]) < 0)
                return i;
        return weights.Length - 1;
    }

    // By inversion; the means here are a few hundred at most.
    private int Poisson(double mean)
    {
        var (count, probability, u) = (0, Math.Exp(-mean), Next());
        for (var sum = probability; u > sum && count < 10 * mean + 100; sum += probability)
            probability *= mean / ++count;
        return count;
    }

    private double Next() => draws.Uniform(Draw.Arrivals, _draw++);
}
