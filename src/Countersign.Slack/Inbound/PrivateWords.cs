using System.Collections.Concurrent;
using Countersign.Core.Words;
using Countersign.Edge;
using Countersign.Slack.Cards;
using Countersign.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace Countersign.Slack.Inbound;

/// <summary>A private word to whoever just pressed or typed: by the response URL, else as an ephemeral message, else not at all.</summary>
public sealed partial class PrivateWords(SlackApi api, SlackSettings settings, Later later, ILogger<PrivateWords> log)
{
    // A press that is delivered again has the same URL: its word is said once.
    private readonly ConcurrentDictionary<string, byte> _said = new();

    public void Tell(string userId, string? channelId, string? responseUrl, Sentence words, Draw draw)
    {
        if (words.IsEmpty)
            return;
        var message = draw.Message(words);
        if (!IsNew(responseUrl, message.Text))
            return;
        later.Do("a private word", async cancel =>
        {
            if (ResponseUrlRule.TryAllow(responseUrl, settings.ApiBaseUrl, out var url)
                && await api.Respond(url!, new CommandResponse(message.Text, message.Blocks) { ReplaceOriginal = false }, cancel)
                    is SlackResult<Accepted>.Done)
                return;
            if (await Ephemeral(channelId, userId, message, cancel) is { } failure)
                LogUnsaid(failure.ToString());
        });
    }

    private bool IsNew(string? responseUrl, string text)
    {
        if (responseUrl is null)
            return true;
        if (_said.Count > 10_000)
            _said.Clear();
        return _said.TryAdd($"{responseUrl} {text}", 0);
    }

    // On Home and in modals there is no channel: the person's own conversation with the app takes the word.
    private async Task<SlackFailure?> Ephemeral(string? channelId, string userId, SlackMessage message, CancellationToken cancel)
    {
        if (channelId is not null
            && await api.PostEphemeral(settings.Bot, channelId, userId, message, ct: cancel) is SlackResult<PostedEphemeral>.Done)
            return null;
        return await api.PostMessage(settings.Bot, userId, message, ct: cancel) is SlackResult<PostedMessage>.Failed { Failure: var failure }
            ? failure
            : null;
    }

    [LoggerMessage(LogLevel.Warning, "A private word could not be delivered: {Failure}")]
    private partial void LogUnsaid(string failure);
}
