using NodaTime;

namespace Countersign.Host.Ticking;

/// <summary>Time since the start that nobody sets: what the wall clock is judged by.</summary>
public sealed class SteadyTime(Func<Duration> now)
{
    public Duration Now => now();

    /// <summary>
    /// The time beside a clock. Only the machine's own clock can jump by accident; one that a playground or a test moves is moved on
    /// purpose, and its steady time goes along.
    /// </summary>
    public static SteadyTime Beside(IClock clock, TimeProvider time)
    {
        if (!ReferenceEquals(clock, SystemTime.Clock))
            return new SteadyTime(() => clock.GetCurrentInstant() - Instant.FromUnixTimeTicks(0));
        var from = time.GetTimestamp();
        return new SteadyTime(() => Duration.FromTimeSpan(time.GetElapsedTime(from)));
    }
}
