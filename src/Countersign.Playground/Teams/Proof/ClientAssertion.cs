using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Countersign.Playground.Teams;

/// <summary>A token that the app signed with its certificate in place of a secret.</summary>
internal sealed class ClientAssertion(StandInTeams teams)
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);

    public bool Proves(string assertion)
    {
        if (teams.Options.AppCertificate is not { } certificate || assertion.Split('.') is not [var head, var body, var signature]) return false;
        if (Part(head) is not { } header || Part(body) is not { } claims || Bytes(signature) is not { } signed) return false;
        return Names(header, certificate) && IsSigned($"{head}.{body}", signed, Json.Text(header["alg"]), certificate) && IsAboutUs(claims) && IsAlive(claims);
    }

    private static bool Names(JsonObject header, X509Certificate2 certificate) =>
        Json.Text(header["x5t"]) == WebEncoders.Base64UrlEncode(certificate.GetCertHash(HashAlgorithmName.SHA1))
        || Json.Text(header["x5t#S256"]) == WebEncoders.Base64UrlEncode(certificate.GetCertHash(HashAlgorithmName.SHA256));

    private static bool IsSigned(string text, byte[] signature, string? algorithm, X509Certificate2 certificate)
    {
        var padding = algorithm switch { "RS256" => RSASignaturePadding.Pkcs1, "PS256" => RSASignaturePadding.Pss, _ => null };
        using var key = certificate.GetRSAPublicKey();
        return padding is not null && key is not null && key.VerifyData(Encoding.ASCII.GetBytes(text), signature, HashAlgorithmName.SHA256, padding);
    }

    private bool IsAboutUs(JsonObject claims) =>
        Json.Text(claims["iss"]) == teams.Options.AppId
        && Json.Text(claims["sub"]) == teams.Options.AppId
        && Json.Text(claims["aud"]) == teams.TokenUrl.AbsoluteUri
        && Json.Text(claims["jti"]) is { Length: > 0 };

    private bool IsAlive(JsonObject claims)
    {
        var now = teams.Options.Time.GetUtcNow();
        return claims["exp"] is JsonValue exp && exp.TryGetValue<long>(out var until)
            && DateTimeOffset.FromUnixTimeSeconds(until) > now && DateTimeOffset.FromUnixTimeSeconds(until) <= now + LongestLife
            && (claims["nbf"] is not JsonValue nbf || (nbf.TryGetValue<long>(out var from) && DateTimeOffset.FromUnixTimeSeconds(from) <= now));
    }

    private static JsonObject? Part(string part) => Bytes(part) is { } bytes ? Json.Read(Encoding.UTF8.GetString(bytes)) as JsonObject : null;

    private static byte[]? Bytes(string part)
    {
        try
        {
            return WebEncoders.Base64UrlDecode(part);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
