namespace Countersign.Playground.Slack;

/// <summary>Messages: post, change, show to one person, link to, react to.</summary>
internal sealed class ChatMethods(StandInOptions options, SlackWorkspace workspace, ContentReader content)
{
    public Dictionary<string, ApiMethod> All => new()
    {
        ["chat.postMessage"] = new("chat:write", null, Post),
        ["chat.update"] = new("chat:write", ApiMethod.Tier3, Update),
        ["chat.postEphemeral"] = new("chat:write", ApiMethod.Tier4, PostEphemeral),
        ["chat.getPermalink"] = new(null, null, Permalink) { FormOnly = true },
        ["reactions.add"] = new("reactions:write", ApiMethod.Tier3, React),
    };

    private ApiAnswer Post(ApiArguments arguments)
    {
        var to = arguments.Text("channel") ?? "";
        var channel = workspace.Members.ChannelById(to);
        if (workspace.Members.UserById(to) is { } person)
        {
            if (person.Deleted) return ApiAnswer.Refuse("user_disabled");
            channel = workspace.Members.Dm(person.Id);
        }
        if (channel is null or { Private: true, HasBot: false }) return ApiAnswer.Refuse("channel_not_found");
        if (channel.Archived) return ApiAnswer.Refuse("is_archived");
        if (!channel.HasBot && !options.Scopes.Contains("chat:write.public")) return ApiAnswer.Refuse("not_in_channel");
        if (content.Refuses(arguments, out var said) is { } refusal) return refusal;
        var thread = arguments.Text("thread_ts");
        if (thread is not null && workspace.Messages.Find(channel.Id, thread) is null) return ApiAnswer.Refuse("thread_not_found");

        return Told(workspace.Messages.Post(channel.Id, options.BotUserId, MessageVia.PostMessage, said, thread));
    }

    private ApiAnswer Update(ApiArguments arguments)
    {
        if (workspace.Members.ChannelById(arguments.Text("channel") ?? "") is not { } channel) return ApiAnswer.Refuse("channel_not_found");
        if (workspace.Messages.Find(channel.Id, arguments.Text("ts") ?? "") is not { IsEphemeral: false } message) return ApiAnswer.Refuse("message_not_found");
        if (message.User != options.BotUserId) return ApiAnswer.Refuse("cant_update_message");
        if (channel.Archived) return ApiAnswer.Refuse("is_archived");
        if (content.Refuses(arguments, out var said) is { } refusal) return refusal;

        // Metadata that is not mentioned stays; text alone takes the blocks away.
        return Told(workspace.Messages.Edit(message, now => now.With(said with { Metadata = said.Metadata ?? now.Metadata })));
    }

    private ApiAnswer PostEphemeral(ApiArguments arguments)
    {
        if (workspace.Members.ChannelById(arguments.Text("channel") ?? "") is not { } channel) return ApiAnswer.Refuse("channel_not_found");
        if (channel.Archived) return ApiAnswer.Refuse("is_archived");
        if (!channel.HasBot) return ApiAnswer.Refuse(channel.Private ? "channel_not_found" : "not_in_channel");
        var user = arguments.Text("user") ?? "";
        if (!channel.Members.Contains(user)) return ApiAnswer.Refuse("user_not_in_channel");
        if (content.Refuses(arguments, out var said) is { } refusal) return refusal;

        var shown = workspace.Messages.Post(channel.Id, options.BotUserId, MessageVia.PostEphemeral, said, arguments.Text("thread_ts"), onlyFor: user);
        return ApiAnswer.Ok(new() { ["message_ts"] = shown.Ts });
    }

    private ApiAnswer Permalink(ApiArguments arguments)
    {
        if (workspace.Members.ChannelById(arguments.Text("channel") ?? "") is not { } channel) return ApiAnswer.Refuse("channel_not_found");
        if (workspace.Messages.Find(channel.Id, arguments.Text("message_ts") ?? "") is not { IsEphemeral: false } message) return ApiAnswer.Refuse("message_not_found");
        var thread = message.ThreadTs is { } ts ? $"?thread_ts={ts}&cid={channel.Id}" : "";
        var link = $"https://{options.TeamDomain}.slack.com/archives/{channel.Id}/p{message.Ts.Replace(".", "", StringComparison.Ordinal)}{thread}";
        return ApiAnswer.Ok(new() { ["channel"] = channel.Id, ["permalink"] = link });
    }

    private ApiAnswer React(ApiArguments arguments)
    {
        if (arguments.Text("name") is not { Length: > 0 } name) return ApiAnswer.Refuse("invalid_name");
        if (workspace.Members.ChannelById(arguments.Text("channel") ?? "") is not { } channel) return ApiAnswer.Refuse("channel_not_found");
        if (workspace.Messages.Find(channel.Id, arguments.Text("timestamp") ?? "") is not { IsEphemeral: false } message) return ApiAnswer.Refuse("message_not_found");
        if (message.Reactions.Contains(name)) return ApiAnswer.Refuse("already_reacted");
        workspace.Messages.Edit(message, now => now with { Reactions = now.Reactions.Add(name) });
        return ApiAnswer.Ok();
    }

    private ApiAnswer Told(SlackMessage message) => ApiAnswer.Ok(new()
    {
        ["channel"] = message.Channel,
        ["ts"] = message.Ts,
        ["text"] = message.Text,
        ["message"] = Payloads.Message(options, message),
    });
}
