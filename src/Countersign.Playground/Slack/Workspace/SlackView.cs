using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>A modal or a Home tab as one person sees it.</summary>
/// <param name="Id">V….</param>
/// <param name="User">Whose screen it is on.</param>
/// <param name="Hash">Changes with every update.</param>
/// <param name="RootId">The bottom of the stack of modals.</param>
/// <param name="PreviousId">The modal under this one.</param>
/// <param name="Definition">The view as the app sent it, with block ids filled in.</param>
public sealed record SlackView(string Id, string User, string Hash, string RootId, string? PreviousId, JsonObject Definition)
{
    public string Type => (string?)Definition["type"] ?? "";
    public string Title => (string?)Definition["title"]?["text"] ?? "";
    public string CallbackId => (string?)Definition["callback_id"] ?? "";
    public string? ExternalId => (string?)Definition["external_id"];
    public JsonArray Blocks => Definition["blocks"] as JsonArray ?? [];
    public bool NotifyOnClose => (bool?)Definition["notify_on_close"] ?? false;

    /// <summary>What a reader sees, as plain text.</summary>
    public string Readable => CardText.Of(this);
}
