namespace Countersign.Playground.Slack;

/// <summary>How a call goes wrong on request.</summary>
public abstract record Failure
{
    private Failure()
    {
    }

    /// <summary>HTTP 429, not done. Slack at times leaves the header out.</summary>
    /// <param name="RetryAfterSeconds">The header, or null for none.</param>
    public sealed record RateLimited(int? RetryAfterSeconds) : Failure;

    /// <summary>An HTTP status such as 500 or 503, not done.</summary>
    public sealed record Status(int Code) : Failure;

    /// <summary>HTTP 200 with <c>ok:false</c> and this code, not done.</summary>
    public sealed record Refused(string Error) : Failure;

    /// <summary>HTTP 200 with a body that is no JSON, not done.</summary>
    public sealed record Garbage : Failure;

    /// <summary>Not done, and no answer until the caller gives up.</summary>
    public sealed record NeverAnswers : Failure;

    /// <summary>The connection is cut at once, not done.</summary>
    public sealed record Down : Failure;

    /// <summary>Done, but answered with an error status.</summary>
    public sealed record DoneThenStatus(int Code = 500) : Failure;

    /// <summary>Done, but no answer until the caller gives up.</summary>
    public sealed record DoneThenSilence : Failure;

    /// <summary>Done and answered rightly, late. Real time: a caller's time-outs are real as well.</summary>
    public sealed record Slow(TimeSpan By) : Failure;
}
