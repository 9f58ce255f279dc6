using System.Collections.Immutable;
using Countersign.Simulation.Engine;
using Countersign.Simulation.Setting;
using NodaTime;

namespace Countersign.Simulation.Outcome;

/// <summary>Counts while a run goes on, and sums up at its end.</summary>
internal sealed class Tally(Town town, ImmutableArray<Desk> desks)
{
    private readonly List<(double Hours, double ResponseMinutes)> _decisions = [];
    private readonly double[] _inReview = new double[town.Changes.Length];
    private readonly double[] _firstAction = new double[town.Changes.Length];
    private int _late;
    private int _twice;

    public int Offers { get; set; }

    public int Reminders { get; set; }

    public int Moves { get; set; }

    public int Rescues { get; set; }

    public int Taken { get; set; }

    public void Decided(Review review, Instant now)
    {
        var hours = (now - review.Began).TotalHours;
        var began = review.Started!.Value - review.Began;
        _decisions.Add((hours, began.TotalMinutes));
        _inReview[review.Change.Number] += hours;
        if (review.Round == 1)
            _firstAction[review.Change.Number] = began.TotalHours;
        if (now > review.Sla.Due)
            _late++;
        if (review.Askings.Count > 1 && review.Askings.Select(a => a.By).Distinct().Count() < review.Askings.Count)
            _twice++;
    }

    public Measures Measured()
    {
        var n = Math.Max(1, _decisions.Count);
        var hours = _decisions.Select(d => d.Hours).Order().ToArray();
        var response = _decisions.Select(d => d.ResponseMinutes).Order().ToArray();
        var capacity = desks.Sum(d => d.Senior.CapacityOfRun);
        var planned = town.Changes.Sum(c => c.Rounds.Length);
        return new Measures(
            (double)_late / n, At(hours, .9), At(response, .5), Gini([.. desks.Select(d => d.Total / Math.Max(1, d.Senior.CapacityOfRun)).Order()]),
            desks.Sum(d => d.Pings) / Math.Max(1, WorkingDays()), Mean(_inReview), Mean(_firstAction),
            (double)Offers / n, (double)Reminders / n, (double)Moves / n, (double)Rescues / n, (double)Taken / n, (double)_twice / n,
            desks.Sum(d => d.Total) / Math.Max(1, capacity), _decisions.Count, planned - _decisions.Count);
    }

    // Days on a reviewer's calendar, worked or not: absences don't make the others' days longer.
    private double WorkingDays() => desks.Sum(
        d => (double)new Core.People.Calendar(d.Senior.Zone, d.Senior.Person.Hours, []) { Holidays = d.Senior.Person.Holidays }
            .Free(town.Start, town.End).Select(f => f.Start.InZone(d.Senior.Zone).Date).Distinct().Count());

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[(int)(share * (sorted.Length - 1))];

    private static double Mean(double[] values) => values.Length == 0 ? 0 : values.Average();

    private static double Gini(double[] sorted)
    {
        var sum = sorted.Sum();
        return sum <= 0 ? 0 : sorted.Select((x, i) => (2.0 * (i + 1) - sorted.Length - 1) * x).Sum() / (sorted.Length * sum);
    }
}
