using System.Text;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using Countersign.Slack.Wire;
using NodaTime;

namespace Countersign.Slack.Cards;

/// <summary>Draws the core's sentences in Slack's markup, or as plain text for screen readers and notifications.</summary>
/// <param name="zone">The reader's, for plain text: in markup each reader sees their own time. Null where many read it: UTC.</param>
public sealed class Draw(PolicyBook policy, DateTimeZone? zone = null)
{
    // Budget of one message's blocks is 10,000 (BlockLimits.MessageBudget); people's longest texts share it.
    public const int Excerpt = 900;
    public const int NameMax = 80;
    public const int SentenceMax = 2_900;

    // Escaping makes a name of ampersands five times as long.
    private const int NameMarkupMax = 120;

    public PolicyBook Policy { get; } = policy;

    public Mrkdwn Markup(Sentence sentence) => new(MarkupText(sentence));

    /// <param name="max">A longer one is cut; cut, it is plain text.</param>
    public string MarkupText(Sentence sentence, int max = SentenceMax)
    {
        var text = new StringBuilder();
        foreach (var part in sentence.Parts)
        {
            var piece = part switch
            {
                Part.Text t => Mrkdwn.Literal(t.Value),
                Part.Somebody s => Person(s.Person),
                Part.Moment m => Time(m.At),
                Part.Request r => Mrkdwn.Literal(r.Change.ToString()),
                Part.Say c => $"`{Mrkdwn.Escape(c.Command)}`",
                _ => "",
            };
            // “a:b” before a colon of ours would read as the emoji code “:b:”.
            if (piece.StartsWith(':') && EndsLikeAnEmojiCode(text))
                text.Append(Mrkdwn.Joiner);
            text.Append(piece);
        }

        return text.Length <= max ? text.ToString() : Words(Plain(sentence), max);
    }

    private static bool EndsLikeAnEmojiCode(StringBuilder text)
    {
        var at = text.Length - 1;
        while (at >= 0 && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '-' or '+' or '\''))
            at--;
        return at >= 0 && text[at] == ':' && at < text.Length - 1;
    }

    public string Plain(Sentence sentence) => CleanText.Of(sentence.Plain(Policy.Roster, zone ?? DateTimeZone.Utc));

    /// <summary>The same for a message's top-level <c>text</c>, which Slack parses: escaped, and unable to mention anybody.</summary>
    public string Spoken(Sentence sentence) => Mrkdwn.Literal(Plain(sentence), BlockLimits.MessageText - 100);

    public string NameOf(PersonId person) => Graphemes.Clip(CleanText.Line(Policy.Roster.NameOf(person)), NameMax);

    public string Person(PersonId person) => Mrkdwn.Literal(NameOf(person), NameMarkupMax);

    /// <summary>In each reader's own zone; UTC where a client can't.</summary>
    public static string Time(Instant at) => Mrkdwn.Date(at.ToUnixTimeSeconds(), Times.Plain(at, DateTimeZone.Utc));

    /// <summary>People's own words, cut to what fits on a card.</summary>
    public static string Words(string text, int max = Excerpt) => Mrkdwn.Literal(text, max);

    /// <summary>The link in small print; an address that is too long for it gets a button.</summary>
    public static Block LinkTo(ChangeRequest change, string label, int max = 1_500)
    {
        var drawn = Link(change.Draft.Link.Address, label, max);
        return LinkFits(change, label, max) ? Small(drawn) : new Section(new Mrkdwn(drawn), Accessory: OpenButton(change));
    }

    public static bool LinkFits(ChangeRequest change, string label, int max) => Mrkdwn.Link(change.Draft.Link.Address, label).Length <= max;

    public static Button OpenButton(ChangeRequest change) => new(new PlainText("Open the change"), Ids.Open)
    {
        Url = change.Draft.Link.Address,
        Value = ButtonValue.Of(change).ToString(),
        AccessibilityLabel = $"Open the change of {change.Id}",
    };

    /// <summary>The link by its label; the label alone when the address does not fit: then a button beside it opens it.</summary>
    public static string Link(Uri address, string label, int max)
    {
        var drawn = Mrkdwn.Link(address, label);
        return drawn.Length <= max ? drawn : Mrkdwn.Literal(CleanText.Line(label), max);
    }

    /// <summary>People's longer texts, under a label of ours. Rich text has no markup, so nothing in them passes for a label.</summary>
    public static RichText Labelled(string label, string text, int max = Excerpt) =>
        new([new RichTextSection([new RichTextText(label) { Style = new TextStyle(Bold: true) }, new RichTextText("\n" + Plainly(text, max))])]);

    // Invisible characters alone leave nothing.
    private static string Plainly(string text, int max) =>
        Graphemes.Clip(CleanText.Of(text), max) is { Length: > 0 } clean && !string.IsNullOrWhiteSpace(clean) ? clean : "(nothing readable)";

    public static Context Small(string markup) => new([new Mrkdwn(markup)]);

    public SlackMessage Message(Sentence sentence) => new(Spoken(sentence), [new Section(Markup(sentence))]);
}
