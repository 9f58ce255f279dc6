namespace Countersign.Teams.Wire.Connector;

/// <summary>How one call went: <see cref="Done"/> or <see cref="Failed"/>.</summary>
public abstract record ConnectorResult<T>
{
    private ConnectorResult()
    {
    }

    public sealed record Done(T Value) : ConnectorResult<T>;

    public sealed record Failed(ConnectorFailure Failure) : ConnectorResult<T>;
}

/// <summary>Why a call failed, by what may be done next. No text in it holds a token, an address or a message.</summary>
public abstract record ConnectorFailure
{
    private ConnectorFailure()
    {
    }

    /// <summary>Not done: too many calls, by Teams' count or by ours.</summary>
    public sealed record Throttled(TimeSpan RetryAfter) : ConnectorFailure;

    /// <summary>It may have been done: trying again may do it twice.</summary>
    public sealed record Ambiguous(string Why) : ConnectorFailure
    {
        /// <summary>No answer came, or none that can be read: more likely than not it was done.</summary>
        public bool Silent { get; init; }
    }

    /// <summary>Certainly not done, or harmless to do again; and not because of the call: try again later.</summary>
    public sealed record Unavailable(string Why) : ConnectorFailure;

    /// <summary>Not done, and the same call will be refused again.</summary>
    /// <param name="Code">Teams' error code; <c>http_413</c> and the like where it gave none.</param>
    public sealed record Rejected(string Code, RejectionKind Kind) : ConnectorFailure;
}

/// <summary>What a refusal is about, so that the caller knows whom to tell.</summary>
public enum RejectionKind
{
    /// <summary>Of a kind this program does not know.</summary>
    Other,

    /// <summary>The app's registration, secret or certificate is wrong.</summary>
    Credentials,

    /// <summary>This person or place can't be written to until they install the app again.</summary>
    Recipient,

    /// <summary>The message or the conversation is no more.</summary>
    Gone,

    TooLarge,

    /// <summary>We did not even ask: the service host is not on the allow-list.</summary>
    Refused,
}
