using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Adapters.Tests.TeamsCards;

/// <summary>One of each element, field and button, with every property that has a value to show.</summary>
internal static class Samples
{
    private static readonly CardMention Lee = new("29:lee", "Lee Park");

    public static AdaptiveCard Everything => new(
        [
            new TextBlock("Sign off CR-1?") { Heading = true, Size = TextSize.Large, Weight = TextWeight.Bolder },
            new TextBlock($"{Lee.Markup}, by 20 November") { Color = TextColor.Attention, IsSubtle = true, Spacing = Spacing.None },
            new TextBlock("One line") { Wrap = false, Size = TextSize.Small, Weight = TextWeight.Lighter, Separator = true },
            new RichTextBlock(
            [
                new TextRun("What the AI did") { Weight = TextWeight.Bolder, Size = TextSize.Medium },
                new TextRun("\n**not bold** 🚀 \"quoted\" \\ \u0001") { Color = TextColor.Good, IsSubtle = true, Italic = true },
            ]),
            new FactSet([new Fact("Author", "Ana Souza"), new Fact("Due", "today")]) { Spacing = Spacing.Medium },
            new Container([new TextBlock("within")]) { Style = ContainerStyle.Emphasis, Separator = true },
            new ColumnSet([new Column([new TextBlock("left")], Stretch: false), new Column([new TextBlock("right")])]),
            new ActionSet([new OpenUrlAction("Open the change", new Uri("https://example.com/pull/1?a=1&b=2"))]),
        ],
        Buttons)
    {
        Refresh = new Refresh("look", [new("request", "1.1.3")], ["29:lee", "29:mo"]),
        Mentions = [Lee],
        FullWidth = true,
        FallbackText = "Sign off CR-1",
        Speak = "Sign off CR-1, please",
    };

    public static AdaptiveCard Form => new(
        [
            new TextInput("Title", "Title")
            {
                IsRequired = true,
                ErrorMessage = "Say what it is.",
                MaxLength = 150,
                Placeholder = "Retry failed refunds",
                Value = "a \"title\"\nand more",
                Regex = "^\\S",
                IsMultiline = true,
            },
            new ChoiceSetInput("Service", "Service", [new Choice("Payments", "payments"), new Choice("Web shop", "web")])
            {
                Style = ChoiceStyle.Filtered,
                Placeholder = "Choose a service",
                IsRequired = true,
                ErrorMessage = "Choose one.",
            },
            new ChoiceSetInput("Destruction", "Does it delete?", [new Choice("It deletes", "Deletes"), new Choice("It migrates", "Migrates")])
            {
                Style = ChoiceStyle.Expanded,
                IsMultiSelect = true,
                Chosen = ["Deletes", "Migrates"],
            },
            new ChoiceSetInput("Urgency", "Urgency", [new Choice("Normal", "Normal")]) { Chosen = ["Normal"] },
            new ToggleInput("Sure", "Sure?", "I read every line") { IsOn = true, Spacing = Spacing.ExtraLarge },
        ],
        [new SubmitAction("Send") { Data = [new("form", "new")], Style = ActionStyle.Positive }]);

    private static IReadOnlyList<CardAction> Buttons =>
    [
        new ExecuteAction("Approve", "approve")
        {
            Data = [new("request", "1.1.3"), new("from", "dm")],
            Style = ActionStyle.Positive,
            Tooltip = "Approve CR-1",
            LeavesInputs = true,
        },
        new ShowCardAction("Deny…", new AdaptiveCard(
            [new TextInput("reason", "Why?") { IsRequired = true, ErrorMessage = "Say why." }],
            [new ExecuteAction("Deny", "deny") { Style = ActionStyle.Destructive }])),
        new SubmitAction("Details") { Data = [new("request", "1.1.3")], OpensDialog = true, IsSecondary = true, LeavesInputs = true },
        new OpenUrlAction("Open", new Uri("https://example.com/")) { IsSecondary = true },
    ];
}
