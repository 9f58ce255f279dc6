using NodaTime;

namespace Countersign.Core.Routing;

/// <summary>What somebody carries now and has carried, prepared before routing.</summary>
/// <param name="Waiting">Reviews they hold and have not begun.</param>
/// <param name="Begun">Reviews they hold and are on.</param>
/// <param name="LastAssigned">When they were asked last; null for never.</param>
/// <param name="AskedToday">How often they were asked since their day began.</param>
/// <param name="Reviewed">Minutes of review that they gave in the last <see cref="Days"/> days.</param>
/// <param name="Capacity">Minutes of review that they declared for those days, counted from when they joined.</param>
public sealed record Workload(int Waiting, int Begun, Instant? LastAssigned, int AskedToday, int Reviewed, int Capacity)
{
    /// <summary>How far back load is counted.</summary>
    public const int Days = 28;

    /// <summary>What a review takes as long as nothing better is known; the reviews of the studies behind routing.md have this median.</summary>
    public static readonly Duration Typical = Duration.FromMinutes(30);

    public static Workload None { get; } = new(0, 0, null, 0, 0, 0);

    public int Open => Waiting + Begun;

    /// <summary>Their own work that comes before anything new.</summary>
    public Duration Ahead { get; init; } = Typical * (Waiting + Begun);

    /// <summary>
    /// Load against capacity in millionths: a whole number, so that a sum does not depend on its order. Half an hour and five hours are
    /// added, so that whoever joined yesterday is not the least loaded of all until they have caught up (routing.md).
    /// </summary>
    public long Share => (Reviewed + 30) * 1_000_000L / (Capacity + 300);
}
