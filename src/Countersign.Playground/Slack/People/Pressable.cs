using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>Something on a card that can be pressed or chosen.</summary>
/// <param name="Label">What the person reads on it.</param>
/// <param name="Block">The block it is in.</param>
/// <param name="Element">The button or menu.</param>
/// <param name="Option">The option of a menu, or null for a button.</param>
internal sealed record Pressable(string Label, JsonObject Block, JsonObject Element, JsonObject? Option)
{
    public string? Confirm => Element["confirm"] is not JsonObject confirm
        ? null
        : CardText.Lines([CardText.Words(confirm["title"]), CardText.Words(confirm["text"]), $"[{CardText.Words(confirm["confirm"])}] [{CardText.Words(confirm["deny"])}]"]);

    /// <summary>Everything that can be pressed, top to bottom.</summary>
    public static IEnumerable<Pressable> In(JsonArray blocks) =>
        from block in Json.Objects(blocks)
        from element in BlockIds.ElementsOf(block)
        from pressable in Of(block, element)
        select pressable;

    /// <summary>By the label; failing that, by the whole action id.</summary>
    public static Pressable? Find(JsonArray blocks, string labelOrActionId)
    {
        var all = In(blocks).ToList();
        return all.Find(pressable => pressable.Label == labelOrActionId)
            ?? all.Find(pressable => Json.Text(pressable.Element["action_id"]) == labelOrActionId && pressable.Option is null);
    }

    /// <summary>By the ids alone: what a client that draws the card sends.</summary>
    /// <param name="option">The value of a menu's option; null for a button.</param>
    public static Pressable? At(JsonArray blocks, string block, string action, string? option) =>
        In(blocks).FirstOrDefault(pressable => Json.Text(pressable.Block["block_id"]) == block
            && Json.Text(pressable.Element["action_id"]) == action
            && (pressable.Option is { } held ? option is not null && Json.Text(held["value"]) == option : option is null));

    /// <summary>The entry of <c>actions</c> that tells of a press.</summary>
    public JsonObject Action(string actionTs)
    {
        var action = new JsonObject
        {
            ["type"] = Element["type"]?.DeepClone(),
            ["block_id"] = Block["block_id"]?.DeepClone(),
            ["action_id"] = Element["action_id"]?.DeepClone(),
            ["action_ts"] = actionTs,
        };
        if (Json.Text(Element["type"]) == "checkboxes") action["selected_options"] = new JsonArray(Option?.DeepClone());
        else if (Option is not null) action["selected_option"] = Option.DeepClone();
        else CopyButton(action);
        return action;
    }

    private void CopyButton(JsonObject action)
    {
        foreach (var name in (string[])["text", "value", "style", "confirm"])
        {
            if (Element[name] is { } field) action[name] = field.DeepClone();
        }
    }

    private static IEnumerable<Pressable> Of(JsonObject block, JsonObject element)
    {
        if (Json.Text(element["type"]) == "button") return [new(CardText.Words(element["text"]), block, element, null)];
        return FormState.OptionsOf(element).Select(option => new Pressable(CardText.Words(option["text"]), block, element, option));
    }
}
