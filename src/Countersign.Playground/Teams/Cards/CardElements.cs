using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Countersign.Playground.Teams;

/// <summary>What a card's body is made of.</summary>
internal static partial class CardElements
{
    public static readonly Rule Horizontal = CardWords.Among("left", "center", "right");
    public static readonly Rule Vertical = CardWords.Among("top", "center", "bottom");
    public static readonly Rule Color = CardWords.Among("default", "dark", "light", "accent", "good", "warning", "attention");
    public static readonly Rule Size = CardWords.Among("default", "small", "medium", "large", "extraLarge");
    public static readonly Rule Weight = CardWords.Among("default", "lighter", "bolder");
    public static readonly Rule Font = CardWords.Among("default", "monospace");
    public static readonly Rule Style = CardWords.Among("default", "emphasis", "good", "attention", "warning", "accent");
    public static readonly Rule Spacing = CardWords.Among("none", "small", "default", "medium", "large", "extraLarge", "padding");

    public static readonly Rule Pixels = (value, at, faults) =>
    {
        if (Json.Text(value) is not { } text || !PixelCount().IsMatch(text)) faults.Add(at, "must be pixels as 20px");
    };

    /// <summary>Teams loads nothing but https, and at times not even data.</summary>
    public static readonly Rule Link = (value, at, faults) =>
    {
        if (!Uri.TryCreate(Json.Text(value), UriKind.Absolute, out var link) || link.Scheme != Uri.UriSchemeHttps) faults.Add(at, "must be an https address");
    };

    public static readonly Rule Background = CardWords.Either(Link, CardWords.Of(
        [("url", Link)], ("fillMode", CardWords.Among("cover", "repeatHorizontally", "repeatVertically", "repeat")), ("horizontalAlignment", Horizontal), ("verticalAlignment", Vertical)).Check);

    /// <summary>What every element may have.</summary>
    public static readonly Shape Common = CardWords.Of(
        [],
        ("id", CardWords.Name), ("isVisible", Rules.Flag), ("separator", Rules.Flag), ("spacing", Spacing), ("height", CardWords.Among("auto", "stretch")),
        ("fallback", CardWords.Anything), ("requires", CardWords.AnyObject), ("targetWidth", Rules.String(30)));

    private static readonly Rule Select = (value, at, faults) => CardActions.Select(value, at, faults);

    private static readonly Shape Run = CardWords.Of(
        [("text", CardWords.Text)],
        ("color", Color), ("fontType", Font), ("highlight", Rules.Flag), ("isSubtle", Rules.Flag), ("italic", Rules.Flag), ("selectAction", Select),
        ("size", Size), ("strikethrough", Rules.Flag), ("underline", Rules.Flag), ("weight", Weight));

    private static readonly Shape Image = CardWords.Of(
        [("url", Link), ("altText", Rules.String(1_000))],
        ("backgroundColor", Rules.String(20)), ("horizontalAlignment", Horizontal), ("selectAction", Select), ("size", CardWords.Among("auto", "stretch", "small", "medium", "large")),
        ("style", CardWords.Among("default", "person")), ("width", Rules.String(20)), ("msteams", CardWords.AnyObject));

    private static readonly Shape Column = Holding("items",
        ("width", CardWords.Either(Rules.String(20), CardWords.Number)), ("selectAction", Select), ("style", Style), ("verticalContentAlignment", Vertical),
        ("bleed", Rules.Flag), ("minHeight", Pixels), ("rtl", Rules.Flag), ("backgroundImage", Background));

    private static readonly Shape Cell = CardWords.Of(
        [("items", Several)], ("selectAction", Select), ("style", Style), ("verticalContentAlignment", Vertical), ("bleed", Rules.Flag), ("minHeight", Pixels), ("rtl", Rules.Flag), ("backgroundImage", Background));

    private static readonly Shape Row = CardWords.Of(
        [("cells", Rules.Each(20, CardWords.OneOf(() => new Dictionary<string, Shape> { ["TableCell"] = Cell! }, Common)))], ("style", Style), ("horizontalCellContentAlignment", Horizontal), ("verticalCellContentAlignment", Vertical));

    private static readonly Dictionary<string, Shape> All = new(CardInputShapes.All)
    {
        ["TextBlock"] = CardWords.Of(
            [("text", CardWords.Text)],
            ("color", Color), ("fontType", Font), ("horizontalAlignment", Horizontal), ("isSubtle", Rules.Flag), ("maxLines", CardWords.Number),
            ("size", Size), ("weight", Weight), ("wrap", Rules.Flag), ("style", CardWords.Among("default", "heading", "columnHeader"))),
        ["RichTextBlock"] = CardWords.Of(
            [("inlines", Rules.Each(200, CardWords.Either(CardWords.Text, CardWords.OneOf(() => new Dictionary<string, Shape> { ["TextRun"] = Run! }, new()))))], ("horizontalAlignment", Horizontal)),
        ["Image"] = Image,
        ["ImageSet"] = CardWords.Of([("images", Rules.Each(50, CardWords.OneOf(() => new Dictionary<string, Shape> { ["Image"] = Image! }, Common!)))], ("imageSize", CardWords.Among("auto", "stretch", "small", "medium", "large"))),
        ["FactSet"] = CardWords.Of([("facts", Rules.Each(100, CardWords.Of([("title", CardWords.Text), ("value", CardWords.Text)]).Check))]),
        ["Container"] = Holding("items",
            ("selectAction", Select), ("style", Style), ("verticalContentAlignment", Vertical), ("bleed", Rules.Flag), ("minHeight", Pixels), ("rtl", Rules.Flag), ("backgroundImage", Background)),
        ["ColumnSet"] = CardWords.Of(
            [],
            ("columns", Rules.Each(20, CardWords.OneOf(() => new Dictionary<string, Shape> { ["Column"] = Column! }, Common!))), ("selectAction", Select), ("style", Style), ("bleed", Rules.Flag), ("minHeight", Pixels), ("horizontalAlignment", Horizontal)),
        ["Table"] = CardWords.Of([("rows", Rules.Each(100, CardWords.OneOf(() => new Dictionary<string, Shape> { ["TableRow"] = Row! }, Common!)))],
            ("columns", Rules.Each(20, CardWords.Of([], ("type", CardWords.Text), ("width", CardWords.Either(Rules.String(20), CardWords.Number)), ("horizontalCellContentAlignment", Horizontal), ("verticalCellContentAlignment", Vertical)).Check)),
            ("firstRowAsHeader", Rules.Flag), ("firstRowAsHeaders", Rules.Flag), ("showGridLines", Rules.Flag), ("gridStyle", Style), ("horizontalCellContentAlignment", Horizontal), ("verticalCellContentAlignment", Vertical)),
        ["Chart.VerticalBar.Grouped"] = CardCharts.Grouped,
        ["Chart.HorizontalBar.Stacked"] = CardCharts.Stacked,
        ["ActionSet"] = CardWords.Of([("actions", (value, at, faults) => CardActions.Several(6)(value, at, faults))]),
    };

    private static readonly Rule Element = CardWords.OneOf(() => All!, Common);

    public static void Several(JsonNode value, string at, Faults faults) => Rules.Each(200, Element!, least: 0)(value, at, faults);

    private static Shape Holding(string items, params (string Name, Rule Rule)[] more)
    {
        var shape = CardWords.Of([], more);
        shape.Must[items] = Several;
        return shape;
    }

    [GeneratedRegex(@"\A[0-9]+px\z")]
    private static partial Regex PixelCount();
}
