namespace Countersign.Playground.Teams;

/// <summary>
/// Charts, which Teams draws beyond Adaptive Cards 1.5. Its telephones are behind its desktop, so a card of ours says the same in words: a
/// fallback is asked for.
/// </summary>
internal static class CardCharts
{
    private static readonly Rule Color = CardWords.Among(
        "good", "warning", "attention", "neutral",
        "categoricalRed", "categoricalPurple", "categoricalLavender", "categoricalBlue", "categoricalLightBlue", "categoricalTeal", "categoricalGreen",
        "categoricalLime", "categoricalMarigold",
        "sequential1", "sequential2", "sequential3", "sequential4", "sequential5", "sequential6", "sequential7", "sequential8",
        "divergingBlue", "divergingLightBlue", "divergingCyan", "divergingTeal", "divergingYellow", "divergingPeach", "divergingLightRed", "divergingRed",
        "divergingMaroon", "divergingGray");

    private static readonly (string Name, Rule Rule)[] Common =
        [("title", CardWords.Text), ("colorSet", CardWords.Among("categorical", "sequential", "diverging")), ("horizontalAlignment", CardElements.Horizontal)];

    public static readonly Shape Grouped = CardWords.Of(
        [
            ("data", Rules.Each(50, CardWords.Of(
                [("values", Rules.Each(100, CardWords.Of([("x", CardWords.Either(CardWords.Text, CardWords.Number)), ("y", CardWords.Number)]).Check))],
                ("legend", CardWords.Text), ("color", Color)).Check)),
            ("fallback", CardWords.Anything),
        ],
        [.. Common, ("xAxisTitle", CardWords.Text), ("yAxisTitle", CardWords.Text), ("stacked", Rules.Flag), ("color", Color)]);

    public static readonly Shape Stacked = CardWords.Of(
        [
            ("data", Rules.Each(100, CardWords.Of(
                [("data", Rules.Each(50, CardWords.Of([("value", CardWords.Number)], ("legend", CardWords.Text), ("color", Color)).Check))],
                ("title", CardWords.Text)).Check)),
            ("fallback", CardWords.Anything),
        ],
        [.. Common, ("color", Color)]);
}
