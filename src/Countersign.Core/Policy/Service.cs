using System.Collections.Immutable;
using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Policy;

/// <summary>A service's stable name in the policy file, such as <c>payments</c>.</summary>
public readonly record struct ServiceId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>What a change can be made to.</summary>
/// <param name="Tier">What its changes are at least.</param>
/// <param name="DecisionTime">Time on the tier's calendar within which a decision is due; null takes the tier's.</param>
/// <param name="Channels">The team's channels: at most one on each platform.</param>
/// <param name="Repositories">Repository paths, such as <c>acme/payments-api</c>, by which a link names its service.</param>
public sealed record Service(
    ServiceId Id,
    string Name,
    Ruled<Tier> Tier,
    Duration? DecisionTime,
    ImmutableArray<ChatPlace> Channels,
    PersonId? Lead,
    ImmutableArray<string> Repositories)
{
    public TeamId? Team { get; init; }

    /// <summary>Whose clock its business hours go by where they count; null when the file names none.</summary>
    public DateTimeZone? Zone { get; init; }

    /// <summary>The public holidays there.</summary>
    public HolidayList Holidays { get; init; } = HolidayList.None;

    /// <summary>Parts of it that are of a higher tier, besides those of the whole organisation.</summary>
    public ImmutableArray<PathRule> Paths { get; init; } = [];

    /// <summary>What each tier asks of its changes, by tier in ascending order.</summary>
    public ImmutableArray<TierRules> Rules { get; init; } = TierRules.BuiltIn;

    public TierRules RulesOf(Tier tier) => Rules[(int)tier];

    /// <summary>How long a decision may take.</summary>
    public Duration DueIn(Tier tier) => DecisionTime ?? RulesOf(tier).Sla.Decision.Value;
}
