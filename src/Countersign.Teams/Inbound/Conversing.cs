using Countersign.Edge;
using Countersign.Teams.Wire.AdaptiveCards;
using Countersign.Teams.Wire.Connector;
using Countersign.Teams.Wire.Inbound;
using Microsoft.Extensions.Logging;

namespace Countersign.Teams.Inbound;

/// <summary>
/// Answers in the conversation that something was said in. The acknowledgement waits for it a moment, so that a crash in between
/// brings the message back; a slow Teams does not hold it up, and trouble is tried again in the background.
/// </summary>
public sealed partial class Conversing(ConnectorApi api, Later later, ILogger<Conversing> log)
{
    private const int Tries = 4;

    // A delay ends a little early at times, and then the pace would say: a little longer.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Awaited = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    public async Task Say(Activity activity, TeamsMessage message)
    {
        if (activity is not { ServiceUrl: { } url, Conversation: { } conversation } || !Uri.TryCreate(url, UriKind.Absolute, out var service))
            return;
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = later.Do("an answer in Teams", async cancel =>
        {
            try
            {
                await Send(service, conversation, activity, Outgoing(message), cancel);
            }
            finally
            {
                sent.TrySetResult();
            }
        });
        if (begun)
            await Task.WhenAny(sent.Task, Task.Delay(Awaited));
    }

    /// <summary>Puts another card in the place of the one that was pressed, for everybody who sees it.</summary>
    public void Replace(Activity activity, TeamsMessage message)
    {
        if (activity is { ServiceUrl: { } url, Conversation: { } conversation, ReplyToId: { Length: > 0 } pressed }
            && Uri.TryCreate(url, UriKind.Absolute, out var service))
            later.Do("a card in Teams", async cancel =>
            {
                if (await api.Update(service, conversation.Id, pressed, Outgoing(message), cancel) is ConnectorResult<PostedActivity>.Failed { Failure: var failure })
                    LogUnsaid(failure.ToString());
            });
    }

    public static OutgoingActivity Outgoing(TeamsMessage message) => new(message.Summary, CardJson.ToUtf8(message.Card));

    private async Task Send(Uri service, ActivityConversation conversation, Activity activity, OutgoingActivity message, CancellationToken cancel)
    {
        for (var left = Tries; ;)
        {
            // In a channel the answer stands under the message: its thread is in the conversation's id, or the message's own id begins one.
            // An installation is no message: what is said of it begins a thread of its own.
            var result = conversation.Type == ConversationType.Channel && conversation.Id == conversation.BaseId && activity is { Type: "message", Id: { } id }
                ? await api.Reply(service, conversation.Id, id, message, cancel)
                : await api.Send(service, conversation.Id, message, cancel);
            if (result is not ConnectorResult<PostedActivity>.Failed { Failure: var failure })
                return;
            // Keeping Teams' pace is no failure: only the time that is given to the whole answer ends it.
            var pause = failure switch
            {
                ConnectorFailure.Throttled { RetryAfter: var after } when after <= LongestPause => after + Margin,
                ConnectorFailure.Unavailable or ConnectorFailure.Ambiguous when --left > 0 => TimeSpan.FromSeconds(1),
                _ => (TimeSpan?)null,
            };
            if (pause is not { } wait)
            {
                LogUnsaid(failure.ToString());
                return;
            }

            await Task.Delay(wait, cancel);
        }
    }

    [LoggerMessage(LogLevel.Warning, "An answer could not be delivered in Teams: {Failure}")]
    private partial void LogUnsaid(string failure);
}
