using System.Text.Json;

namespace Countersign.Slack.Wire;

/// <summary>One pressed or changed element.</summary>
/// <param name="Input">The element's value, or what was chosen in it.</param>
public sealed record BlockAction(string BlockId, string ActionId, string? ActionTs, StateValue Input)
{
    /// <summary>The value of a button.</summary>
    public string? Value => Input.Value;

    internal static IReadOnlyList<BlockAction> ReadAll(ref Utf8JsonReader json)
    {
        if (!JsonFields.EnterArray(ref json)) return [];
        List<BlockAction> actions = new(1);
        while (JsonFields.NextObject(ref json))
        {
            string? block = null, action = null, ts = null;
            var input = new StateValueFields();
            while (JsonFields.Next(ref json))
            {
                if (json.ValueTextEquals("block_id"u8)) block = JsonFields.Text(ref json);
                else if (json.ValueTextEquals("action_id"u8)) action = JsonFields.Text(ref json);
                else if (json.ValueTextEquals("action_ts"u8)) ts = JsonFields.Text(ref json);
                else input.ReadField(ref json);
            }

            // An action without its id names no button: nothing could be done with it.
            if (action is not null) actions.Add(new BlockAction(block ?? "", action, ts, input.Build()));
        }

        return actions;
    }
}
