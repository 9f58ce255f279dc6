using System.Text.Json;

namespace Countersign.Teams.Wire.AdaptiveCards;

internal static class ActionJson
{
    public static void WriteAll(IReadOnlyList<CardAction> actions, Utf8JsonWriter json)
    {
        json.WriteStartArray("actions");
        foreach (var action in actions)
        {
            json.WriteStartObject();
            Write(action, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteData(IReadOnlyList<KeyValuePair<string, string>> data, Utf8JsonWriter json)
    {
        json.WriteStartObject("data");
        WritePairs(data, json);
        json.WriteEndObject();
    }

    private static void Write(CardAction action, Utf8JsonWriter json)
    {
        switch (action)
        {
            case ExecuteAction execute:
                WriteExecute(execute, json);
                break;
            case SubmitAction submit:
                WriteSubmit(submit, json);
                break;
            case ShowCardAction show:
                WriteHead("Action.ShowCard", show, json);
                json.WriteStartObject("card");
                json.WriteString("type", "AdaptiveCard");
                CardJson.WriteContent(show.Card, json);
                json.WriteEndObject();
                break;
            case OpenUrlAction open:
                WriteHead("Action.OpenUrl", open, json);
                json.WriteText("url", open.Url.AbsoluteUri);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(action), action, "This button has no JSON yet.");
        }
    }

    private static void WriteExecute(ExecuteAction execute, Utf8JsonWriter json)
    {
        WriteHead("Action.Execute", execute, json);
        json.WriteText("verb", execute.Verb);
        WriteInputs(execute.LeavesInputs, json);
        WriteData(execute.Data, json);
        json.WriteStartObject("fallback");
        WriteHead("Action.Submit", execute, json);
        WriteInputs(execute.LeavesInputs, json);
        WriteData([.. execute.Data, new(ExecuteAction.VerbKey, execute.Verb)], json);
        json.WriteEndObject();
    }

    private static void WriteSubmit(SubmitAction submit, Utf8JsonWriter json)
    {
        WriteHead("Action.Submit", submit, json);
        WriteInputs(submit.LeavesInputs, json);
        json.WriteStartObject("data");
        WritePairs(submit.Data, json);
        if (submit.OpensDialog)
        {
            json.WriteStartObject("msteams");
            json.WriteString("type", "task/fetch");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteHead(string type, CardAction action, Utf8JsonWriter json)
    {
        json.WriteString("type", type);
        json.WriteText("title", action.Title);
        json.WriteWord("style", action.Style);
        if (action.IsSecondary)
            json.WriteString("mode", "secondary");
        json.WriteText("tooltip", action.Tooltip);
    }

    private static void WriteInputs(bool areLeft, Utf8JsonWriter json)
    {
        if (areLeft)
            json.WriteString("associatedInputs", "none");
    }

    private static void WritePairs(IReadOnlyList<KeyValuePair<string, string>> data, Utf8JsonWriter json)
    {
        foreach (var (name, value) in data)
            json.WriteText(name, value);
    }
}
