using System.Text.Json;
using Countersign.Core.Words;
using Countersign.Teams.Cards;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Inbound;

/// <summary>What an invoke is answered with, in the HTTP response.</summary>
public abstract record InvokeAnswer
{
    private const string CardType = "application/vnd.microsoft.card.adaptive";

    private InvokeAnswer()
    {
    }

    /// <summary>To a press: the card as whoever pressed sees it from now on.</summary>
    public sealed record Card(AdaptiveCard Shown) : InvokeAnswer;

    /// <summary>To a press: a private word.</summary>
    public sealed record Word(string Text) : InvokeAnswer;

    /// <summary>To a press that can't be read.</summary>
    public sealed record Fault(int StatusCode, string Code, string Text) : InvokeAnswer;

    /// <summary>The dialog opens, or shows another card.</summary>
    public sealed record Open(Dialog Dialog) : InvokeAnswer;

    /// <summary>The dialog closes with a sentence.</summary>
    /// <param name="Words">The same, for whoever can draw it.</param>
    public sealed record Told(string Text, Sentence Words) : InvokeAnswer;

    /// <summary>The dialog closes.</summary>
    public sealed record Closed : InvokeAnswer
    {
        public static readonly Closed Instance = new();
    }

    /// <summary>The body's JSON; empty for <see cref="Closed"/>.</summary>
    public byte[] ToUtf8()
    {
        if (this is Closed)
            return [];
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            if (this is Open or Told)
                WriteTask(json);
            else
                WriteAction(json);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private void WriteAction(Utf8JsonWriter json)
    {
        json.WriteNumber("statusCode", this is Fault { StatusCode: var status } ? status : 200);
        switch (this)
        {
            case Card { Shown: var card }:
                json.WriteString("type", CardType);
                json.WritePropertyName("value");
                json.WriteRawValue(CardJson.ToUtf8(card));
                break;
            case Word { Text: var text }:
                json.WriteString("type", "application/vnd.microsoft.activity.message");
                json.WriteString("value", text);
                break;
            case Fault { Code: var code, Text: var text }:
                json.WriteString("type", "application/vnd.microsoft.error");
                json.WriteStartObject("value");
                json.WriteString("code", code);
                json.WriteString("message", text);
                json.WriteEndObject();
                break;
        }
    }

    private void WriteTask(Utf8JsonWriter json)
    {
        json.WriteStartObject("task");
        if (this is Told { Text: var text })
        {
            json.WriteString("type", "message");
            json.WriteString("value", text);
        }
        else if (this is Open { Dialog: var dialog })
        {
            json.WriteString("type", "continue");
            json.WriteStartObject("value");
            json.WriteString("title", dialog.Title);
            json.WriteString("height", dialog.IsTall ? "large" : "medium");
            json.WriteString("width", "medium");
            json.WriteStartObject("card");
            json.WriteString("contentType", CardType);
            json.WritePropertyName("content");
            json.WriteRawValue(CardJson.ToUtf8(dialog.Card));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
