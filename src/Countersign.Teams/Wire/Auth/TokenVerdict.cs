namespace Countersign.Teams.Wire.Auth;

/// <summary>What an inbound token is worth.</summary>
public abstract record TokenVerdict
{
    private TokenVerdict()
    {
    }

    /// <summary>The channel sent this activity, to this app.</summary>
    public sealed record Proven : TokenVerdict
    {
        public static readonly Proven Value = new();
    }

    /// <param name="Code">One of <see cref="RefusalCodes"/>: for logs and counters, never for the caller.</param>
    public sealed record Refused(string Code) : TokenVerdict;

    /// <summary>Nobody can be proven: the channel's keys were never read, and can't be now.</summary>
    public sealed record KeysUnavailable : TokenVerdict
    {
        public static readonly KeysUnavailable Value = new();
    }
}

/// <summary>Why a token was refused.</summary>
public static class RefusalCodes
{
    /// <summary>No <c>Authorization</c> header, several, or one of another form than a bearer.</summary>
    public const string Missing = "token_missing";

    /// <summary>Not three segments of base64url, or too long.</summary>
    public const string Malformed = "token_malformed";

    /// <summary>A header that is not plain: another algorithm, a key or an address in it, a name given twice.</summary>
    public const string Header = "token_header";

    /// <summary>Claims that are missing, doubled or of the wrong type.</summary>
    public const string Claims = "token_claims";

    public const string Issuer = "token_issuer";

    public const string Audience = "token_audience";

    /// <summary>Expired, or not yet valid.</summary>
    public const string Lifetime = "token_lifetime";

    /// <summary>Signed with a key that the channel does not publish.</summary>
    public const string UnknownKey = "token_key_unknown";

    public const string Signature = "token_signature";

    /// <summary>The activity names another service URL than the token.</summary>
    public const string ServiceUrl = "token_service_url";

    /// <summary>The activity is of another channel than Teams.</summary>
    public const string Channel = "activity_channel";

    /// <summary>The key does not vouch for the activity's channel.</summary>
    public const string Endorsement = "token_endorsement";
}
