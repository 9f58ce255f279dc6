using System.Buffers;
using System.Text.Json;

namespace Countersign.Teams.Wire.AdaptiveCards;

/// <summary>Writes a card's JSON, in UTF-8.</summary>
public static class CardJson
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    private const int UsualSize = 8 * 1024;

    public static byte[] ToUtf8(AdaptiveCard card)
    {
        var buffer = new ArrayBufferWriter<byte>(UsualSize);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
            Write(card, json);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>As one value, within an answer that carries a card.</summary>
    public static void Write(AdaptiveCard card, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "AdaptiveCard");
        json.WriteString("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        json.WriteString("version", "1.5");
        json.WriteText("fallbackText", card.FallbackText);
        json.WriteText("speak", card.Speak);
        if (card.Refresh is { } refresh)
            WriteRefresh(refresh, json);
        if (card.FullWidth || card.Mentions.Count > 0)
            WriteTeams(card, json);
        WriteContent(card, json);
        json.WriteEndObject();
    }

    internal static void WriteContent(AdaptiveCard card, Utf8JsonWriter json)
    {
        ElementJson.WriteAll("body", card.Body, json);
        if (card.Actions is { Count: > 0 } actions)
            ActionJson.WriteAll(actions, json);
    }

    private static void WriteRefresh(Refresh refresh, Utf8JsonWriter json)
    {
        json.WriteStartObject("refresh");
        json.WriteStartObject("action");
        json.WriteString("type", "Action.Execute");
        json.WriteText("verb", refresh.Verb);
        ActionJson.WriteData(refresh.Data, json);
        json.WriteEndObject();
        json.WriteStartArray("userIds");
        foreach (var user in refresh.UserIds)
            json.WriteTextValue(user);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTeams(AdaptiveCard card, Utf8JsonWriter json)
    {
        json.WriteStartObject("msteams");
        if (card.FullWidth)
            json.WriteString("width", "Full");
        if (card.Mentions.Count > 0)
        {
            json.WriteStartArray("entities");
            foreach (var mention in card.Mentions)
                WriteMention(mention, json);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteMention(CardMention mention, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "mention");
        json.WriteText("text", mention.Markup);
        json.WriteStartObject("mentioned");
        json.WriteText("id", mention.UserId);
        json.WriteText("name", CardText.Plain(mention.Name));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
