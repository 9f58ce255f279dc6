using System.Collections.Immutable;
using System.Text.Json;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using NodaTime;

namespace Countersign.Teams.Cards;

/// <summary>
/// What a press or a sent form holds, read once. The fields are people's input and never trusted: who may do it is judged by the
/// desk, what the form may say by <see cref="DraftRules"/>.
/// </summary>
public sealed class PressData
{
    private const int MostFields = 60;
    private readonly Dictionary<string, string> _fields;

    private PressData(string verb, ButtonValue? button, Dictionary<string, string> fields) => (Verb, Button, _fields) = (verb, button, fields);

    /// <summary>One of <see cref="Ids"/>, or a word that we don't know.</summary>
    public string Verb { get; }

    /// <summary>Null when it names no request, or can't be read.</summary>
    public ButtonValue? Button { get; }

    /// <summary>Null when there is no such field.</summary>
    public string? this[string field] => _fields.GetValueOrDefault(field);

    public DeclineReason? Because =>
        Enum.TryParse<DeclineReason>(this[Ids.Because], out var reason) && Enum.IsDefined(reason) ? reason : null;

    /// <summary>For how long it is put off; null when it says no time that can be.</summary>
    public Duration? For => Snoozes.ReadCarried(this[Ids.For]);

    /// <summary>Null when it names no offer to swap, or can't be read.</summary>
    public SwapId? Swap => SwapId.TryParse(this[Ids.Swap], out var offer) ? offer : null;

    /// <summary>What was typed for this press: a card has a field for each verb that asks for a reason.</summary>
    public string? Reason => this[Ids.ReasonFor(Verb)] ?? this[Ids.Reason];

    /// <summary>The values of a field that may hold several: Teams joins them with commas.</summary>
    public ImmutableArray<string> Several(string field) =>
        [.. (this[field] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <param name="data">The action's data with the inputs merged in.</param>
    /// <param name="verb">Of an Action.Execute; else the data says it.</param>
    public static PressData Read(JsonElement? data, string? verb = null)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (data is { ValueKind: JsonValueKind.Object } values)
            foreach (var field in values.EnumerateObject().Take(MostFields))
                if (field.Value.ValueKind is JsonValueKind.String)
                    fields[field.Name] = field.Value.GetString()!;
                else if (field.Value.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number)
                    fields[field.Name] = field.Value.GetRawText();
        var named = verb ?? fields.GetValueOrDefault(Ids.Do) ?? fields.GetValueOrDefault(Wire.AdaptiveCards.ExecuteAction.VerbKey) ?? "";
        return new PressData(
            named, ButtonValue.TryParse(fields.GetValueOrDefault(Ids.Button), out var button) ? button : null, fields);
    }
}
