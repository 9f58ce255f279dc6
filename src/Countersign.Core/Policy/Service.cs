using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Policy;

/// <summary>A service's stable name in the policy file, such as <c>payments</c>.</summary>
public readonly record struct ServiceId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>What a change can be made to, with the simple settings that a request takes from it.</summary>
/// <param name="Tier">The tier's name, shown on the card. What a tier asks comes with policy as code.</param>
/// <param name="DecisionTime">Working time within which a decision is due once somebody was asked.</param>
/// <param name="Channels">The team's channels: at most one on each platform.</param>
/// <param name="Repositories">Repository paths, such as <c>acme/payments-api</c>, by which a link names its service.</param>
public sealed record Service(
    ServiceId Id,
    string Name,
    string Tier,
    Duration DecisionTime,
    ImmutableArray<ChatPlace> Channels,
    PersonId? Lead,
    ImmutableArray<string> Repositories)
{
    /// <summary>What a round asks for. One seat today; quorum adds seats here and nowhere else.</summary>
    public ImmutableArray<Qualification> Seats => [new Qualification(Id, Level.Senior)];
}
