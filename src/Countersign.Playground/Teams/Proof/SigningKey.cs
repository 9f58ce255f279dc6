using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Countersign.Playground.Teams;

/// <summary>A key that tokens are signed with.</summary>
/// <param name="Kid">Its name in the key set.</param>
/// <param name="Rsa">With the private half.</param>
public sealed record SigningKey(string Kid, RSA Rsa)
{
    // Making one takes a tenth of a second: all stand-ins of a process draw from the same row.
    private static readonly ConcurrentDictionary<int, Lazy<SigningKey>> Row = [];

    /// <summary>What channels it may sign for; empty for none, null where the key set says nothing.</summary>
    public IReadOnlyList<string>? Endorsements { get; init; } = ["msteams"];

    /// <summary>A key of one's own, which no key set has.</summary>
    public static SigningKey Make(string kid) => new(kid, RSA.Create(2048));

    public byte[] Sign(byte[] content) => Rsa.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>The public half as a key set shows it.</summary>
    public JsonObject Jwk()
    {
        var parameters = Rsa.ExportParameters(false);
        var jwk = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = Kid,
            ["x5t"] = Kid,
            ["n"] = WebEncoders.Base64UrlEncode(parameters.Modulus!),
            ["e"] = WebEncoders.Base64UrlEncode(parameters.Exponent!),
        };
        if (Endorsements is { } endorsements) jwk["endorsements"] = new JsonArray([.. endorsements.Select(name => (JsonNode)name)]);
        return jwk;
    }

    internal static SigningKey Number(int number) => Row.GetOrAdd(number, at => new(() => Make($"stand-in-key-{at}"))).Value;
}
