using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Countersign.Core.Changes;
using NodaTime;

namespace Countersign.Core.Policy;

/// <summary>
/// The draw that picks which requests a senior looks at as well: the first 32 bits of
/// SHA-256("spot-check:" ‖ request ‖ ":" ‖ Unix milliseconds of its submission), as a part of 2^32, in hundredths of a percent. Anybody who
/// has the record can repeat it (docs/policy.md says how); nobody can choose it, because the millisecond is not known before.
/// </summary>
public static class SpotCheck
{
    /// <summary>0 to 9,999.</summary>
    public static int Draw(ChangeId change, Instant submittedAt)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"spot-check:{change}:{submittedAt.ToUnixTimeMilliseconds()}");
        var first = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return (int)(first * 10_000UL >> 32);
    }

    public static bool Picks(int draw, int percent) => draw < percent * 100;

    /// <summary>"7.31".</summary>
    public static string Words(int draw) => (draw / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
