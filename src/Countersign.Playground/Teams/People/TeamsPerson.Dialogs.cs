using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>Where a message extension's command is run.</summary>
public enum ExtensionContext
{
    Compose,
    CommandBox,
    Message,
}

/// <summary>Dialogs, and the message extension that opens one.</summary>
public sealed partial class TeamsPerson
{
    /// <summary>Runs a command of the message extension.</summary>
    /// <param name="command">Its id.</param>
    /// <param name="on">The message it is run on, for <see cref="ExtensionContext.Message"/>.</param>
    /// <param name="place">The channel or chat that is open; null for the personal chat.</param>
    public async Task<PressAnswer> OpenExtension(string command, ExtensionContext context = ExtensionContext.Compose, TeamsMessage? on = null, string? place = null)
    {
        var where = on is null ? At(place) : PlaceOf(on);
        var origin = new DialogOrigin(where, on, command, context.ToString().ToLowerInvariant());
        var value = Extension(origin);
        value["context"] = new JsonObject { ["theme"] = "default" };
        return _answers.OnFetch(origin, await _teams.Sender.Send(_activities.Invoke("composeExtension/fetchTask", where, null, value)));
    }

    /// <summary>Fills in the dialog, waiting for it if need be, and sends it by its first button that sends.</summary>
    /// <param name="fields">By label, id, title or placeholder. Choices are named by title or value, several parted by |; what is left out keeps its first value.</param>
    public Task<DialogAnswer> Submit(params (string Field, string Value)[] fields) => SubmitBy(null, fields);

    /// <summary>Sends the dialog by a certain button.</summary>
    /// <inheritdoc cref="Submit(ValueTuple{string, string}[])"/>
    public async Task<DialogAnswer> SubmitBy(string? button, params (string Field, string Value)[] fields)
    {
        var dialog = await SeesDialog();
        var press = button is null ? CardPress.In(dialog.Card).FirstOrDefault(press => press.Type == "Action.Submit") : CardPress.Find(dialog.Card, button);
        if (press is null) throw new ArgumentException($"There is no button that sends on:\n{dialog.Readable}", nameof(button));
        return await Submit(dialog, press, CardForm.Of(press.Inputs, fields));
    }

    /// <summary>Sends whatever data past Teams' own client: what a dialog must survive that trusts nobody.</summary>
    public async Task<DialogAnswer> SubmitUnchecked(JsonNode? data) => await Send(await SeesDialog(), data);

    /// <summary>Closes the dialog: the bot is not told.</summary>
    public void Cancel()
    {
        if (Dialog is null) throw new InvalidOperationException($"{User.Name} has no dialog open.");
        _teams.Tenant.Screens.Close(User.Id);
    }

    internal async Task<DialogAnswer> Submit(TeamsDialog dialog, CardPress press, CardForm form) => form.Errors.Count > 0
        ? new(DialogOutcome.HeldByDialog, null) { Errors = form.Errors, Dialog = dialog }
        : await Send(dialog, form.Into(press.Action["data"]));

    private async Task<DialogAnswer> Send(TeamsDialog dialog, JsonNode? data)
    {
        var origin = dialog.Origin;
        var value = origin.Command is null ? new() { ["context"] = new JsonObject { ["theme"] = "default" } } : Extension(origin);
        value["data"] = data?.DeepClone();
        var activity = origin.Command is null
            ? _activities.Invoke("task/submit", origin.Place, origin.Message, value)
            : _activities.Invoke("composeExtension/submitAction", origin.Place, null, value);
        return _answers.OnSubmit(dialog, await _teams.Sender.Send(activity));
    }

    private JsonObject Extension(DialogOrigin origin)
    {
        var value = new JsonObject { ["commandId"] = origin.Command, ["commandContext"] = origin.Context };
        if (origin.Message is { } message) value["messagePayload"] = Payload(message);
        return value;
    }

    private JsonObject Payload(TeamsMessage message)
    {
        var from = _teams.Tenant.Directory.UserById(message.From);
        var person = from is null ? null : new JsonObject { ["userIdentityType"] = "aadUser", ["id"] = from.DirectoryId, ["displayName"] = from.Name };
        var app = from is null ? new JsonObject { ["applicationIdentityType"] = "bot", ["id"] = _teams.AppId, ["displayName"] = _teams.Options.BotName } : null;
        return new()
        {
            ["id"] = message.Id,
            ["replyToId"] = message.IsReply ? message.Thread : null,
            ["createdDateTime"] = message.Versions[0].At.ToString("O"),
            ["messageType"] = "message",
            ["from"] = new JsonObject { ["user"] = person, ["application"] = app },
            ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = Json.Text(Json.Objects(message.Newest.Activity["attachments"]).FirstOrDefault()?["content"]) ?? message.Text },
            ["attachments"] = new JsonArray(),
        };
    }
}
