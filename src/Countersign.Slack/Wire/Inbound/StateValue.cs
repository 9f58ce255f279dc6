using System.Text.Json;

namespace Countersign.Slack.Wire;

/// <summary>What one input holds. Which of the fields is filled follows from the element's type.</summary>
/// <param name="Type">The element's type, such as <c>plain_text_input</c>.</param>
/// <param name="Value">Typed text, or a button's value. Untrusted.</param>
/// <param name="SelectedOption">The <c>value</c> of the option chosen from a list or radio buttons.</param>
/// <param name="SelectedOptions">The <c>value</c>s chosen from checkboxes or a list of many.</param>
/// <param name="SelectedDate">As <c>YYYY-MM-DD</c>.</param>
public sealed record StateValue(
    string? Type,
    string? Value,
    string? SelectedOption,
    IReadOnlyList<string> SelectedOptions,
    string? SelectedUser,
    IReadOnlyList<string> SelectedUsers,
    string? SelectedDate);

/// <summary>The fields of a <see cref="StateValue"/> while they are read.</summary>
internal struct StateValueFields
{
    private string? _type, _value, _option, _user, _date;
    private IReadOnlyList<string>? _options, _users;

    public void ReadField(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("type"u8)) _type = JsonFields.Text(ref json);
        else if (json.ValueTextEquals("value"u8)) _value = JsonFields.Text(ref json);
        else if (json.ValueTextEquals("selected_option"u8)) _option = OptionValue(ref json);
        else if (json.ValueTextEquals("selected_options"u8)) _options = OptionValues(ref json);
        else if (json.ValueTextEquals("selected_user"u8)) _user = JsonFields.Text(ref json);
        else if (json.ValueTextEquals("selected_users"u8)) _users = JsonFields.Texts(ref json);
        else if (json.ValueTextEquals("selected_date"u8)) _date = JsonFields.Text(ref json);
        else JsonFields.Pass(ref json);
    }

    public readonly StateValue Build() => new(_type, _value, _option, _options ?? [], _user, _users ?? [], _date);

    private static string? OptionValue(ref Utf8JsonReader json) =>
        JsonFields.Enter(ref json) ? InsideOption(ref json) : null;

    private static List<string> OptionValues(ref Utf8JsonReader json)
    {
        List<string> values = [];
        if (!JsonFields.EnterArray(ref json)) return values;
        while (JsonFields.NextObject(ref json))
        {
            if (InsideOption(ref json) is { } value) values.Add(value);
        }

        return values;
    }

    private static string? InsideOption(ref Utf8JsonReader json)
    {
        string? value = null;
        while (JsonFields.Next(ref json))
        {
            if (json.ValueTextEquals("value"u8)) value = JsonFields.Text(ref json);
            else JsonFields.Pass(ref json);
        }

        return value;
    }
}
