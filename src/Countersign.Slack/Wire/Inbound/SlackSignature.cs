using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Countersign.Slack.Wire;

/// <summary>
/// Proof that Slack sent a request: <c>v0=</c> and the HMAC-SHA256 of <c>v0:{timestamp}:{raw body}</c>.
/// The body is hashed as it arrived, because any re-encoding (<c>*</c> against <c>%2A</c>) breaks it.
/// </summary>
public static class SlackSignature
{
    /// <summary>How far a request's time may be from ours, in seconds, either way.</summary>
    public const int WindowSeconds = 300;

    private const string Version = "v0=";
    private const int HexLength = HMACSHA256.HashSizeInBytes * 2;

    // Twelve digits reach the year 33658: longer ones are not a time, and can't overflow a long.
    private const int MaxTimestampDigits = 12;

    /// <summary>
    /// Whether the two headers vouch for the body. A header given twice, or not at all, vouches for nothing:
    /// a proxy and this program might otherwise read different values.
    /// </summary>
    public static bool Verify(
        ReadOnlySpan<byte> secret,
        StringValues timestamp,
        StringValues signature,
        ReadOnlySpan<byte> body,
        long nowUnixSeconds)
    {
        // An empty key would let anybody forge the HMAC.
        if (secret.IsEmpty || timestamp.Count != 1 || signature.Count != 1) return false;
        if (timestamp[0] is not { } time || signature[0] is not { } given) return false;
        if (!IsInWindow(time, nowUnixSeconds)) return false;

        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!TryReadHex(given, claimed)) return false;

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Hash(secret, time, body, expected);
        return CryptographicOperations.FixedTimeEquals(expected, claimed);
    }

    /// <summary>The signature header for a body: what Slack would send. For tests, the playground and the benchmark.</summary>
    public static string Sign(ReadOnlySpan<byte> secret, string timestamp, ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Hash(secret, timestamp, body, hash);
        return Version + Convert.ToHexStringLower(hash);
    }

    private static bool IsInWindow(string timestamp, long now)
    {
        if (timestamp.Length is 0 or > MaxTimestampDigits) return false;
        return long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
            && Math.Abs(now - sent) <= WindowSeconds;
    }

    private static bool TryReadHex(string signature, Span<byte> hash)
    {
        if (signature.Length != Version.Length + HexLength) return false;
        if (!signature.StartsWith(Version, StringComparison.Ordinal)) return false;

        var hex = signature.AsSpan(Version.Length);
        // Slack writes lower case; one spelling a signature keeps replay keys and caches unambiguous.
        if (hex.ContainsAnyInRange('A', 'F')) return false;
        return Convert.FromHexString(hex, hash, out _, out _) == System.Buffers.OperationStatus.Done;
    }

    private static void Hash(ReadOnlySpan<byte> secret, string timestamp, ReadOnlySpan<byte> body, Span<byte> hash)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        Span<byte> prefix = stackalloc byte[64];
        "v0:"u8.CopyTo(prefix);
        var length = 3 + Encoding.UTF8.GetBytes(timestamp, prefix[3..]);
        prefix[length++] = (byte)':';
        hmac.AppendData(prefix[..length]);
        hmac.AppendData(body);
        hmac.GetHashAndReset(hash);
    }
}
