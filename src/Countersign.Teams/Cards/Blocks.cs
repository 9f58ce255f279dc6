using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>The pieces that all cards are made of.</summary>
internal static class Blocks
{
    private const string Unreadable = "(nothing readable)";

    /// <param name="markup">Harmless Markdown.</param>
    public static TextBlock Small(string markup) => new(markup) { Size = TextSize.Small, IsSubtle = true, Spacing = Spacing.Small };

    /// <param name="words">Ours.</param>
    public static TextBlock Heading(string words) =>
        new(words) { Heading = true, Size = TextSize.Medium, Weight = TextWeight.Bolder, Spacing = Spacing.Medium };

    /// <summary>Something is wrong, and these words say what.</summary>
    public static TextBlock Wrong(string markup) =>
        new($"⚠️ {markup}") { Color = TextColor.Attention, Weight = TextWeight.Bolder };

    /// <summary>A label of ours with people's words under it: these have no markup, so nothing in them passes for a label.</summary>
    public static IEnumerable<CardElement> Labelled(string label, string words, TextColor? color = null)
    {
        yield return Heading(label) with { Color = color };
        yield return new RichTextBlock([new TextRun(words)]) { Spacing = Spacing.None };
    }

    /// <summary>People's longer words, clean, before anything is cut.</summary>
    /// <param name="max">In UTF-16 units.</param>
    public static string Words(string text, int max = int.MaxValue) =>
        CardText.Plain(text, max) is { Length: > 0 } clean && !string.IsNullOrWhiteSpace(clean) ? clean : Unreadable;

    /// <summary>People's shorter words on one line, in Markdown.</summary>
    /// <param name="max">In UTF-16 units.</param>
    public static string Line(string text, int max) =>
        CardText.Literal(CleanText.Line(text).Trim(), max) is { Length: > 0 } line && !string.IsNullOrWhiteSpace(line) ? line : Unreadable;
}
