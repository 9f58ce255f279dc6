using System.Collections.Immutable;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Charts;

/// <summary>What a chart shows, as numbers. How it looks is each drawing's own; <see cref="Words.ChartWords"/> says the same in words.</summary>
public abstract record Chart
{
    private Chart()
    {
    }

    /// <summary>How long decisions took, against the time that each tier allows.</summary>
    public sealed record DecisionTimes(ImmutableArray<TierTimes> Tiers) : Chart;

    /// <summary>Who carried how much of what they have time for. Drawn in the order given, so the order must not rank by speed.</summary>
    public sealed record Loads(ImmutableArray<PersonLoad> Each) : Chart
    {
        /// <summary>The first ones, and whoever is left in one row: a chart of hundreds would be read by nobody.</summary>
        public Loads AtMost(int rows)
        {
            if (Each.Length <= rows)
                return this;
            var rest = Each.Skip(rows - 1).ToList();
            var people = rest.Sum(l => l.People);
            return new([.. Each.Take(rows - 1), new PersonLoad($"{people} more, together", people, rest.Sum(l => l.Minutes), rest.Sum(l => l.Capacity))]);
        }
    }

    /// <summary>What came in and what went out, day by day.</summary>
    public sealed record Flow(ImmutableArray<DayCounts> Days) : Chart;
}

/// <param name="Decided">How many decisions the times are of.</param>
/// <param name="Half">Half of them took no longer, in hours of the tier's clock; null when there is none.</param>
/// <param name="NineOfTen">Nine of ten took no longer, in hours of the tier's clock; null when there is none.</param>
/// <param name="Allowed">The time for the decision, in hours of the tier's clock; null where the tier has none.</param>
public sealed record TierTimes(Tier Tier, int Decided, Duration? Half, Duration? NineOfTen, Duration? Allowed);

/// <param name="Name">Null: <paramref name="People"/> of them who are not named, together.</param>
/// <param name="Minutes">Of reviews.</param>
/// <param name="Capacity">Minutes; 0 when they declared none, or were away.</param>
public sealed record PersonLoad(string? Name, int People, int Minutes, int Capacity);

public sealed record DayCounts(LocalDate Day, int In, int Out);
