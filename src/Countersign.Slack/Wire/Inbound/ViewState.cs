using System.Text.Json;

namespace Countersign.Slack.Wire;

/// <summary>What all inputs of a view or message hold, by block and action id.</summary>
public sealed class ViewState
{
    public static readonly ViewState Empty = new([]);

    private readonly Dictionary<(string Block, string Action), StateValue> _values;

    private ViewState(Dictionary<(string Block, string Action), StateValue> values) => _values = values;

    public int Count => _values.Count;

    /// <summary>Whether the view has this input; an empty one counts.</summary>
    public bool Has(string blockId) => _values.Keys.Any(k => k.Block == blockId);

    public StateValue? Find(string blockId, string actionId) => _values.GetValueOrDefault((blockId, actionId));

    /// <summary>Typed text; null when the input is empty or not there. Untrusted.</summary>
    public string? Text(string blockId, string actionId) => Find(blockId, actionId)?.Value;

    /// <summary>The <c>value</c> of the chosen option.</summary>
    public string? Choice(string blockId, string actionId) => Find(blockId, actionId)?.SelectedOption;

    /// <summary>The <c>value</c>s chosen from checkboxes or a list of many; empty when none.</summary>
    public IReadOnlyList<string> Choices(string blockId, string actionId) =>
        Find(blockId, actionId)?.SelectedOptions ?? [];

    public string? User(string blockId, string actionId) => Find(blockId, actionId)?.SelectedUser;

    public IReadOnlyList<string> Users(string blockId, string actionId) => Find(blockId, actionId)?.SelectedUsers ?? [];

    /// <summary>As <c>YYYY-MM-DD</c>.</summary>
    public string? Date(string blockId, string actionId) => Find(blockId, actionId)?.SelectedDate;

    /// <summary>Reads the <c>state</c> object: <c>values[block_id][action_id]</c>.</summary>
    internal static ViewState? Read(ref Utf8JsonReader json)
    {
        if (!JsonFields.Enter(ref json)) return null;
        Dictionary<(string, string), StateValue> values = [];
        while (JsonFields.Next(ref json))
        {
            if (json.ValueTextEquals("values"u8)) ReadBlocks(ref json, values);
            else JsonFields.Pass(ref json);
        }

        return values.Count == 0 ? Empty : new ViewState(values);
    }

    private static void ReadBlocks(ref Utf8JsonReader json, Dictionary<(string, string), StateValue> values)
    {
        if (!JsonFields.Enter(ref json)) return;
        while (JsonFields.Next(ref json))
        {
            var block = json.GetString()!;
            if (!JsonFields.Enter(ref json)) continue;
            while (JsonFields.Next(ref json))
            {
                var action = json.GetString()!;
                if (!JsonFields.Enter(ref json)) continue;
                var value = new StateValueFields();
                while (JsonFields.Next(ref json)) value.ReadField(ref json);
                values[(block, action)] = value.Build();
            }
        }
    }
}
