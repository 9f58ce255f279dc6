namespace Countersign.Slack.Wire;

/// <summary>How one call went: <see cref="Done"/> or <see cref="Failed"/>.</summary>
public abstract record SlackResult<T>
{
    private SlackResult() { }

    public sealed record Done(T Value) : SlackResult<T>;

    public sealed record Failed(SlackFailure Failure) : SlackResult<T>;
}

/// <summary>Why a call failed, by what may be done next. No text in it holds a token, an answer's address or a message.</summary>
public abstract record SlackFailure
{
    private SlackFailure() { }

    /// <summary>Not done: too many calls. The method is closed for that long.</summary>
    public sealed record Throttled(TimeSpan RetryAfter) : SlackFailure;

    /// <summary>It may have been done: trying again may do it twice.</summary>
    public sealed record Ambiguous(string Why) : SlackFailure
    {
        /// <summary>No answer came, or none that can be read: more likely than not it was done.</summary>
        public bool Silent { get; init; }
    }

    /// <summary>Certainly not done, and not because of the call: try again later.</summary>
    public sealed record Unavailable(string Why) : SlackFailure;

    /// <summary>Not done, and the same call will be refused again.</summary>
    /// <param name="Code">Slack's error code.</param>
    /// <param name="Messages">Slack's remarks on the content, such as which block is too long.</param>
    /// <param name="Needed">The scope that is missing.</param>
    public sealed record Rejected(string Code, IReadOnlyList<string> Messages, string? Needed, RejectionKind Kind)
        : SlackFailure
    {
        public override string ToString() => $"Rejected {Code} ({Kind}){string.Concat(Messages.Select(m => "; " + m))}";
    }
}

/// <summary>What a refusal is about, so that the caller knows whom to tell.</summary>
public enum RejectionKind
{
    /// <summary>Of a kind this program does not know.</summary>
    Other,

    /// <summary>This person can't be written to.</summary>
    Recipient,

    /// <summary>This channel can't be written to.</summary>
    Place,

    /// <summary>The message or view is wrong: a bug of ours.</summary>
    Content,

    /// <summary>The message or view is no more, or no more as it was.</summary>
    Gone,

    /// <summary>The trigger was used, is too old, or is none.</summary>
    Trigger,

    /// <summary>The installation is broken: token, scopes or the organisation's rules.</summary>
    Credentials,
}
