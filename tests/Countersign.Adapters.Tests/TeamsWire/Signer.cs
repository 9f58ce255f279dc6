using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Countersign.Adapters.Tests.TeamsWire;

/// <summary>A key of the channel, and tokens written by hand with it, sound or not.</summary>
internal sealed class Signer(string kid, int bits = 2048)
{
    private readonly RSA _rsa = RSA.Create(bits);

    public string Kid => kid;

    public string[]? Endorsements { get; init; } = ["msteams", "webchat"];

    public string Use { get; init; } = "sig";

    /// <summary>The modulus as the key document has it.</summary>
    public string Modulus => Encode(_rsa.ExportParameters(false).Modulus!);

    public byte[] PublicKeyPem => Encoding.ASCII.GetBytes(_rsa.ExportSubjectPublicKeyInfoPem());

    public byte[] PublicKeyDer => _rsa.ExportSubjectPublicKeyInfo();

    public string Jwk(string? asKid = null) => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["kty"] = "RSA",
        ["use"] = Use,
        ["kid"] = asKid ?? kid,
        ["x5t"] = asKid ?? kid,
        ["n"] = Modulus,
        ["e"] = "AQAB",
        ["endorsements"] = Endorsements ?? [],
    });

    public string Header => $$"""{"alg":"RS256","kid":"{{kid}}","x5t":"{{kid}}","typ":"JWT"}""";

    public string Sign(string claims) => Sign(Header, claims);

    public string Sign(string header, string claims) => Sign(header, claims, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public string Sign(string header, string claims, HashAlgorithmName hash, RSASignaturePadding padding)
    {
        var signed = Unsigned(header, claims);
        return $"{signed}.{Encode(_rsa.SignData(Encoding.ASCII.GetBytes(signed), hash, padding))}";
    }

    public static string SignWithSecret(string header, string claims, byte[] secret)
    {
        var signed = Unsigned(header, claims);
        return $"{signed}.{Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}";
    }

    public static string Unsigned(string header, string claims) =>
        $"{Encode(Encoding.UTF8.GetBytes(header))}.{Encode(Encoding.UTF8.GetBytes(claims))}";

    public static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
