using Countersign.Slack.Wire;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.SlackWire;

public sealed class BlockLimitTests
{
    private static readonly Button Plain = new(new("Go"), "go");

    public static TheoryData<string, Block> OneTooMany => new()
    {
        { "section.text", new Section(new PlainText(Long(3_001))) },
        { "section.text: empty", new Section(new PlainText("")) },
        { "neither text nor fields", new Section() },
        { "section.fields: 11", new Section(Fields: Many<TextObject>(11, _ => new PlainText("a"))) },
        { "section.fields: 2001", new Section(Fields: [new PlainText(Long(2_001))]) },
        { "header.text", new Header(new(Long(151))) },
        { "actions.elements: 26", new Actions(Many<IActionsElement>(26, i => Plain with { ActionId = $"a{i}" })) },
        { "primary buttons: 2", new Actions([Primary("a"), Primary("b")]) },
        { "an action_id twice", new Actions([Plain, Plain]) },
        { "actions.elements: none", new Actions([]) },
        { "context.elements: 11", new Context(Many<IContextElement>(11, _ => new PlainText("a"))) },
        { "button.text", new Actions([new Button(new(Long(76)), "a")]) },
        { "button.value", new Actions([Plain with { Value = Long(2_001) }]) },
        { "button.accessibility_label", new Actions([Plain with { AccessibilityLabel = Long(76) }]) },
        { "button.action_id", new Actions([Plain with { ActionId = Long(256) }]) },
        { "block_id", new Divider { BlockId = Long(256) } },
        { "options: 101", new Actions([List(Options(101))]) },
        { "options.text", new Actions([List([new(new PlainText(Long(76)), "v")])]) },
        { "options.value", new Actions([List([new(new PlainText("t"), Long(76))])]) },
        { "plain text only", new Actions([List([new(new Mrkdwn("t"), "v")])]) },
        { "placeholder", new Actions([List(Options(1)) with { Placeholder = new(Long(151)) }]) },
        { "either options or option_groups", new Actions([new StaticSelect("a")]) },
        { "options: 11", new Actions([new RadioButtons("a", Options(11))]) },
        { "options: 11", new Actions([new Checkboxes("a", Options(11))]) },
        { "options: 6", new Actions([new Overflow("a", Options(6))]) },
        { "confirm.title", new Actions([Plain with { Confirm = Sure with { Title = new(Long(101)) } }]) },
        { "confirm.text", new Actions([Plain with { Confirm = Sure with { Text = new PlainText(Long(301)) } }]) },
        { "confirm.confirm", new Actions([Plain with { Confirm = Sure with { ConfirmLabel = new(Long(31)) } }]) },
        { "confirm.deny", new Actions([Plain with { Confirm = Sure with { DenyLabel = new(Long(31)) } }]) },
        { "image.title", new Image(new("https://a.example"), "alt", new(Long(2_001))) },
        { "image.alt_text: empty", new Image(new("https://a.example"), "") },
        { "table.rows", new Table(Many<IReadOnlyList<ITableCell>>(101, _ => [new RawText("a")])) },
        { "table.columns", new Table([Many<ITableCell>(21, _ => new RawText("a"))]) },
        { "text and links only", new RichText([new RichTextPreformatted([new RichTextUser("U1")])]) },
    };

    public static TheoryData<string, Input> OneTooManyInAForm => new()
    {
        { "input.label", new Input(new(Long(2_001)), new UrlInput("a")) },
        { "input.hint", new Input(new("a"), new UrlInput("a")) { Hint = new(Long(2_001)) } },
        { "max_length: missing", new Input(new("a"), new PlainTextInput("a")) },
        { "max_length: 3001", new Input(new("a"), new PlainTextInput("a") { MaxLength = 3_001 }) },
        { "min_length", new Input(new("a"), new PlainTextInput("a") { MaxLength = 3, MinLength = 4 }) },
        { "initial_value", new Input(new("a"), new PlainTextInput("a") { MaxLength = 3, InitialValue = "abcd" }) },
    };

    private static Confirm Sure => new(new("t"), new PlainText("t"), new("y"), new("n"));

    [Theory]
    [MemberData(nameof(OneTooMany))]
    public void One_more_than_Slack_takes_is_found(string place, Block block) =>
        BlockLimitCheck.Violations(new SlackMessage("text", [block])).ShouldHaveSingleItem().ShouldContain(place);

    [Theory]
    [MemberData(nameof(OneTooManyInAForm))]
    public void One_more_than_Slack_takes_in_a_form_is_found(string place, Input input) =>
        BlockLimitCheck.Violations(new ModalView(new("t"), [input], new("Send"))).ShouldHaveSingleItem().ShouldContain(place);

    [Fact]
    public void A_message_has_limits_of_its_own()
    {
        Refused(new SlackMessage("", [])).ShouldContain("text: empty");
        Refused(new SlackMessage(Long(4_001), [])).ShouldContain("text: 4001");
        Refused(new SlackMessage("t", Many<Block>(51, _ => new Divider()))).ShouldContain("blocks: 51");
        Refused(new SlackMessage("t", [new Divider { BlockId = "a" }, new Divider { BlockId = "a" }])).ShouldContain("used before");
        Refused(new SlackMessage("t", Many<Block>(4, _ => new Section(new PlainText(Long(2_501)))))).ShouldContain("10004 of at most 10000");
        Refused(new SlackMessage("t", Many<Block>(2, _ => new Table([[new RawText("a")]])))).ShouldContain("tables");
        Refused(new SlackMessage("t", [new Input(new("a"), new UrlInput("a"))])).ShouldContain("input stands in a message");
    }

    [Fact]
    public void A_view_has_limits_of_its_own()
    {
        var view = new ModalView(new("t"), []);
        Refused(view with { Title = new(Long(25)) }).ShouldContain("title");
        Refused(view with { Submit = new(Long(25)) }).ShouldContain("submit");
        Refused(view with { Close = new(Long(25)) }).ShouldContain("close");
        Refused(view with { CallbackId = Long(256) }).ShouldContain("callback_id");
        Refused(view with { ExternalId = Long(256) }).ShouldContain("external_id");
        Refused(view with { PrivateMetadata = Long(3_001) }).ShouldContain("private_metadata");
        Refused(view with { Blocks = Many<Block>(101, _ => new Divider()) }).ShouldContain("blocks: 101");
        Refused(view with { Blocks = [new Input(new("a"), new UrlInput("a"))] }).ShouldContain("submit: missing");
        Refused(view with { Blocks = Many<Block>(90, _ => new Section(new PlainText(Long(3_000)))) }).ShouldContain("bytes");
        BlockLimitCheck.Violations(new HomeView(Many<Block>(101, _ => new Divider()))).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_violation_does_not_repeat_the_text() =>
        Refused(new SlackMessage("t", [new Header(new(Long(151)))])).ShouldNotContain("xxx");

    private static string Refused(SlackMessage message) => BlockLimitCheck.Violations(message).ShouldHaveSingleItem();

    private static string Refused(ModalView view) => BlockLimitCheck.Violations(view).ShouldHaveSingleItem();

    private static Button Primary(string id) => new(new("Go"), id) { Style = ButtonStyle.Primary };

    private static StaticSelect List(IReadOnlyList<Option> options) => new("a") { Options = options };

    private static List<Option> Options(int count) => Many(count, i => new Option(new PlainText("t"), $"v{i}"));

    private static List<T> Many<T>(int count, Func<int, T> make) => [.. Enumerable.Range(0, count).Select(make)];

    private static string Long(int length) => new('x', length);
}
