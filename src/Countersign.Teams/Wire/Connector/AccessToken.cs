namespace Countersign.Teams.Wire.Connector;

/// <summary>Our bearer for the Connector. It prints as what it is, so that no log can hold it.</summary>
internal sealed class AccessToken
{
    private AccessToken(string secret, TimeSpan lifetime) => (Secret, Lifetime) = (secret, lifetime);

    public string Secret { get; }

    public TimeSpan Lifetime { get; }

    /// <summary>Null where the text is no token: empty, or with a space, a line end or a letter beyond ASCII.</summary>
    public static AccessToken? Of(string? secret, long expiresInSeconds) =>
        secret is { Length: > 0 } && !secret.AsSpan().ContainsAnyExceptInRange('!', '~') && expiresInSeconds > 0
            ? new AccessToken(secret, TimeSpan.FromSeconds(Math.Min(expiresInSeconds, 86_400)))
            : null;

    public override string ToString() => "access token";
}
