using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>Lines of an answer, as many as fit, none of them cut.</summary>
internal static class Lines
{
    // The rest of the card, with its longest link, has what is left.
    private const int MostBytes = 14_000;

    public static IEnumerable<CardElement> FirstMatters(IReadOnlyList<string> markup)
    {
        var shown = Shown(markup);
        return shown.Count < markup.Count ? [.. shown, Blocks.Small($"The first {shown.Count} of {markup.Count}.")] : shown;
    }

    /// <summary>The oldest give way.</summary>
    public static IEnumerable<CardElement> NewestLast(IReadOnlyList<string> markup)
    {
        var shown = Shown(markup.Reverse());
        shown.Reverse();
        return shown.Count < markup.Count ? [Blocks.Small($"The newest {shown.Count} of {markup.Count} entries."), .. shown] : shown;
    }

    private static List<CardElement> Shown(IEnumerable<string> markup) => Fitting.Most(
        markup.Select(CardElement (line) => new TextBlock(line) { Spacing = Spacing.Small }), line => JsonSize.Of(line), MostBytes);
}
