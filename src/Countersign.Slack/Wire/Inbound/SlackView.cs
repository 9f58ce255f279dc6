using System.Text.Json;

namespace Countersign.Slack.Wire;

/// <summary>A view as Slack hands it back.</summary>
/// <param name="Type"><c>modal</c> or <c>home</c>.</param>
/// <param name="Hash">Changes with each update; with the id it names one state of the view.</param>
/// <param name="PrivateMetadata">What we put there. A person can't change it.</param>
/// <param name="AppInstalledTeamId">The workspace of the installation, where the payload's team is null.</param>
public sealed record SlackView(
    string Id,
    string? Type,
    string? CallbackId,
    string? PrivateMetadata,
    string? Hash,
    ViewState State,
    string? RootViewId,
    string? PreviousViewId,
    string? ExternalId,
    string? AppInstalledTeamId)
{
    internal static SlackView? Read(ref Utf8JsonReader json)
    {
        if (!JsonFields.Enter(ref json)) return null;
        string? id = null, type = null, callback = null, metadata = null, hash = null;
        string? root = null, previous = null, external = null, team = null;
        ViewState? state = null;
        while (JsonFields.Next(ref json))
        {
            if (json.ValueTextEquals("id"u8)) id = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("type"u8)) type = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("callback_id"u8)) callback = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("private_metadata"u8)) metadata = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("hash"u8)) hash = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("state"u8)) state = ViewState.Read(ref json);
            else if (json.ValueTextEquals("root_view_id"u8)) root = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("previous_view_id"u8)) previous = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("external_id"u8)) external = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("app_installed_team_id"u8)) team = JsonFields.Text(ref json);
            else JsonFields.Pass(ref json);
        }

        if (string.IsNullOrEmpty(id)) return null;
        return new SlackView(
            id, type, callback, metadata, hash, state ?? ViewState.Empty, root, previous, external, team);
    }
}
