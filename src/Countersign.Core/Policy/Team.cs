using System.Collections.Immutable;
using Countersign.Core.People;

namespace Countersign.Core.Policy;

/// <summary>A team's stable name in the policy file, such as <c>payments-team</c>.</summary>
public readonly record struct TeamId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A team: its services take its rules, which are the organisation's or stricter.</summary>
/// <param name="Rules">By tier, in ascending order.</param>
public sealed record Team(TeamId Id, string Name, PersonId? Lead, ImmutableArray<TierRules> Rules)
{
    /// <summary>When and where it reads its digest; null as the organisation's.</summary>
    public DigestRules? DigestRules { get; init; }
}
