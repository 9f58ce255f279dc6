using System.Collections.Immutable;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Ports;
using Countersign.Core.Routing;
using NodaTime;

namespace Countersign.Core.Tests.Desk;

/// <summary>What a store keeps of rotations, in memory.</summary>
internal sealed class MemoryRota : IRotaWork
{
    private readonly Dictionary<RotationId, OnDuty> _told = [];
    private long _ids;

    public List<RotaOverride> Made { get; } = [];

    public List<SwapOffer> Offers { get; } = [];

    public List<PostedOffer> Copies { get; } = [];

    public ImmutableArray<RotaOverride> Overrides(RotationId rotation, Instant now) => [.. Made.Where(o => o.Rotation == rotation && o.Until > now)];

    public void Add(RotaOverride made) => Made.Add(made with { Id = ++_ids });

    public void Remove(RotaOverride made) => Made.RemoveAll(o => o.Id == made.Id).ShouldBe(1);

    public SwapOffer? Find(SwapId offer) => Offers.FirstOrDefault(o => o.Id == offer);

    public ImmutableArray<SwapOffer> OpenBy(PersonId asker) => [.. Offers.Where(o => o.Asker == asker && o.End is null)];

    public void Keep(SwapOffer offer)
    {
        Offers.RemoveAll(o => o.Id == offer.Id && (o.End is null || o.End == offer.End));
        Offers.ShouldNotContain(o => o.Id == offer.Id);
        Offers.Add(offer);
    }

    public void Posted(PostedOffer copy) => Copies.Add(copy);

    public OnDuty? OnDuty(RotationId rotation) => _told.GetValueOrDefault(rotation);

    public void SetOnDuty(RotationId rotation, OnDuty told) => _told[rotation] = told;
}
