using System.Text;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;
using NodaTime;

namespace Countersign.Teams.Cards;

/// <summary>Draws the core's sentences in Teams' Markdown, or as plain text for notifications and screen readers.</summary>
/// <param name="policy">Whose names are shown.</param>
/// <param name="personalChat">Elsewhere the bot hears only what is said to it: what one types begins with its name there.</param>
/// <param name="zone">The reader's, for plain text: cards show each reader their own time, plain text can't. Null where many read it: UTC.</param>
public sealed class Draw(PolicyBook policy, bool personalChat, DateTimeZone? zone = null)
{
    /// <summary>Of a message's <c>summary</c>, in UTF-16 units.</summary>
    public const int SummaryMax = 3_000;

    public const string BotName = "Countersign";

    private const int NameMax = 80;
    private const int NameMarkupMax = 120;
    private const int SentenceMax = 2_900;
    private const int FallbackMax = 300;

    // What Core's sentences begin commands with: the Slack command's name.
    private const string Command = "/signoff";

    public PolicyBook Policy { get; } = policy;

    /// <summary>The bot hears everything that is typed here.</summary>
    public bool IsPersonal => personalChat;

    public string Markup(Sentence sentence) => Markup(sentence, SentenceMax);

    /// <param name="max">In UTF-16 units. A longer one is cut; cut, it is plain text.</param>
    public string Markup(Sentence sentence, int max)
    {
        var text = new StringBuilder();
        foreach (var part in sentence.Parts)
            _ = part switch
            {
                Part.Text t => text.AppendLiteral(t.Value),
                Part.Somebody s => text.AppendLiteral(NameOf(s.Person)),
                Part.Moment m => text.Append(CardText.Time(m.At)),
                Part.Request r => text.AppendLiteral(r.Change.ToString()),
                Part.Say c => text.Append("**").AppendLiteral(Typed(c.Command)).Append("**"),
                _ => text,
            };
        return text.Length <= max ? text.ToString() : CardText.Literal(Whole(sentence), max);
    }

    /// <summary>The whole meaning in plain words.</summary>
    public string Plain(Sentence sentence) => CardText.Plain(Whole(sentence));

    /// <summary>As <see cref="Plain"/>, at the length of a summary.</summary>
    public string Spoken(Sentence sentence) => CardText.Plain(Whole(sentence), SummaryMax);

    /// <summary>What somebody types for a command, as Core's sentences name it.</summary>
    public string Typed(string command)
    {
        var words = command.StartsWith(Command, StringComparison.Ordinal) ? command[Command.Length..].Trim() : command;
        return (personalChat ? "" : $"@{BotName} ") + (words.Length == 0 ? "new" : words);
    }

    /// <summary>A name as one plain line.</summary>
    public string NameOf(PersonId person) => Graphemes.Clip(CleanText.Line(Policy.Roster.NameOf(person)), NameMax);

    /// <summary>A name in Markdown.</summary>
    public string Person(PersonId person) => CardText.Literal(NameOf(person), NameMarkupMax);

    public TeamsMessage Message(Sentence sentence) => Message(Spoken(sentence), [new TextBlock(Markup(sentence))]);

    /// <param name="summary">In plain words, harmless already.</param>
    public static TeamsMessage Message(string summary, IReadOnlyList<CardElement> body, IReadOnlyList<CardAction>? actions = null) =>
        new(summary, new AdaptiveCard(body, actions) { FallbackText = Fallback(summary) });

    /// <summary>What a client that can't draw the card shows.</summary>
    public static string Fallback(string summary) => CardText.Literal(summary, FallbackMax);

    private string Whole(Sentence sentence)
    {
        var text = new StringBuilder();
        foreach (var part in sentence.Parts)
            text.Append(part switch
            {
                Part.Text t => t.Value,
                Part.Somebody s => Policy.Roster.NameOf(s.Person),
                Part.Moment m => Times.Plain(m.At, zone ?? DateTimeZone.Utc),
                Part.Request r => r.Change.ToString(),
                Part.Say c => $"“{Typed(c.Command)}”",
                _ => "",
            });
        return text.ToString();
    }
}
