using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>Does to a person's screen what the bot's answer to an invoke asks for.</summary>
internal sealed class InvokeAnswers(StandInTeams teams, TeamsUser user)
{
    /// <summary>What Teams says when an app did not answer rightly.</summary>
    public const string WentWrong = "Something went wrong. Please try again.";

    private const string MessageType = "application/vnd.microsoft.activity.message";
    private const string ErrorType = "application/vnd.microsoft.error";

    private Screens Screens => teams.Tenant.Screens;

    /// <summary>The answer to <c>adaptiveCard/action</c>.</summary>
    /// <param name="quietly">A card that refreshed itself: nobody is told of what went wrong.</param>
    public PressAnswer OnCard(TeamsMessage message, HttpAnswer http, bool quietly)
    {
        if (Unanswered(http) is { } why) return Trouble(http, why, quietly);
        if (http.BodyJson is not JsonObject body) return Odd(http, "the body is no JSON object", quietly);
        var status = body["statusCode"] is JsonValue code && code.TryGetValue<int>(out var number) ? number : 0;
        return (status, Json.Text(body["type"]), body["value"]) switch
        {
            (200, MessageIntake.CardType, JsonObject card) => Card(message, card, http, quietly),
            (200, MessageType, JsonValue value) when Json.Text(value) is { } text => Told(http, text, isError: false, quietly),
            ( >= 400 and < 600, ErrorType, JsonObject error) when Json.Text(error["message"]) is { } text => Told(http, text, isError: true, quietly),
            var (_, type, _) => Odd(http, $"status {status} with type {type} is no answer that Teams knows", quietly),
        };
    }

    /// <summary>The answer that may open a dialog.</summary>
    public PressAnswer OnFetch(DialogOrigin origin, HttpAnswer http)
    {
        if (Unanswered(http) is { } why) return Trouble(http, why, quietly: false);
        if (http.BodyJson is not JsonObject body || Task(body, out var faults) is not { } task) return Odd(http, "there is no task in it", quietly: false);
        if (faults.Count > 0) return Odd(http, string.Join(' ', faults), quietly: false);
        if (task.Text is { } text) return Told(http, text, isError: false, quietly: false);
        return new(PressOutcome.DialogOpened, http) { Dialog = Screens.Show(user.Id, task.Title, task.Card!, origin) };
    }

    /// <summary>The answer to a dialog that was sent.</summary>
    public DialogAnswer OnSubmit(TeamsDialog dialog, HttpAnswer http)
    {
        if (Unanswered(http) is { } why) return Unsent(http, why);
        if (http.Body.Length == 0 || http.BodyJson is JsonObject { Count: 0 }) return Closed(DialogOutcome.Closed, http, "");
        if (http.BodyJson is not JsonObject body) return Malformed(http, "the body is no JSON object");
        if (body["composeExtension"] is JsonObject composed) return Composed(dialog, http, composed);
        if (Task(body, out var faults) is not { } task) return Malformed(http, "there is no task in it");
        if (faults.Count > 0) return Malformed(http, string.Join(' ', faults));
        if (task.Text is { } text)
        {
            Screens.Say(user.Id, text, isError: false);
            return Closed(DialogOutcome.Message, http, text);
        }
        return new(DialogOutcome.Continued, http) { Dialog = Screens.Show(user.Id, task.Title, task.Card!, dialog.Origin) };
    }

    private sealed record ShownTask(string Title, JsonObject? Card, string? Text);

    private ShownTask? Task(JsonObject body, out IReadOnlyList<string> faults)
    {
        faults = [];
        if (body["task"] is not JsonObject task) return null;
        if (Json.Text(task["type"]) == "message" && Json.Text(task["value"]) is { } text) return new("", null, text);
        if (Json.Text(task["type"]) != "continue" || task["value"] is not JsonObject value) return null;
        if (Json.Text(value, "card", "contentType") != MessageIntake.CardType || Json.At(value, "card", "content") is not JsonObject card) return null;
        faults = CardRules.FaultsOf(card, CardPlace.Dialog, teams.Tenant.Directory);
        return new(Json.Text(value["title"]) ?? "", card, null);
    }

    private PressAnswer Card(TeamsMessage message, JsonObject card, HttpAnswer http, bool quietly)
    {
        var faults = CardRules.FaultsOf(card, CardPlace.Message, teams.Tenant.Directory);
        if (faults.Count > 0) return Odd(http, string.Join(' ', faults), quietly);
        if (teams.Tenant.Messages.Find(message.Place, message.Id) is { } now) Screens.Replace(user.Id, now, card);
        return new(PressOutcome.CardShown, http) { Card = card };
    }

    private PressAnswer Told(HttpAnswer http, string text, bool isError, bool quietly)
    {
        if (!quietly) Screens.Say(user.Id, text, isError);
        return new(isError ? PressOutcome.Error : PressOutcome.Toast, http) { Text = text };
    }

    private PressAnswer Odd(HttpAnswer http, string why, bool quietly)
    {
        teams.Found("answer to an invoke", [why], JsonValue.Create(http.Body));
        return Trouble(http, why, quietly);
    }

    private PressAnswer Trouble(HttpAnswer http, string why, bool quietly) => Told(http, WentWrong, isError: true, quietly) with { Outcome = PressOutcome.Trouble, Trouble = why };

    private DialogAnswer Composed(TeamsDialog dialog, HttpAnswer http, JsonObject composed)
    {
        if (dialog.Origin.Command is null) return Malformed(http, "a card on a message is no message extension");
        return Json.Text(composed["type"]) switch
        {
            "message" => Closed(DialogOutcome.Message, http, Json.Text(composed["text"]) ?? ""),
            "result" => Closed(DialogOutcome.Composed, http, string.Join('\n', Json.Objects(composed["attachments"]).Select(attachment => attachment["content"]).OfType<JsonObject>().Select(card => AdaptiveCardText.Of(card)))),
            var type => Malformed(http, $"unknown composeExtension {type}"),
        };
    }

    private DialogAnswer Closed(DialogOutcome outcome, HttpAnswer http, string text)
    {
        Screens.Close(user.Id);
        return new(outcome, http) { Text = text };
    }

    private DialogAnswer Malformed(HttpAnswer http, string why)
    {
        teams.Found("answer to a dialog", [why], JsonValue.Create(http.Body));
        return Unsent(http, why);
    }

    /// <summary>The dialog stays with what was filled in.</summary>
    private DialogAnswer Unsent(HttpAnswer http, string why)
    {
        Screens.Say(user.Id, WentWrong, isError: true);
        return new(DialogOutcome.Trouble, http) { Trouble = why, Text = WentWrong, Dialog = Screens.Dialog(user.Id) };
    }

    private static string? Unanswered(HttpAnswer http) => http.TimedOut ? "no answer in time" : http.Status == 200 ? null : $"status {http.Status}";
}
