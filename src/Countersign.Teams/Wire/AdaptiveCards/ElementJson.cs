using System.Text.Json;

namespace Countersign.Teams.Wire.AdaptiveCards;

internal static class ElementJson
{
    public static void WriteAll(string name, IReadOnlyList<CardElement> elements, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (var element in elements)
            WriteOne(element, json);
        json.WriteEndArray();
    }

    public static void WriteOne(CardElement element, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        Write(element, json);
        WriteCommon(element, json);
        json.WriteEndObject();
    }

    private static void Write(CardElement element, Utf8JsonWriter json)
    {
        switch (element)
        {
            case TextBlock text:
                WriteTextBlock(text, json);
                break;
            case RichTextBlock rich:
                WriteRichText(rich, json);
                break;
            case Container container:
                json.WriteString("type", "Container");
                json.WriteWord("style", container.Style);
                WriteAll("items", container.Items, json);
                break;
            case FactSet facts:
                WriteFacts(facts, json);
                break;
            case ColumnSet columns:
                WriteColumns(columns, json);
                break;
            case ActionSet set:
                json.WriteString("type", "ActionSet");
                ActionJson.WriteAll(set.Actions, json);
                break;
            case ChartElement chart:
                ChartJson.Write(chart, json);
                break;
            case CardInput input:
                InputJson.Write(input, json);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(element), element, "This element has no JSON yet.");
        }
    }

    private static void WriteCommon(CardElement element, Utf8JsonWriter json)
    {
        json.WriteWord("spacing", element.Spacing);
        json.WriteIf("separator", element.Separator);
    }

    private static void WriteTextBlock(TextBlock text, Utf8JsonWriter json)
    {
        json.WriteString("type", "TextBlock");
        json.WriteText("text", text.Text);
        json.WriteIf("wrap", text.Wrap);
        if (text.Heading)
            json.WriteString("style", "heading");
        json.WriteWord("size", text.Size);
        json.WriteWord("weight", text.Weight);
        json.WriteWord("color", text.Color);
        json.WriteIf("isSubtle", text.IsSubtle);
    }

    private static void WriteRichText(RichTextBlock rich, Utf8JsonWriter json)
    {
        json.WriteString("type", "RichTextBlock");
        json.WriteStartArray("inlines");
        foreach (var run in rich.Inlines)
        {
            json.WriteStartObject();
            json.WriteString("type", "TextRun");
            json.WriteText("text", run.Text);
            json.WriteWord("size", run.Size);
            json.WriteWord("weight", run.Weight);
            json.WriteWord("color", run.Color);
            json.WriteIf("isSubtle", run.IsSubtle);
            json.WriteIf("italic", run.Italic);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFacts(FactSet facts, Utf8JsonWriter json)
    {
        json.WriteString("type", "FactSet");
        json.WriteStartArray("facts");
        foreach (var fact in facts.Facts)
        {
            json.WriteStartObject();
            json.WriteText("title", fact.Title);
            json.WriteText("value", fact.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteColumns(ColumnSet columns, Utf8JsonWriter json)
    {
        json.WriteString("type", "ColumnSet");
        json.WriteStartArray("columns");
        foreach (var column in columns.Columns)
        {
            json.WriteStartObject();
            json.WriteString("type", "Column");
            json.WriteString("width", column.Stretch ? "stretch" : "auto");
            WriteAll("items", column.Items, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
