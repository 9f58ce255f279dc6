namespace Countersign.Playground.StandIn;

/// <summary>How a call goes wrong on request.</summary>
public abstract record Failure
{
    private Failure()
    {
    }

    /// <summary>HTTP 429, not done. Platforms at times leave the header out.</summary>
    /// <param name="RetryAfterSeconds">The header, or null for none.</param>
    public sealed record RateLimited(int? RetryAfterSeconds) : Failure;

    /// <summary>An HTTP status such as 500 or 503, not done.</summary>
    public sealed record Status(int Code) : Failure;

    /// <summary>Refused in the platform's own form with this code, not done: HTTP 200 with <c>ok:false</c> in Slack, 400 with an error in Teams.</summary>
    public sealed record Refused(string Error) : Failure
    {
        /// <summary>Teams tells by the status too.</summary>
        public int HttpStatus { get; init; } = 400;
    }

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

    /// <summary>Neither done nor answered in the platform's own form.</summary>
    internal bool Prevents => this is Down or NeverAnswers or Garbage or Status;

    /// <summary>Done, but the caller does not get the answer.</summary>
    internal bool Hides => this is DoneThenStatus or DoneThenSilence;

    /// <summary>The status that the caller sees of a failure that prevents or hides; 0 for none.</summary>
    internal int Seen => this switch
    {
        Garbage => 200,
        Status bad => bad.Code,
        DoneThenStatus bad => bad.Code,
        _ => 0,
    };
}
