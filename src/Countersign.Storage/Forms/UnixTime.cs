using NodaTime;

namespace Countersign.Storage.Forms;

/// <summary>The one mapping between <see cref="Instant"/> and the columns' Unix milliseconds.</summary>
internal static class UnixTime
{
    public static long Of(Instant at) => at.ToUnixTimeMilliseconds();

    public static long? Of(Instant? at) => at?.ToUnixTimeMilliseconds();

    /// <summary>Rounded up: something due must not be looked at a fraction of a millisecond before its time.</summary>
    public static long NotBefore(Instant at)
    {
        var floor = at.ToUnixTimeMilliseconds();
        return Instant.FromUnixTimeMilliseconds(floor) < at ? floor + 1 : floor;
    }

    /// <summary>Days since 1970, in UTC.</summary>
    public static long DayOf(Instant at) => Of(at) / 86_400_000;

    public static Instant Read(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);

    public static Instant? Read(long? milliseconds) => milliseconds is { } at ? Read(at) : null;
}
