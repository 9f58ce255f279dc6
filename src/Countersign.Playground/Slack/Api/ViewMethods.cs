using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>Modals and the Home tab.</summary>
internal sealed class ViewMethods(StandInOptions options, SlackWorkspace workspace, Triggers triggers)
{
    private readonly ViewStacks _views = workspace.Views;

    public Dictionary<string, ApiMethod> All => new()
    {
        ["views.open"] = new(null, ApiMethod.Tier4, Open),
        ["views.push"] = new(null, ApiMethod.Tier4, Push),
        ["views.update"] = new(null, ApiMethod.Tier4, Update),
        ["views.publish"] = new(null, ApiMethod.Tier4, Publish),
    };

    private ApiAnswer Open(ApiArguments arguments)
    {
        if (ViewRules.Refuses(arguments, "modal", out var view) is { } refusal) return refusal;
        if (Taken(view, except: null)) return ApiAnswer.Refuse("duplicate_external_id");
        if (triggers.Use(arguments.Text("trigger_id"), out var user) is { } error) return ApiAnswer.Refuse(error);
        return Told(_views.Open(user, view));
    }

    private ApiAnswer Push(ApiArguments arguments)
    {
        if (ViewRules.Refuses(arguments, "modal", out var view) is { } refusal) return refusal;
        if (Taken(view, except: null)) return ApiAnswer.Refuse("duplicate_external_id");
        if (triggers.Use(arguments.Text("trigger_id"), out var user) is { } error) return ApiAnswer.Refuse(error);
        return _views.Push(user, view) is { } pushed ? Told(pushed) : ApiAnswer.Refuse("push_limit_reached");
    }

    private ApiAnswer Update(ApiArguments arguments)
    {
        if (ViewRules.Refuses(arguments, "modal", out var view) is { } refusal) return refusal;
        if (_views.Find(arguments.Text("view_id"), arguments.Text("external_id")) is not { } shown) return ApiAnswer.Refuse("not_found");
        if (Taken(view, except: shown)) return ApiAnswer.Refuse("duplicate_external_id");
        return _views.Update(shown, arguments.Text("hash"), view) is { } updated ? Told(updated) : ApiAnswer.Refuse("hash_conflict");
    }

    private ApiAnswer Publish(ApiArguments arguments)
    {
        if (ViewRules.Refuses(arguments, "home", out var view) is { } refusal) return refusal;
        if (workspace.Members.UserById(arguments.Text("user_id") ?? "") is not { } user) return ApiAnswer.Refuse("user_not_found");
        if (user.Deleted) return ApiAnswer.Refuse("user_disabled");
        return _views.Publish(user.Id, arguments.Text("hash"), view) is { } home ? Told(home) : ApiAnswer.Refuse("hash_conflict");
    }

    private bool Taken(JsonObject view, SlackView? except) =>
        Json.Text(view["external_id"]) is { Length: > 0 } id && _views.Find(null, id) is { } other && other.Id != except?.Id;

    private ApiAnswer Told(SlackView view) => ApiAnswer.Ok(new() { ["view"] = Payloads.View(options, view) });
}
