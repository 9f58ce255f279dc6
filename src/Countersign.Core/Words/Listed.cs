using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Words;

/// <summary>A part of somebody's list, and how long the whole of it is.</summary>
/// <param name="Order">What the shown ones are among all, such as "in the order worth working".</param>
public sealed record Listed(ImmutableArray<ChangeRequest> Shown, long Total, PersonId Reader, string Order)
{
    public static Listed Queue(ImmutableArray<ChangeRequest> shown, long total, PersonId reader) =>
        new(shown, Math.Max(total, shown.Length), reader, "in the order worth working");

    public static Listed Mine(ImmutableArray<ChangeRequest> shown, long total, PersonId reader) =>
        new(shown, Math.Max(total, shown.Length), reader, "open ones first, then the newest");

    /// <summary>The clocks of those that are open, as they stand now.</summary>
    public ImmutableDictionary<ChangeId, SlaClock> Clocks { get; init; } = ImmutableDictionary<ChangeId, SlaClock>.Empty;

    /// <summary>The same with how their clocks stand.</summary>
    public Listed At(Instant now, PolicyBook book)
    {
        var clocks = ImmutableDictionary.CreateBuilder<ChangeId, SlaClock>();
        foreach (var change in Shown)
            if (!change.IsSettled && SlaClock.Of(change, book, now) is { } clock)
                clocks[change.Id] = clock;
        return this with { Clocks = clocks.ToImmutable() };
    }

    /// <summary>Who did it, or whose turn it is and for how long still.</summary>
    public Sentence DetailOf(ChangeRequest change) => RequestFace.Detail(change, Reader, Clocks.GetValueOrDefault(change.Id));

    /// <summary>Null when all of them are shown.</summary>
    public string? Missing(int shown) => shown < Total ? $"{shown} of {Total}: {Order}." : null;
}
