using Countersign.Slack.Wire;

namespace Countersign.Adapters.Tests.SlackWire;

/// <summary>One of each block and element, with every field that has a value to show.</summary>
internal static class Samples
{
    private static readonly Confirm Sure = new(new("Sure?"), new Mrkdwn("*Really*"), new("Yes"), new("No"))
    {
        Style = ButtonStyle.Danger,
    };

    private static readonly Option High = new(new PlainText("High"), "high") { Description = new("Touches money") };
    private static readonly Option Low = new(new PlainText("Low"), "low");

    public static SlackMessage Message => new(
        "Sign off <CR-1>?",
        [
            new Header(new("Sign off?")) { BlockId = "head" },
            new Section(
                new Mrkdwn("*Ana* asks"),
                [new PlainText("Risk: high", Emoji: true), new Mrkdwn("`main`") { Verbatim = false }],
                new Overflow("more", [Low, High]) { Confirm = Sure }),
            new Section(new PlainText("Text & <more> \"✓\" 🚀"), Accessory: new ImageElement(new("https://example.com/a.png"), "A face")),
            new Context([new Mrkdwn("small"), new PlainText("print"), new ImageElement(new("https://example.com/b.png"), "B")]),
            new Divider(),
            ActionRow,
            new Image(new("https://example.com/c.png"), "A chart", new("Chart")),
            Rich,
            Rows,
        ]);

    public static ModalView Modal => new(
        new("Ask"),
        [
            new Input(new("Why"), new PlainTextInput("text")
            {
                Multiline = true,
                MinLength = 1,
                MaxLength = 300,
                InitialValue = "because",
                Placeholder = new("A sentence"),
                FocusOnLoad = true,
            })
            {
                BlockId = "why",
                Hint = new("For the ledger"),
                Optional = true,
                DispatchAction = false,
            },
            new Input(new("Link"), new UrlInput("url") { Placeholder = new("https://…"), InitialValue = "https://example.com" }),
            new Input(new("Risk"), new RadioButtons("risk", [Low, High]) { InitialOption = Low }),
            new Input(new("Done"), new Checkboxes("done", [Low, High]) { InitialOptions = [High] }),
            new Input(new("Groups"), new StaticSelect("group") { OptionGroups = [new(new("All"), [Low, High])] }),
            new Input(new("Many"), new MultiStaticSelect("many")
            {
                Options = [Low, High],
                InitialOptions = [Low],
                MaxSelectedItems = 2,
            }),
            new Input(new("People"), new MultiUsersSelect("people") { InitialUsers = ["U1"], MaxSelectedItems = 3 }),
        ],
        new("Send"),
        new("Cancel"))
    {
        CallbackId = "ask",
        PrivateMetadata = "{\"r\":1}",
        ExternalId = "x-1",
        NotifyOnClose = true,
        ClearOnClose = false,
    };

    public static HomeView Home => new([new Section(new PlainText("Nothing to do."))]) { CallbackId = "home" };

    private static Actions ActionRow => new(
    [
        new Button(new("Approve"), "approve")
        {
            Value = "CR-1.2",
            Style = ButtonStyle.Primary,
            Confirm = Sure,
            AccessibilityLabel = "Approve CR-1",
        },
        new Button(new("Open"), "open") { Url = new("https://example.com/pull/1?a=1&b=2") },
        new StaticSelect("risk") { Placeholder = new("Risk"), Options = [Low, High], InitialOption = High },
        new UsersSelect("who") { Placeholder = new("Who"), InitialUser = "U1" },
    ])
    {
        BlockId = "row",
    };

    private static RichText Rich => new(
    [
        new RichTextSection(
        [
            new RichTextText("bold") { Style = new(Bold: true) },
            new RichTextLink(new("https://example.com"), "a link"),
            new RichTextUser("U1"),
            new RichTextEmoji("rocket"),
            new RichTextDate(1763629200, "{date_short_pretty} at {time}", "2025-11-20 09:00 UTC"),
        ]),
        new RichTextPreformatted([new RichTextText("<!channel> stays text")]),
        new RichTextQuote([new RichTextText("quoted") { Style = new(Italic: true, Strike: true, Code: true) }]),
        new RichTextList([new([new RichTextText("one")]), new([new RichTextText("two")])], RichTextListStyle.Bullet),
    ]);

    private static Table Rows => new(
        [
            [new RawText("Who"), new RawText("When")],
            [new RichText([new RichTextSection([new RichTextUser("U1")])]), new RawText("today")],
        ],
        [new(ColumnAlignment.Left, true), new(ColumnAlignment.Right)]);
}
