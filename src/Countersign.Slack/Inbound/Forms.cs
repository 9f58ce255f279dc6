using Countersign.Core.Words;
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
                Sentence.Text($"Slack did not open the form in time. Nothing was recorded; please {again}."), draw);
        });
    }

    [LoggerMessage(LogLevel.Warning, "The form {Form} did not open: {Failure}")]
    private partial void LogNotOpened(string form, string failure);
}
