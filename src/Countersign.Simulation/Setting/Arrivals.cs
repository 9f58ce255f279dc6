using System.Collections.Immutable;
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

    private readonly MadeUp _possible = new(book);
    private long _draw;

    public ImmutableArray<Change> Drawn()
    {
        var changes = new List<Change>();
        if (_possible.Services.IsEmpty)
            return [];
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

    private IEnumerable<Change> Some(LocalDate day)
    {
        var author = _possible.Authors[(int)(Next() * _possible.Authors.Length)];
        var time = new LocalTime(8 + Hour(), 0);
        var past = Duration.FromMinutes(Next() * 60);
        var service = _possible.Services[(int)(Next() * _possible.Services.Length)];
        var count = Next() < model.Bursts ? 2 + (int)(Next() * 3) : 1;
        for (var i = 0; i < count; i++)
        {
            // A service is never of less than its own tier; a tier that asks nobody is put on record and costs nobody's time.
            var tier = Picked(model.Tiers) is var drawn && drawn < (int)service.Tier.Value ? service.Tier.Value : (Tier)drawn;
            if (service.RulesOf(tier).Approvals.Value > 0 && Author(author, service, tier) is { } by)
                yield return new Change(
                    0, service.Id, tier, by.Id, by.Zone.AtLeniently(day + time).ToInstant() + past + Duration.FromMinutes(i * MinutesApart), []);
        }
    }

    // Somebody else where the product would refuse their form; null where it would refuse everybody's.
    private Person? Author(Person drawn, Service service, Tier tier)
    {
        if (MadeUp.Takes(book, service, tier, drawn))
            return drawn;
        var others = _possible.AuthorsFor(service, tier).ToList();
        return others.Count == 0 ? null : others[(int)(Next() * others.Count)];
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
