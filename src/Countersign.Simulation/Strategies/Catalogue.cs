using System.Collections.Immutable;

namespace Countersign.Simulation.Strategies;

/// <summary>Which strategies are compared, and which parts of the product are taken away to see what each is worth.</summary>
internal static class Catalogue
{
    /// <summary>The usual ways, the product, the product with perfect information, and the floor.</summary>
    public static ImmutableArray<Strategy> Compared { get; } =
    [
        .. Usual.All,
        Product.Whole,
        Product.Whole with { Name = "with perfect information", IsClairvoyant = true },
        new Usual("pooled, no delay", (_, _) => []) { IsPooled = true, ByDeadline = true },
    ];

    public static ImmutableArray<Strategy> Ablations { get; } =
    [
        Usual.All.First(s => s.Name == StrategyNames.LoadBalance),
        Product.Whole,
        Without("all re-routing") with { Reminds = false, Moves = false, Rescues = false, Steals = false },
        Without("rescue and offers") with { Rescues = false, Steals = false },
        Without("offers") with { Steals = false },
        Without("rescue") with { Rescues = false },
        Without("moves") with { Moves = false },
        Without("reminders") with { Reminds = false },
        Without("the second at critical") with { AsksTwo = false },
        Without("calendars") with { IgnoresCalendars = true },
        Product.Whole with { Name = "two candidates only", Sample = 2 },
        Without("order by deadline") with { ByDeadline = false },
        Weighed("time", w => w with { Lateness = 0 }),
        Weighed("load", w => w with { Load = 0 }),
        Weighed("skill", w => w with { Skill = 0 }),
        Weighed("asked today", w => w with { Today = 0 }),
        Weighed("knows it", w => w with { Known = 0 }),
        Without("tried before") with { Adjust = seat => seat with { Tried = [] } },
    ];

    private static Product Without(string part) => Product.Whole with { Name = $"without {part}" };

    private static Product Weighed(string term, Func<Core.Policy.RoutingWeights, Core.Policy.RoutingWeights> weigh) =>
        Without(term) with { Adjust = seat => seat with { Weights = weigh(seat.Weights) } };
}
