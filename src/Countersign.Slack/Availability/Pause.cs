using Countersign.Slack.Wire;
using NodaTime;

namespace Countersign.Slack.Availability;

/// <summary>When one method is not called for a while, and whether that was said in the log already.</summary>
internal sealed class Pause
{
    // A scope may be granted while we run, so it is tried again.
    private static readonly Duration WithoutScope = Duration.FromHours(1);
    private static readonly Duration AfterTrouble = Duration.FromMinutes(1);
    private Instant _until = Instant.MinValue;
    private Type? _said;

    public bool Holds(Instant now) => now < _until;

    public void Worked() => _said = null;

    /// <returns>True when this is news for the log: once for each kind of trouble, until it works again. Slack's pace is no news.</returns>
    public bool After(SlackFailure failure, Instant now)
    {
        _until = now + failure switch
        {
            SlackFailure.Throttled { RetryAfter: var wait } => Duration.FromTimeSpan(wait),
            SlackFailure.Rejected { Kind: RejectionKind.Credentials } => WithoutScope,
            _ => AfterTrouble,
        };
        if (failure is SlackFailure.Throttled || _said == failure.GetType())
            return false;
        _said = failure.GetType();
        return true;
    }
}
