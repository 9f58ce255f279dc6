using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;

namespace Countersign.Core.Words;

/// <summary>A part of somebody's list, and how long the whole of it is.</summary>
/// <param name="Order">What the shown ones are among all, such as "in the order worth working".</param>
public sealed record Listed(ImmutableArray<ChangeRequest> Shown, long Total, PersonId Reader, string Order)
{
    public static Listed Queue(ImmutableArray<ChangeRequest> shown, long total, PersonId reader) =>
        new(shown, Math.Max(total, shown.Length), reader, "in the order worth working");

    public static Listed Mine(ImmutableArray<ChangeRequest> shown, long total, PersonId reader) =>
        new(shown, Math.Max(total, shown.Length), reader, "open ones first, then the newest");

    /// <summary>Null when all of them are shown.</summary>
    public string? Missing(int shown) => shown < Total ? $"{shown} of {Total}: {Order}." : null;
}
