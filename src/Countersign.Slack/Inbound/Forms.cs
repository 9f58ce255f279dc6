using Countersign.Core.Words;
using Countersign.Edge;
using Countersign.Slack.Cards;
using Countersign.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace Countersign.Slack.Inbound;

/// <summary>Opens a form. The trigger lives three seconds, so this comes first, never queues, and the acknowledgement does not wait for it.</summary>
public sealed partial class Forms(SlackApi api, SlackSettings settings, Later later, PrivateWords words, ILogger<Forms> log)
{
    public PrivateWords Words { get; } = words;

    /// <param name="again">What the person can do when it did not open, such as "press Deny again".</param>
    public void Open(string? triggerId, ModalView view, string userId, string? channelId, string? responseUrl, string again, Draw draw)
    {
        later.Do("opening a form", async cancel =>
        {
            var failure = triggerId is null
                ? new SlackFailure.Rejected("invalid_trigger_id", [], null, RejectionKind.Trigger)
                : await api.OpenView(settings.Bot, triggerId, view, cancel) is SlackResult<OpenedView>.Failed failed
                    ? failed.Failure
                    : null;
            if (failure is null)
                return;
            LogNotOpened(view.CallbackId ?? "", failure.ToString());
            Words.Tell(
                userId, channelId, responseUrl,
                Why(failure, again), draw);
        });
    }

    private static Sentence Why(SlackFailure failure, string again) => Sentence.Text(failure switch
    {
        SlackFailure.Throttled => $"Slack lets me open no more forms just now. Nothing was recorded; please wait half a minute and {again}.",
        SlackFailure.Rejected { Kind: RejectionKind.Credentials, Code: var code } =>
            $"Slack does not let me open forms ({code}). Nothing was recorded; please tell an operator, who finds the rest in the log.",
        SlackFailure.Rejected { Kind: not RejectionKind.Trigger, Code: var code } =>
            $"Slack refused the form ({code}), which is a fault of mine. Nothing was recorded; please tell an operator.",
        SlackFailure.Unavailable => $"I can't reach Slack to open the form. Nothing was recorded; please {again} in a minute.",
        _ => $"Slack did not open the form in time. Nothing was recorded; please {again}.",
    });

    [LoggerMessage(LogLevel.Warning, "The form {Form} did not open: {Failure}")]
    private partial void LogNotOpened(string form, string failure);
}
