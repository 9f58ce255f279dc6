using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>Who the app is, who people are, and how to reach them.</summary>
internal sealed class PeopleMethods(StandInOptions options, SlackWorkspace workspace)
{
    /// <summary>Above this Slack wants pages.</summary>
    private const int UnpagedUsers = 1_000;
    private const int MostDndUsers = 50;

    private readonly Members _members = workspace.Members;

    public Dictionary<string, ApiMethod> All => new()
    {
        ["auth.test"] = new(null, null, Test),
        ["conversations.open"] = new("im:write", ApiMethod.Tier3, Open),
        ["users.info"] = new("users:read", ApiMethod.Tier4, User) { FormOnly = true },
        ["users.list"] = new("users:read", ApiMethod.Tier2, Users) { FormOnly = true },
        ["dnd.teamInfo"] = new("dnd:read", ApiMethod.Tier2, Dnd) { FormOnly = true },
    };

    private ApiAnswer Test(ApiArguments arguments) => ApiAnswer.Ok(new()
    {
        ["url"] = $"https://{options.TeamDomain}.slack.com/",
        ["team"] = options.TeamDomain,
        ["user"] = "countersign",
        ["team_id"] = options.TeamId,
        ["user_id"] = options.BotUserId,
        ["bot_id"] = options.BotId,
        ["app_id"] = options.AppId,
        ["is_enterprise_install"] = false,
    });

    private ApiAnswer Open(ApiArguments arguments)
    {
        if (arguments.Text("users") is not { Length: > 0 } users) return ApiAnswer.Refuse("users_list_not_supplied");
        if (users.Contains(',')) return ApiAnswer.Refuse("method_not_supported_for_channel_type");
        if (_members.UserById(users) is not { } user) return ApiAnswer.Refuse("user_not_found");
        if (user.Deleted) return ApiAnswer.Refuse("user_disabled");
        return ApiAnswer.Ok(new() { ["channel"] = new JsonObject { ["id"] = _members.Dm(user.Id).Id } });
    }

    private ApiAnswer User(ApiArguments arguments)
    {
        if (arguments.Text("user") is not { Length: > 0 } id) return ApiAnswer.Refuse("invalid_arguments", ["[ERROR] missing required field: user"]);
        return _members.UserById(id) is { } user
            ? ApiAnswer.Ok(new() { ["user"] = Payloads.Profile(options, user) })
            : ApiAnswer.Refuse("user_not_found");
    }

    private ApiAnswer Users(ApiArguments arguments)
    {
        var all = _members.Users;
        var limit = int.TryParse(arguments.Text("limit"), out var asked) && asked > 0 ? Math.Min(asked, UnpagedUsers) : 0;
        if (limit == 0 && all.Count > UnpagedUsers) return ApiAnswer.Refuse("limit_required");
        var start = 0;
        if (arguments.Text("cursor") is { Length: > 0 } cursor && !TryPlace(cursor, all.Count, out start)) return ApiAnswer.Refuse("invalid_cursor");

        var page = all.Skip(start).Take(limit == 0 ? all.Count : limit).ToList();
        var end = start + page.Count;
        return ApiAnswer.Ok(new()
        {
            ["members"] = new JsonArray([.. page.Select(user => Payloads.Profile(options, user))]),
            ["response_metadata"] = new JsonObject { ["next_cursor"] = end < all.Count ? $"from:{end}" : "" },
        });
    }

    private ApiAnswer Dnd(ApiArguments arguments)
    {
        var ids = (arguments.Text("users") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length == 0) return ApiAnswer.Refuse("missing_argument");
        if (ids.Length > MostDndUsers) return ApiAnswer.Refuse("too_many_users");
        var users = new JsonObject();
        foreach (var user in ids.Select(_members.UserById).OfType<SlackUser>())
        {
            users[user.Id] = new JsonObject
            {
                ["dnd_enabled"] = user.Dnd is not null,
                // Slack writes 1, not null, where there is no next window.
                ["next_dnd_start_ts"] = user.Dnd?.Start.ToUnixTimeSeconds() ?? 1,
                ["next_dnd_end_ts"] = user.Dnd?.End.ToUnixTimeSeconds() ?? 1,
            };
        }
        return ApiAnswer.Ok(new() { ["users"] = users });
    }

    private static bool TryPlace(string cursor, int count, out int start)
    {
        start = 0;
        return cursor.StartsWith("from:", StringComparison.Ordinal) && int.TryParse(cursor["from:".Length..], out start) && start > 0 && start < count;
    }
}
