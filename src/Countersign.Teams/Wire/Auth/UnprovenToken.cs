using System.Text.Json;
using Countersign.Teams.Wire.Inbound;
using NodaTime;

namespace Countersign.Teams.Wire.Auth;

/// <summary>What a token says of itself. Nothing is believed before its signature was checked.</summary>
/// <param name="Text">The token itself: never for logs.</param>
internal sealed record UnprovenToken(
    string Text,
    string Kid,
    string Issuer,
    string Audience,
    string ServiceUrl,
    Lifetime Lifetime)
{
    /// <summary>
    /// Null unless each claim is there once, in its plain form. An audience that is an array is refused even
    /// where we are in it: the channel sends one, and a token for two apps lets one of them speak to the other.
    /// </summary>
    public static UnprovenToken? Read(string token, string kid, JsonElement claims) =>
        SoundJson.Text(claims, "iss"u8) is { } issuer
        && SoundJson.Text(claims, "aud"u8) is { } audience
        && SoundJson.Text(claims, "serviceurl"u8) is { } serviceUrl
        && Lifetime.Read(claims) is { } lifetime
            ? new UnprovenToken(token, kid, issuer, audience, serviceUrl, lifetime)
            : null;

    public override string ToString() => nameof(UnprovenToken);
}

/// <summary>From when to when a token holds.</summary>
internal readonly record struct Lifetime(Instant? NotBefore, Instant Expires)
{
    /// <summary>How far the channel's clock and ours may be apart.</summary>
    public static readonly Duration Skew = Duration.FromMinutes(5);

    // A day before the year 10,000, where NodaTime and the token library end.
    private const long LastSecond = 253_402_214_400;

    public static Lifetime? Read(JsonElement claims)
    {
        if (Seconds(claims, "exp"u8, out var expires) is false || expires is not { } end) return null;
        return Seconds(claims, "nbf"u8, out var notBefore) ? new Lifetime(notBefore, end) : null;
    }

    public bool Holds(Instant now) => now < Expires + Skew && (NotBefore is not { } start || now >= start - Skew);

    // False for a claim that is there and no time.
    private static bool Seconds(JsonElement claims, ReadOnlySpan<byte> name, out Instant? time)
    {
        time = null;
        var claim = SoundJson.Field(claims, name);
        if (claim.ValueKind == JsonValueKind.Undefined) return true;
        if (claim.ValueKind != JsonValueKind.Number || !claim.TryGetInt64(out var seconds)) return false;
        if (seconds is < 0 or > LastSecond) return false;
        time = Instant.FromUnixTimeSeconds(seconds);
        return true;
    }
}
