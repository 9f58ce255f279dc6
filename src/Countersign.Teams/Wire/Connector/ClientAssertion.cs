using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Countersign.Teams.Wire.Connector;

/// <summary>What proves us to the token endpoint in place of a secret: a short-lived statement signed by our certificate.</summary>
internal static class ClientAssertion
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static readonly TimeSpan Lives = TimeSpan.FromMinutes(5);
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    public static string Create(X509Certificate2 certificate, string appId, Uri tokenUrl, DateTimeOffset now)
    {
        using var key = certificate.GetRSAPrivateKey()
            ?? throw new ArgumentException("The certificate has no private RSA key.", nameof(certificate));
        var signer = new RsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = appId,
            Audience = tokenUrl.AbsoluteUri,
            NotBefore = now.UtcDateTime,
            IssuedAt = now.UtcDateTime,
            Expires = (now + Lives).UtcDateTime,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["sub"] = appId,
                ["jti"] = Guid.NewGuid().ToString(),
            },
            AdditionalHeaderClaims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["x5t#S256"] = Base64UrlEncoder.Encode(certificate.GetCertHash(HashAlgorithmName.SHA256)),
            },
            SigningCredentials = new SigningCredentials(signer, SecurityAlgorithms.RsaSsaPssSha256),
        });
    }
}
