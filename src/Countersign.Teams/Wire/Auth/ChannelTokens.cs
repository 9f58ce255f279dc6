using Countersign.Teams.Wire.Inbound;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NodaTime;

namespace Countersign.Teams.Wire.Auth;

/// <summary>
/// Proof that the Bot Framework channel sent an activity to this app. Whatever is not proven is refused; there
/// is no switch to turn it off.
/// </summary>
/// <param name="http">From <see cref="Edge.OutboundHttp.Create"/>: it must not follow redirects.</param>
public sealed class ChannelTokens(TeamsSettings settings, HttpClient http)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly Task<TokenVerdict> Proven = Task.FromResult<TokenVerdict>(TokenVerdict.Proven.Value);

    private readonly ChannelKeys _keys = new(new KeySource(http, settings.OpenIdMetadataUrl, Patience));
    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = TokenShape.MaxLength };

    /// <param name="authorization">The header as it came, with all its values.</param>
    public Task<TokenVerdict> Verify(StringValues authorization, Activity activity, Instant now, CancellationToken ct = default)
    {
        if (!TokenShape.TryGetBearer(authorization, out var token)) return Refused(RefusalCodes.Missing);
        if (!TokenShape.IsPlausible(token)) return Refused(RefusalCodes.Malformed);
        var hash = TokenHash.Of(token);
        var fresh = _keys.Fresh(now);
        if (fresh?.Verified.Find(hash, now) is { } known)
            return Compare(known, activity) is { } refusal ? Refused(refusal) : Proven;
        return Verify(fresh, token.ToString(), hash, activity, now, ct);
    }

    /// <summary>Whether the channel's signing keys can be had: for a check of the installation.</summary>
    public async Task<bool> HasKeys(Instant now, CancellationToken ct = default) =>
        (_keys.Fresh(now) ?? await _keys.Refresh(now, ct)) is not null;

    private async Task<TokenVerdict> Verify(
        KeySet? fresh, string text, TokenHash hash, Activity activity, Instant now, CancellationToken ct)
    {
        if ((fresh ?? await _keys.Refresh(now, ct)) is not { } keys) return TokenVerdict.KeysUnavailable.Value;
        if (TokenShape.Open(text, out var refusal) is not { } token) return new TokenVerdict.Refused(refusal);
        // Before a key is looked for: only a token that would do may have the keys read again.
        if (Unfit(token, now) is { } unfit) return new TokenVerdict.Refused(unfit);
        var named = keys.Named(token.Kid);
        if (named.Count == 0 && await _keys.AfterUnknown(keys, now, ct) is { } newer)
            (keys, named) = (newer, newer.Named(token.Kid));
        if (named.Count == 0) return new TokenVerdict.Refused(RefusalCodes.UnknownKey);
        if (await VerifyingKey(token, named, now) is not { } key) return new TokenVerdict.Refused(RefusalCodes.Signature);

        var verified = new VerifiedToken(token.ServiceUrl, key, token.Lifetime);
        keys.Verified.Keep(hash, verified, now);
        return Compare(verified, activity) is { } differs ? new TokenVerdict.Refused(differs) : TokenVerdict.Proven.Value;
    }

    private string? Unfit(UnprovenToken token, Instant now)
    {
        if (token.Issuer != settings.Issuer) return RefusalCodes.Issuer;
        if (!string.Equals(token.Audience, settings.AppId, StringComparison.OrdinalIgnoreCase)) return RefusalCodes.Audience;
        return token.Lifetime.Holds(now) ? null : RefusalCodes.Lifetime;
    }

    /// <summary>The key that actually verified the token, among those its header names; null when none did.</summary>
    private async Task<ChannelKey?> VerifyingKey(UnprovenToken token, IReadOnlyList<ChannelKey> named, Instant now)
    {
        foreach (var key in named)
        {
            // One at a time: of several keys with one id the library would try the first alone.
            var result = await _handler.ValidateTokenAsync(token.Text, Rules(token, key, now));
            if (result.IsValid && result.SecurityToken is JsonWebToken { SigningKey: { } verifying } && ReferenceEquals(verifying, key.Key))
                return key;
        }

        return null;
    }

    private TokenValidationParameters Rules(UnprovenToken token, ChannelKey key, Instant now) => new()
    {
        ValidAlgorithms = [TokenShape.Algorithm],
        ValidIssuer = settings.Issuer,
        // In the token's own letters, which were compared without regard to case.
        ValidAudience = token.Audience,
        IssuerSigningKey = key.Key,
        TryAllIssuerSigningKeys = false,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ClockSkew = Lifetime.Skew.ToTimeSpan(),
        // The library would look at a clock of its own.
        LifetimeValidator = (_, expires, _, _) => expires is not null && token.Lifetime.Holds(now),
        LogValidationExceptions = false,
    };

    private static string? Compare(VerifiedToken token, Activity activity)
    {
        if (activity.ChannelId != TeamsSettings.ChannelId) return RefusalCodes.Channel;
        if (!string.Equals(token.ServiceUrl, activity.ServiceUrl, StringComparison.OrdinalIgnoreCase)) return RefusalCodes.ServiceUrl;
        return token.Key.Vouches(activity.ChannelId) ? null : RefusalCodes.Endorsement;
    }

    private static Task<TokenVerdict> Refused(string code) => Task.FromResult<TokenVerdict>(new TokenVerdict.Refused(code));
}
