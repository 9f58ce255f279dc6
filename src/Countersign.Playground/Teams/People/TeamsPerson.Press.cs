using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>Buttons on cards.</summary>
public sealed partial class TeamsPerson
{
    /// <summary>Presses a button of this very message, in this person's own view of it.</summary>
    /// <param name="on">The message; a card that refreshes itself for this person does so first.</param>
    /// <param name="button">Its title; failing that its id or verb. Also in cards that unfold, and in the overflow menu.</param>
    /// <param name="inputs">By label or id, as in dialogs.</param>
    public async Task<PressAnswer> Press(TeamsMessage on, string button, params (string Field, string Value)[] inputs)
    {
        var seen = await Look(_teams.Now(on));
        return await Press(seen.Message, Found(seen.Card, button), inputs);
    }

    /// <summary>Presses a button, once a message that has it is there.</summary>
    /// <param name="on">Part of the message as this person sees it.</param>
    /// <param name="place">A channel or group chat; null for the personal chat.</param>
    /// <inheritdoc cref="Press(TeamsMessage, string, ValueTuple{string, string}[])"/>
    public async Task<PressAnswer> Press(string button, string on, string? place = null, params (string Field, string Value)[] inputs)
    {
        var seen = await Finds($"[{button}] on “{on}” in {At(place).Name} as {User.Name} sees it", place, seen =>
            seen.Readable.Contains(on, StringComparison.Ordinal) && seen.Card is { } card && CardPress.Find(card, button) is not null);
        return await Press(seen.Message, Found(seen.Card, button), inputs);
    }

    /// <summary>Presses a button of the card as it was: a client that has not drawn the newest version yet.</summary>
    /// <param name="card">What the client still shows.</param>
    public Task<PressAnswer> PressStale(TeamsMessage on, JsonObject card, string button, params (string Field, string Value)[] inputs) =>
        Press(on, Found(card, button), inputs);

    /// <summary>Presses what a client without <c>Action.Execute</c> shows in its place.</summary>
    public async Task<PressAnswer> PressFallback(TeamsMessage on, string button, params (string Field, string Value)[] inputs)
    {
        var seen = await Look(_teams.Now(on));
        var fallback = Found(seen.Card, button).Fallback ?? throw new ArgumentException($"[{button}] has no fallback.", nameof(button));
        return await Press(seen.Message, fallback, inputs);
    }

    /// <summary>Presses with a form that Teams' client would have held back, or that no client sends.</summary>
    internal Task<PressAnswer> Press(TeamsMessage on, CardPress press, CardForm form)
    {
        if (form.Errors.Count > 0) return Task.FromResult(new PressAnswer(PressOutcome.HeldByCard, null) { Errors = form.Errors });
        var data = form.Into(press.Action["data"]);
        return press.Type switch
        {
            "Action.Execute" => Execute(on, press, data, "manual", quietly: false),
            "Action.Submit" => SubmitOn(on, press, data),
            _ => Task.FromResult(new PressAnswer(PressOutcome.NothingSent, null)),
        };
    }

    private Task<PressAnswer> Press(TeamsMessage on, CardPress press, (string, string)[] inputs) => Press(on, press, CardForm.Of(press.Inputs, inputs));

    private Task<PressAnswer> Refresh(TeamsMessage message)
    {
        var press = new CardPress((JsonObject)Json.At(message.Card, "refresh", "action")!, []);
        return Execute(message, press, press.Action["data"]?.DeepClone(), "automatic", quietly: true);
    }

    private async Task<PressAnswer> Execute(TeamsMessage on, CardPress press, JsonNode? data, string trigger, bool quietly)
    {
        var action = new JsonObject { ["type"] = "Action.Execute", ["verb"] = press.Action["verb"]?.DeepClone(), ["data"] = data };
        foreach (var name in (string[])["id", "title"])
        {
            if (press.Action[name] is { } field) action[name] = field.DeepClone();
        }
        var value = new JsonObject { ["action"] = action, ["trigger"] = trigger };
        return _answers.OnCard(on, await Send("adaptiveCard/action", on, value), quietly);
    }

    private async Task<PressAnswer> SubmitOn(TeamsMessage on, CardPress press, JsonNode? data)
    {
        if (press.TeamsType == "task/fetch")
        {
            var http = await Send("task/fetch", on, new() { ["data"] = data, ["context"] = new JsonObject { ["theme"] = "default" } });
            return _answers.OnFetch(new(PlaceOf(on), on), http);
        }
        var (value, text) = press.TeamsType switch
        {
            "imBack" => (null, Json.Text(data, "msteams", "value")),
            "messageBack" => (Json.At(data, "msteams", "value"), Json.Text(data, "msteams", "text")),
            _ => (data, null),
        };
        var sent = await _teams.Sender.Send(_activities.Submitted(PlaceOf(on), on, value ?? new JsonObject(), text));
        return sent.Ok ? new(PressOutcome.Sent, sent) : new(PressOutcome.Trouble, sent) { Trouble = $"status {sent.Status}" };
    }

    private Task<HttpAnswer> Send(string name, TeamsMessage on, JsonObject value) => _teams.Sender.Send(_activities.Invoke(name, PlaceOf(on), on, value));

    private TeamsPlace PlaceOf(TeamsMessage message) => _teams.Tenant.Directory.Conversation(message.Place)!;

    private static CardPress Found(JsonObject? card, string button) =>
        (card is null ? null : CardPress.Find(card, button)) ?? throw new ArgumentException($"There is no [{button}] on:\n{(card is null ? "" : AdaptiveCardText.Of(card))}", nameof(button));
}
