using System.Collections.Frozen;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using static Countersign.Teams.Wire.Inbound.SoundJson;

namespace Countersign.Teams.Wire.Auth;

/// <summary>Reads the channel's metadata and its key document. A key that is not fit is passed over.</summary>
internal static class KeyDocument
{
    public const int MinBits = 2048;
    private const int MaxBits = 16_384;
    private const int MaxExponentBytes = 8;

    /// <summary>Where the keys are; null when the metadata doesn't say, or names a place they may not come from.</summary>
    public static Uri? KeysUrl(ReadOnlySpan<byte> metadata) =>
        TryParse(metadata, out var root)
        && Uri.TryCreate(Text(root, "jwks_uri"u8), UriKind.Absolute, out var url)
        && TeamsHttp.IsPrivate(url)
            ? url
            : null;

    /// <summary>Null for what is no key document, and for one without a key that could be used.</summary>
    public static KeySet? Keys(ReadOnlySpan<byte> document)
    {
        if (!TryParse(document, out var root)) return null;
        var listed = Field(root, "keys"u8);
        if (listed.ValueKind != JsonValueKind.Array) return null;
        var keys = listed.EnumerateArray().Select(Key).OfType<ChannelKey>().ToList();
        return keys.Count > 0 ? new KeySet(keys) : null;
    }

    private static ChannelKey? Key(JsonElement key)
    {
        if (Text(key, "kty"u8) != "RSA" || Text(key, "kid"u8) is not { } kid) return null;
        if (!IsAbsentOr(key, "use"u8, "sig") || !IsAbsentOr(key, "alg"u8, TokenShape.Algorithm)) return null;
        if (Number(Text(key, "n"u8)) is not { } modulus || Number(Text(key, "e"u8)) is not { } exponent) return null;
        if (Bits(modulus) is < MinBits or > MaxBits || !IsSound(exponent)) return null;
        var numbers = new RSAParameters { Modulus = modulus, Exponent = exponent };
        return new ChannelKey(new RsaSecurityKey(numbers) { KeyId = kid }, Endorsements(Field(key, "endorsements"u8)));
    }

    private static bool IsAbsentOr(JsonElement key, ReadOnlySpan<byte> name, string value) =>
        Field(key, name) is { ValueKind: JsonValueKind.Undefined } || Text(key, name) == value;

    // Big-endian, without leading zeros.
    private static byte[]? Number(string? base64Url) =>
        base64Url is not null && TokenShape.TryDecode(base64Url, out var bytes) && bytes.AsSpan().TrimStart((byte)0) is { Length: > 0 } number
            ? number.ToArray()
            : null;

    private static int Bits(byte[] number) => (number.Length * 8) - BitOperations.LeadingZeroCount((uint)number[0]) + 24;

    // An exponent of 1 would make every message its own signature.
    private static bool IsSound(byte[] exponent) =>
        exponent.Length <= MaxExponentBytes && (exponent[^1] & 1) == 1 && (exponent.Length > 1 || exponent[0] >= 3);

    private static FrozenSet<string> Endorsements(JsonElement endorsements) => endorsements.ValueKind == JsonValueKind.Array
        ? endorsements.EnumerateArray()
            .Where(endorsement => endorsement.ValueKind == JsonValueKind.String)
            .Select(endorsement => endorsement.GetString()!)
            .ToFrozenSet(StringComparer.Ordinal)
        : [];
}
