using System.Collections.Immutable;

namespace Countersign.Core.Policy;

public enum ReasonKind
{
    /// <summary>Why it is of its tier.</summary>
    Tier,

    /// <summary>Why so many, and whom, it asks.</summary>
    Seats,
}

/// <summary>One rule that asked for something, in words that go on after "because", with its line.</summary>
public sealed record Reason(ReasonKind Kind, string Says, PolicyLine At);

/// <summary>What the policy asked of a round when it began, and why. Kept with the round: a later file lowers none of it.</summary>
/// <param name="Drawn">The spot check's draw in hundredths of a percent; null where the tier has none.</param>
public sealed record Requirement(Tier Tier, ImmutableArray<Reason> Reasons, int? Drawn)
{
    /// <summary>When it is due and who is told if it is not decided; null on records from before it was kept.</summary>
    public SlaPlan? Sla { get; init; }
}
