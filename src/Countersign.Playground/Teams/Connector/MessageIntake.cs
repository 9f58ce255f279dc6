using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>Whether Teams takes a message as it is, and what is wrong with one that it takes all the same.</summary>
internal sealed class MessageIntake(StandInTeams teams)
{
    public const string CardType = "application/vnd.microsoft.card.adaptive";

    /// <param name="isSplit">Text and attachments: shown as two messages.</param>
    /// <returns>The refusal, or null when it is taken.</returns>
    public ConnectorAnswer? Refuses(ConnectorRequest request, JsonNode? given, out bool isSplit)
    {
        isSplit = false;
        if (given is not JsonObject activity) return ConnectorAnswer.BadSyntax("The body is no JSON object.");
        if (Json.Text(activity["type"]) != "message") return ConnectorAnswer.BadSyntax("Only messages can be sent.");
        var text = Json.Text(activity["text"]) ?? "";
        var attachments = Json.Objects(activity["attachments"]).ToList();
        if (text.Length == 0 && attachments.Count == 0) return ConnectorAnswer.BadSyntax("The activity says nothing.");

        isSplit = text.Length > 0 && attachments.Count > 0;
        teams.Found(request, Habits(activity, text, attachments), activity);
        var broken = attachments.SelectMany(attachment => Broken(attachment)).ToList();
        teams.Found(request, broken, activity);
        return broken.Count == 0 ? null : ConnectorAnswer.BadSyntax(string.Join(' ', broken));
    }

    private static IEnumerable<string> Habits(JsonObject activity, string text, List<JsonObject> attachments)
    {
        if (attachments.Count > 0 && text.Length > 0) yield return "text beside an attachment: Teams makes two messages of it, and gives no id";
        if (attachments.Count > 1) yield return "several attachments in one message";
        if (attachments.Count > 0 && string.IsNullOrWhiteSpace(Json.Text(activity["summary"]))) yield return "a card without a summary: its notification says nothing";
    }

    private IEnumerable<string> Broken(JsonObject attachment)
    {
        if (Json.Text(attachment["contentType"]) != CardType) return [$"unsupported content type: {attachment["contentType"]}"];
        return CardRules.FaultsOf(attachment["content"], CardPlace.Message, teams.Tenant.Directory);
    }
}
