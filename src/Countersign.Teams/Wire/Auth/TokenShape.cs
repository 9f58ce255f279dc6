using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using static Countersign.Teams.Wire.Inbound.SoundJson;

namespace Countersign.Teams.Wire.Auth;

/// <summary>
/// The look at a token before any library sees it: what may reach the library is a plain RS256 token, whose
/// header names a key and nothing else that could choose one, in its one and only spelling.
/// </summary>
internal static class TokenShape
{
    public const int MaxLength = 16 * 1024;
    public const string Algorithm = "RS256";
    private const string Scheme = "Bearer ";

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>The one bearer token of the header. False when there is none, another scheme, or more than one.</summary>
    public static bool TryGetBearer(StringValues authorization, out ReadOnlySpan<char> token)
    {
        token = default;
        // Several headers, or several values in one: a proxy and this program might pick different ones.
        if (authorization.Count != 1 || authorization[0] is not { } value) return false;
        if (!value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return false;
        token = value.AsSpan(Scheme.Length);
        return token.Length > 0 && !token.ContainsAny(' ', ',');
    }

    public static bool IsPlausible(ReadOnlySpan<char> token) =>
        token.Length <= MaxLength && token.Count('.') == 2 && !token.ContainsAnyExcept(Letters);

    /// <summary>Opens header and claims, unproven as they are. Null, with the reason, for a token not worth a signature check.</summary>
    public static UnprovenToken? Open(string token, out string refusal)
    {
        var firstDot = token.IndexOf('.', StringComparison.Ordinal);
        var lastDot = token.LastIndexOf('.');
        refusal = RefusalCodes.Malformed;
        if (!TryDecode(token.AsSpan(0, firstDot), out var header)
            || !TryDecode(token.AsSpan(firstDot + 1, lastDot - firstDot - 1), out var claims)
            || !TryDecode(token.AsSpan(lastDot + 1), out _)) return null;

        refusal = RefusalCodes.Header;
        if (!TryParse(header, out var names) || Kid(names) is not { } kid) return null;
        refusal = RefusalCodes.Claims;
        return TryParse(claims, out var values) ? UnprovenToken.Read(token, kid, values) : null;
    }

    /// <summary>Base64url without padding, in its one spelling: no white space, no stray bits at the end. Never empty.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.IsEmpty || text.Length % 4 == 1 || text.ContainsAnyExcept(Letters) || text.Contains('.')) return false;
        var decoded = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        // Not the Try variant: it throws for stray bits.
        if (Base64Url.DecodeFromChars(text, decoded, out _, out var written) != OperationStatus.Done) return false;
        bytes = decoded[..written];
        return text.SequenceEqual(Base64Url.EncodeToString(bytes));
    }

    // x5t, the key's thumbprint, is what the channel itself sends beside kid; it chooses nothing here.
    private static string? Kid(JsonElement header)
    {
        if (Text(header, "alg"u8) != Algorithm) return null;
        foreach (var name in header.EnumerateObject())
        {
            if (name.Name is "crit" or "jwk" or "jku" or "x5u" or "x5c" or "enc" or "zip" or "b64") return null;
        }

        return Text(header, "kid"u8);
    }
}
