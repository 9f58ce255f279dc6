using NodaTime;

namespace Countersign.Core.Routing;

public enum StandingKind
{
    Free,

    /// <summary>At work, and known to be busy.</summary>
    Busy,

    /// <summary>At work, and holding as many reviews as they or the policy allow.</summary>
    AtLimit,
    OutsideHours,
    Away,

    /// <summary>No message reaches them.</summary>
    Unreachable,
}

/// <summary>Whether somebody could be asked at a moment. By the order of the router's own reasons, so that both say the same of somebody.</summary>
/// <param name="Until">When that ends, if it is known; null for whoever is free.</param>
public sealed record Standing(StandingKind Kind, Instant? Until)
{
    public static Standing Of(Candidate candidate, Instant now)
    {
        if (candidate.Unreachable)
            return new Standing(StandingKind.Unreachable, null);
        if (!candidate.AtWork.IsFree(now))
            return candidate.AtWork.NextFree(now) is { } comes
                ? new Standing(candidate.Calendar.AbsenceAt(now) is null ? StandingKind.OutsideHours : StandingKind.Away, comes)
                : new Standing(StandingKind.Away, null);
        if (!candidate.HasRoom)
            return new Standing(StandingKind.AtLimit, null);
        return candidate.Free.IsFree(now)
            ? new Standing(StandingKind.Free, null)
            : new Standing(StandingKind.Busy, candidate.Free.NextFree(now));
    }
}
