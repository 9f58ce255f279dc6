using NodaTime;

namespace Countersign.Host;

/// <summary>The wall clock. The composition root and the command line are the only ones that name it.</summary>
internal static class SystemTime
{
#pragma warning disable RS0030 // This is the one place.
    public static IClock Clock { get; } = SystemClock.Instance;
#pragma warning restore RS0030

    public static Instant Now() => Clock.GetCurrentInstant();
}
