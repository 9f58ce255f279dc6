namespace Countersign.Core.Policy;

/// <summary>How much a change can break, in ascending order. Source: product.md, Policy.</summary>
public enum Tier
{
    /// <summary>Docs, tests: automated checks alone, put on record. Nobody is asked.</summary>
    Low,

    /// <summary>Internal.</summary>
    Medium,

    /// <summary>Customer facing.</summary>
    High,

    /// <summary>Payments, authentication, checkout, data.</summary>
    Critical,
}

public static class Tiers
{
    public static IReadOnlyList<Tier> All { get; } = Enum.GetValues<Tier>();

    /// <summary>As the policy file and people write it.</summary>
    public static string Word(this Tier tier) => tier switch
    {
        Tier.Low => "low",
        Tier.Medium => "medium",
        Tier.High => "high",
        _ => "critical",
    };
}
