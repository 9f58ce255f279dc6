using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

public enum Submitted
{
    /// <summary>This modal is gone; one under it shows again.</summary>
    Closed,

    /// <summary>The bot put errors on fields.</summary>
    Errors,
    Updated,
    Pushed,

    /// <summary>All modals are gone.</summary>
    Cleared,

    /// <summary>Slack's client did not send it: a field is missing or too long.</summary>
    HeldByForm,

    /// <summary>"We had some trouble connecting": no answer, a bad status, or one that Slack does not understand.</summary>
    Trouble,
}

/// <summary>What came of submitting a form.</summary>
/// <param name="Outcome">What the person sees.</param>
/// <param name="Http">The bot's answer; null when nothing was sent.</param>
public sealed record SubmitAnswer(Submitted Outcome, HttpAnswer? Http)
{
    /// <summary>By block id.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>The updated or pushed view.</summary>
    public SlackView? View { get; init; }

    /// <summary>Why Slack could not make use of the answer.</summary>
    public string? Trouble { get; init; }

    /// <summary>Does to the screen what the bot's answer asks for.</summary>
    internal static SubmitAnswer Apply(ViewStacks views, SlackView view, HttpAnswer http)
    {
        if (http.Status != 200) return Troubled(http, http.TimedOut ? "no answer in time" : $"status {http.Status}");
        if (http.Body.Length == 0)
        {
            views.Close(view);
            return new(Submitted.Closed, http);
        }
        if (http.BodyJson is not JsonObject body) return Troubled(http, "the body is no JSON object");
        return Json.Text(body["response_action"]) switch
        {
            "errors" => OnFields(view, body, http),
            "clear" => Cleared(views, view, http),
            "update" => Shown(body, http, Submitted.Updated, definition => views.Update(view, null, definition)),
            "push" => Shown(body, http, Submitted.Pushed, definition => views.Push(view.User, definition)),
            var other => Troubled(http, $"unknown response_action {other}"),
        };
    }

    private static SubmitAnswer OnFields(SlackView view, JsonObject body, HttpAnswer http)
    {
        var errors = (body["errors"] as JsonObject ?? []).ToDictionary(error => error.Key, error => Json.Text(error.Value) ?? "");
        var inputs = Json.Objects(view.Blocks).Where(block => Json.Text(block["type"]) == "input").Select(block => Json.Text(block["block_id"])).ToList();
        var stray = errors.Keys.FirstOrDefault(id => !inputs.Contains(id));
        if (stray is not null) return Troubled(http, $"an error for {stray}, which is no input block");
        return errors.Count == 0 ? Troubled(http, "no errors in it") : new(Submitted.Errors, http) { Errors = errors };
    }

    private static SubmitAnswer Cleared(ViewStacks views, SlackView view, HttpAnswer http)
    {
        views.Close(view, all: true);
        return new(Submitted.Cleared, http);
    }

    private static SubmitAnswer Shown(JsonObject body, HttpAnswer http, Submitted outcome, Func<JsonObject, SlackView?> show)
    {
        if (body["view"] is not JsonObject given) return Troubled(http, "no view in it");
        if (ViewRules.Refuses(given, "modal", out var definition) is { } refusal) return Troubled(http, Json.Write(refusal.Body));
        return show(definition) is { } view ? new(outcome, http) { View = view } : Troubled(http, "the view can't be shown");
    }

    private static SubmitAnswer Troubled(HttpAnswer http, string why) => new(Submitted.Trouble, http) { Trouble = why };
}
