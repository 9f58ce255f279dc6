using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>The interactive elements, and the image.</summary>
internal static class ElementShapes
{
    public static readonly Rule Id = Rules.String(255);

    private static readonly Rule Confirm = new Shape
    {
        Must = { ["title"] = TextRules.PlainText(100), ["text"] = TextRules.AnyText(300), ["confirm"] = TextRules.PlainText(30), ["deny"] = TextRules.PlainText(30) },
        May = { ["style"] = Rules.Among("primary", "danger") },
    }.Check;

    /// <summary>Only radio buttons and checkboxes may word an option in mrkdwn; only an overflow menu may link.</summary>
    private static Rule Option(bool mrkdwn = false, bool url = false)
    {
        var shape = new Shape
        {
            Must = { ["text"] = mrkdwn ? TextRules.AnyText(75) : TextRules.PlainText(75), ["value"] = Rules.String(75) },
            May = { ["description"] = mrkdwn ? TextRules.AnyText(75) : TextRules.PlainText(75) },
        };
        if (url) shape.May["url"] = Rules.String(3_000);
        return shape.Check;
    }

    private static readonly Rule Group = new Shape
    {
        Must = { ["label"] = TextRules.PlainText(75), ["options"] = Rules.Each(100, Option()) },
    }.Check;

    public static readonly string[] Selects = ["static_select", "external_select", "users_select", "conversations_select", "channels_select"];
    public static readonly string[] MultiSelects = [.. Selects.Select(type => "multi_" + type)];
    public static readonly string[] Clocks = ["datepicker", "timepicker"];
    public static readonly string[] Ticks = ["radio_buttons", "checkboxes"];
    public static readonly string[] Typed = ["plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input", "datetimepicker"];

    public static readonly IReadOnlyDictionary<string, Shape> All = new Dictionary<string, Shape>
    {
        ["button"] = new()
        {
            Must = { ["text"] = TextRules.PlainText(75) },
            May =
            {
                ["action_id"] = Id, ["value"] = Rules.String(2_000), ["url"] = Rules.String(3_000), ["style"] = Rules.Among("primary", "danger"),
                ["confirm"] = Confirm, ["accessibility_label"] = Rules.String(75),
            },
        },
        ["overflow"] = new() { Must = { ["options"] = Rules.Each(5, Option(url: true)) }, May = { ["action_id"] = Id, ["confirm"] = Confirm } },
        ["static_select"] = Menu(options: true, initial: ("initial_option", Option())),
        ["multi_static_select"] = Menu(options: true, initial: ("initial_options", Rules.Each(100, Option()))),
        ["external_select"] = Menu(options: false, initial: ("initial_option", Option())),
        ["multi_external_select"] = Menu(options: false, initial: ("initial_options", Rules.Each(100, Option()))),
        ["users_select"] = Menu(options: false, initial: ("initial_user", Id)),
        ["multi_users_select"] = Menu(options: false, initial: ("initial_users", Rules.Each(100, Id))),
        ["conversations_select"] = Menu(options: false, initial: ("initial_conversation", Id)),
        ["multi_conversations_select"] = Menu(options: false, initial: ("initial_conversations", Rules.Each(100, Id))),
        ["channels_select"] = Menu(options: false, initial: ("initial_channel", Id)),
        ["multi_channels_select"] = Menu(options: false, initial: ("initial_channels", Rules.Each(100, Id))),
        ["radio_buttons"] = Tick("initial_option", Option(mrkdwn: true)),
        ["checkboxes"] = Tick("initial_options", Rules.Each(10, Option(mrkdwn: true))),
        ["datepicker"] = Input(("initial_date", Rules.String(10, 10)), ("confirm", Confirm)),
        ["timepicker"] = Input(("initial_time", Rules.String(5, 5)), ("confirm", Confirm), ("timezone", Rules.String(100))),
        ["datetimepicker"] = Input(("initial_date_time", Rules.Number(1_000_000_000, int.MaxValue)), ("confirm", Confirm)),
        ["plain_text_input"] = Input(("initial_value", Rules.String(3_000)), ("multiline", Rules.Flag), ("min_length", Rules.Number(0, 3_000)), ("max_length", Rules.Number(1, 3_000)), ("dispatch_action_config", AnyObject)),
        ["email_text_input"] = Input(("initial_value", Rules.String(3_000)), ("dispatch_action_config", AnyObject)),
        ["url_text_input"] = Input(("initial_value", Rules.String(3_000)), ("dispatch_action_config", AnyObject)),
        ["number_input"] = Input(("initial_value", Rules.String(100)), ("is_decimal_allowed", Rules.Flag), ("min_value", Rules.String(100)), ("max_value", Rules.String(100)), ("dispatch_action_config", AnyObject)),
        ["rich_text_input"] = Input(("initial_value", AnyObject), ("dispatch_action_config", AnyObject)),
        ["file_input"] = new() { May = { ["action_id"] = Id, ["filetypes"] = Rules.Each(100, Rules.String(20)), ["max_files"] = Rules.Number(1, 10) } },
        ["image"] = new()
        {
            Must = { ["alt_text"] = Rules.String(2_000) },
            May = { ["image_url"] = Rules.String(3_000), ["slack_file"] = AnyObject },
            Also = RichShapes.OnePicture,
        },
    };

    private static Shape Input(params (string Name, Rule Rule)[] more)
    {
        var shape = new Shape { May = { ["action_id"] = Id, ["placeholder"] = TextRules.PlainText(150), ["focus_on_load"] = Rules.Flag } };
        foreach (var (name, rule) in more) shape.May[name] = rule;
        return shape;
    }

    private static Shape Menu(bool options, (string Name, Rule Rule) initial)
    {
        var shape = Input(initial, ("confirm", Confirm), ("max_selected_items", Rules.Number(1, 100)), ("min_query_length", Rules.Number(0, 100)), ("response_url_enabled", Rules.Flag), ("default_to_current_conversation", Rules.Flag), ("filter", AnyObject));
        if (!options) return shape;
        shape.May["options"] = Rules.Each(100, Option());
        shape.May["option_groups"] = Rules.Each(100, Group);
        return shape with { Also = OptionsOrGroups };
    }

    private static Shape Tick(string initialName, Rule initial)
    {
        var shape = Input((initialName, initial), ("confirm", Confirm));
        shape.Must["options"] = Rules.Each(10, Option(mrkdwn: true));
        return shape;
    }

    private static void OptionsOrGroups(JsonObject menu, string at, Faults faults)
    {
        if (menu["options"] is null == menu["option_groups"] is null) faults.Add(at, "must have either options or option_groups");
    }

    private static void AnyObject(JsonNode value, string at, Faults faults)
    {
        if (value is not JsonObject) faults.Add(at, "must be an object");
    }
}
