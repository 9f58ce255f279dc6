using System.Collections.Immutable;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Routing;
using NodaTime;

namespace Countersign.Core.Ports;

/// <summary>Who people were last told is on.</summary>
/// <param name="Person">Null: nobody.</param>
/// <param name="At">When that was looked at.</param>
public sealed record OnDuty(PersonId? Person, Instant At);

/// <summary>The part of an open transaction that is about rotations.</summary>
public interface IRotaWork
{
    /// <summary>Those of a rotation that are not over.</summary>
    ImmutableArray<RotaOverride> Overrides(RotationId rotation, Instant now);

    /// <summary>Keeps it; its id is the store's to give.</summary>
    void Add(RotaOverride made);

    void Remove(RotaOverride made);

    SwapOffer? Find(SwapId offer);

    /// <summary>Open offers by this person, in the order in which they were made.</summary>
    ImmutableArray<SwapOffer> OpenBy(PersonId asker);

    /// <summary>Keeps a new offer, or how a known one ended.</summary>
    void Keep(SwapOffer offer);

    /// <summary>Remembers where a copy stands. Known copies are left as they are.</summary>
    void Posted(PostedOffer copy);

    /// <summary>Null when nobody was told of this rotation yet.</summary>
    OnDuty? OnDuty(RotationId rotation);

    void SetOnDuty(RotationId rotation, OnDuty told);
}
