using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>The addresses that come with commands and presses: five uses in thirty minutes, no token.</summary>
internal sealed class ResponseUrls(StandInOptions options, SlackWorkspace workspace)
{
    private const int MostUses = 5;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly ContentReader _content = new(options, workspace.Files);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Issued> _issued = [];

    /// <param name="channel">Where an answer appears.</param>
    /// <param name="user">Who sees an ephemeral one.</param>
    /// <param name="on">The message that was pressed, or null for a command.</param>
    /// <returns>The last part of the address.</returns>
    public string Issue(string channel, string user, SlackMessage? on)
    {
        var id = Guid.NewGuid().ToString("n");
        lock (_gate) _issued.Add(id, new(channel, user, on, options.Time.GetUtcNow()));
        return id;
    }

    public ApiAnswer Answer(string id, ApiRequest request)
    {
        Issued issued;
        lock (_gate)
        {
            if (!_issued.TryGetValue(id, out issued!)) return ApiAnswer.Refuse("invalid_url") with { Status = 404 };
            if (options.Time.GetUtcNow() - issued.At > Life) return ApiAnswer.Refuse("expired_url") with { Status = 404 };
            if (issued.Uses >= MostUses) return ApiAnswer.Refuse("used_url") with { Status = 404 };
            issued.Uses++;
        }
        return request.Fault is null && request.IsJson ? Say(issued, request.Arguments) : ApiAnswer.Refuse("invalid_payload") with { Status = 400 };
    }

    private ApiAnswer Say(Issued issued, ApiArguments arguments)
    {
        var original = issued.On is { } on ? workspace.Messages.Find(on.Channel, on.Ts) : null;
        if (Json.Flag(arguments.Values["delete_original"]))
        {
            if (original is not null) workspace.Messages.Edit(original, now => now with { Deleted = true });
            return ApiAnswer.Ok();
        }
        if (_content.Refuses(arguments, out var said) is { } refusal) return refusal with { Status = 400 };
        if (Json.Flag(arguments.Values["replace_original"]) && original is not null)
        {
            // Whoever saw the original sees the new one: an ephemeral message never turns into one for everybody.
            workspace.Messages.Edit(original, now => now.With(said with { Metadata = said.Metadata ?? now.Metadata }));
            return ApiAnswer.Ok();
        }
        Show(issued.Channel, issued.User, MessageVia.ResponseUrl, said, arguments);
        return ApiAnswer.Ok();
    }

    /// <summary>Shows what a command answered at once, by the same rules.</summary>
    /// <returns>What was shown, or null with the refusal that kept it off the screen.</returns>
    public (SlackMessage? Shown, JsonObject? Refused) Reply(string channel, string user, JsonObject body)
    {
        var arguments = new ApiArguments(body);
        if (_content.Refuses(arguments, out var said) is { } refusal) return (null, refusal.Body);
        return (Show(channel, user, MessageVia.CommandReply, said, arguments), null);
    }

    private SlackMessage Show(string channel, string user, MessageVia via, MessageVersion said, ApiArguments arguments)
    {
        var forAll = arguments.Text("response_type") == "in_channel";
        return workspace.Messages.Post(channel, options.BotUserId, via, said, arguments.Text("thread_ts"), forAll ? null : user);
    }

    private sealed record Issued(string Channel, string User, SlackMessage? On, DateTimeOffset At)
    {
        public int Uses { get; set; }
    }
}
