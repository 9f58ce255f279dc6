using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>What one element of a form holds.</summary>
/// <param name="Json">As <c>state.values</c> shows it.</param>
/// <param name="Text">What was typed, for elements that are typed into.</param>
/// <param name="IsEmpty">Nothing typed or chosen.</param>
internal sealed record FieldValue(JsonObject Json, string? Text, bool IsEmpty)
{
    private sealed record Kind(string Holds, string Initial, bool Options = false, bool Many = false);

    /// <summary>Where each type keeps its value in the state, and where its first value comes from.</summary>
    private static readonly Dictionary<string, Kind> Kinds = new()
    {
        ["plain_text_input"] = new("value", "initial_value"),
        ["email_text_input"] = new("value", "initial_value"),
        ["url_text_input"] = new("value", "initial_value"),
        ["number_input"] = new("value", "initial_value"),
        ["static_select"] = new("selected_option", "initial_option", Options: true),
        ["external_select"] = new("selected_option", "initial_option", Options: true),
        ["radio_buttons"] = new("selected_option", "initial_option", Options: true),
        ["checkboxes"] = new("selected_options", "initial_options", Options: true, Many: true),
        ["multi_static_select"] = new("selected_options", "initial_options", Options: true, Many: true),
        ["multi_external_select"] = new("selected_options", "initial_options", Options: true, Many: true),
        ["users_select"] = new("selected_user", "initial_user"),
        ["channels_select"] = new("selected_channel", "initial_channel"),
        ["conversations_select"] = new("selected_conversation", "initial_conversation"),
        ["multi_users_select"] = new("selected_users", "initial_users", Many: true),
        ["multi_channels_select"] = new("selected_channels", "initial_channels", Many: true),
        ["multi_conversations_select"] = new("selected_conversations", "initial_conversations", Many: true),
        ["datepicker"] = new("selected_date", "initial_date"),
        ["timepicker"] = new("selected_time", "initial_time"),
        ["datetimepicker"] = new("selected_date_time", "initial_date_time"),
    };

    public static bool HoldsOne(JsonObject element) => Kinds.ContainsKey(StandIn.Json.Text(element["type"]) ?? "");

    /// <param name="element">Of a type for which <see cref="HoldsOne"/> is true.</param>
    /// <param name="typed">What the person put in; null leaves the first value.</param>
    public static FieldValue Of(JsonObject element, string? typed)
    {
        var kind = Kinds[StandIn.Json.Text(element["type"])!];
        return Holding(element, kind, typed is null ? element[kind.Initial]?.DeepClone() : typed.Length == 0 ? null : Chosen(element, kind, typed));
    }

    /// <summary>What a client that draws the form holds: a text as typed, choices by their value, people by their id.</summary>
    /// <param name="element">Of a type for which <see cref="HoldsOne"/> is true.</param>
    /// <param name="given">Null where the element offers many and none is chosen, or where nothing was typed.</param>
    /// <param name="isUser">Whether an id is somebody's.</param>
    /// <returns>Null when the element does not offer what is given.</returns>
    public static FieldValue? Picked(JsonObject element, IReadOnlyList<string> given, Func<string, bool> isUser)
    {
        var kind = Kinds[StandIn.Json.Text(element["type"])!];
        if (kind.Many && element["max_selected_items"] is { } most && given.Count > (int)most) return null;
        var picked = given.Select(one => Pick(element, kind, one, isUser)).ToList();
        if (picked.Contains(null) || (!kind.Many && picked.Count > 1)) return null;
        return Holding(element, kind, kind.Many ? new JsonArray([.. picked]) : picked.FirstOrDefault());
    }

    private static JsonNode? Pick(JsonObject element, Kind kind, string given, Func<string, bool> isUser) => kind.Holds switch
    {
        "value" => given,
        "selected_option" or "selected_options" => FormState.OptionsOf(element).FirstOrDefault(option => StandIn.Json.Text(option["value"]) == given)?.DeepClone(),
        "selected_user" or "selected_users" => isUser(given) ? given : null,
        "selected_date" => DateOnly.TryParseExact(given, "yyyy-MM-dd", out _) ? given : null,
        "selected_time" => TimeOnly.TryParseExact(given, "HH:mm", out _) ? given : null,
        "selected_date_time" => long.TryParse(given, out var seconds) ? seconds : null,
        _ => null,
    };

    private static FieldValue Holding(JsonObject element, Kind kind, JsonNode? value)
    {
        if (value is null && kind.Many) value = new JsonArray();
        var text = kind.Holds == "value" ? StandIn.Json.Text(value) : null;
        return new(new JsonObject { ["type"] = element["type"]?.DeepClone(), [kind.Holds] = value }, text, value is null or JsonArray { Count: 0 });
    }

    private static JsonNode Chosen(JsonObject element, Kind kind, string typed)
    {
        if (kind.Holds == "selected_date_time") return long.Parse(typed);
        if (kind.Many) return new JsonArray([.. typed.Split('|', StringSplitOptions.TrimEntries).Select(one => One(element, kind, one))]);
        return One(element, kind, typed);
    }

    private static JsonNode One(JsonObject element, Kind kind, string typed)
    {
        if (!kind.Options) return typed;
        var option = FormState.OptionsOf(element).FirstOrDefault(option => CardText.Words(option["text"]) == typed || StandIn.Json.Text(option["value"]) == typed);
        return option?.DeepClone() ?? throw new ArgumentException($"There is no option {typed}.", nameof(typed));
    }
}
