using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>The objects that Slack shows an app, the same in answers and in interactions.</summary>
internal static class Payloads
{
    public static JsonObject Message(StandInOptions options, SlackMessage message) => Message(options, message, message.Newest);

    /// <summary>A message as it stood at one version.</summary>
    public static JsonObject Message(StandInOptions options, SlackMessage message, MessageVersion version)
    {
        var shown = new JsonObject
        {
            ["type"] = "message",
            ["user"] = message.User,
            ["ts"] = message.Ts,
            ["team"] = options.TeamId,
            ["text"] = version.Text,
        };
        if (message.User == options.BotUserId) (shown["bot_id"], shown["app_id"]) = (options.BotId, options.AppId);
        if (version.Blocks.Count > 0) shown["blocks"] = version.Blocks.DeepClone();
        if (version.Metadata is { Count: > 0 } metadata) shown["metadata"] = metadata.DeepClone();
        if (message.ThreadTs is { } thread) shown["thread_ts"] = thread;
        if (message.Versions.IndexOf(version) > 0)
        {
            shown["edited"] = new JsonObject { ["user"] = options.BotUserId, ["ts"] = $"{version.At.ToUnixTimeSeconds()}.000000" };
        }
        return shown;
    }

    public static JsonObject View(StandInOptions options, SlackView view, JsonObject? state = null)
    {
        var shown = (JsonObject)view.Definition.DeepClone();
        shown["id"] = view.Id;
        shown["team_id"] = options.TeamId;
        shown["app_id"] = options.AppId;
        shown["app_installed_team_id"] = options.TeamId;
        shown["bot_id"] = options.BotId;
        shown["hash"] = view.Hash;
        shown["root_view_id"] = view.RootId;
        shown["previous_view_id"] = view.PreviousId;
        shown["state"] = new JsonObject { ["values"] = state ?? [] };
        foreach (var name in (string[])["private_metadata", "callback_id", "external_id"]) shown[name] ??= "";
        foreach (var name in (string[])["clear_on_close", "notify_on_close"]) shown[name] ??= false;
        foreach (var name in (string[])["title", "submit", "close"]) shown.TryAdd(name, null);
        return shown;
    }

    public static JsonObject Profile(StandInOptions options, SlackUser user) => new()
    {
        ["id"] = user.Id,
        ["team_id"] = user.TeamId ?? options.TeamId,
        ["name"] = user.Name,
        ["real_name"] = user.RealName,
        ["deleted"] = user.Deleted,
        ["tz"] = user.Tz,
        ["is_bot"] = user.IsBot,
        ["is_app_user"] = false,
        ["is_restricted"] = user.IsRestricted,
        ["is_ultra_restricted"] = false,
        ["profile"] = new JsonObject
        {
            ["real_name"] = user.RealName,
            ["display_name"] = user.Name,
            ["title"] = user.Title,
            ["status_text"] = user.StatusText,
            ["status_emoji"] = user.StatusEmoji,
            ["status_expiration"] = user.StatusExpires?.ToUnixTimeSeconds() ?? 0,
        },
    };
}
