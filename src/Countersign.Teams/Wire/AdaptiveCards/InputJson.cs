using System.Text.Json;

namespace Countersign.Teams.Wire.AdaptiveCards;

internal static class InputJson
{
    public static void Write(CardInput input, Utf8JsonWriter json)
    {
        switch (input)
        {
            case TextInput text:
                json.WriteString("type", "Input.Text");
                WriteText(text, json);
                break;
            case ChoiceSetInput choices:
                json.WriteString("type", "Input.ChoiceSet");
                WriteChoices(choices, json);
                break;
            case ToggleInput toggle:
                json.WriteString("type", "Input.Toggle");
                json.WriteText("title", toggle.Title);
                json.WriteString("value", toggle.IsOn ? "true" : "false");
                json.WriteBoolean("wrap", true);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(input), input, "This field has no JSON yet.");
        }

        json.WriteText("id", input.Id);
        json.WriteText("label", input.Label);
        json.WriteIf("isRequired", input.IsRequired);
        json.WriteText("errorMessage", input.ErrorMessage);
    }

    private static void WriteText(TextInput text, Utf8JsonWriter json)
    {
        json.WriteIf("isMultiline", text.IsMultiline);
        if (text.MaxLength is { } max)
            json.WriteNumber("maxLength", max);
        json.WriteText("placeholder", text.Placeholder);
        json.WriteText("value", text.Value);
        json.WriteText("regex", text.Regex);
    }

    private static void WriteChoices(ChoiceSetInput choices, Utf8JsonWriter json)
    {
        json.WriteString("style", choices.Style switch
        {
            ChoiceStyle.Expanded => "expanded",
            ChoiceStyle.Filtered => "filtered",
            _ => "compact",
        });
        json.WriteIf("isMultiSelect", choices.IsMultiSelect);
        json.WriteBoolean("wrap", true);
        json.WriteText("placeholder", choices.Placeholder);
        if (choices.Chosen.Count > 0)
            json.WriteText("value", string.Join(',', choices.Chosen));
        json.WriteStartArray("choices");
        foreach (var choice in choices.Choices)
        {
            json.WriteStartObject();
            json.WriteText("title", choice.Title);
            json.WriteText("value", choice.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
