namespace Countersign.Teams.Wire.AdaptiveCards;

/// <summary>Charts that Teams draws itself. They are no part of the schema: a client that has none shows <see cref="Fallback"/>.</summary>
/// <param name="Title">Words, no Markdown: people's enter it by <see cref="CardText.Plain(string)"/>.</param>
/// <param name="Fallback">The same numbers in words.</param>
public abstract record ChartElement(string Title, CardElement Fallback) : CardElement;

/// <summary>Bars side by side above each name.</summary>
/// <param name="YTitle">What the numbers are.</param>
public sealed record GroupedBars(string Title, string YTitle, IReadOnlyList<ChartSeries> Series, CardElement Fallback) : ChartElement(Title, Fallback);

/// <summary>One bar for each name, made of parts.</summary>
public sealed record StackedBars(string Title, IReadOnlyList<ChartRow> Rows, CardElement Fallback) : ChartElement(Title, Fallback);

public sealed record ChartSeries(string Legend, ChartColor Color, IReadOnlyList<ChartPoint> Points);

public sealed record ChartPoint(string Name, double Value);

public sealed record ChartRow(string Name, IReadOnlyList<ChartPart> Parts);

public sealed record ChartPart(string Legend, ChartColor Color, double Value);

/// <summary>By Teams' own names: it has a light and a dark one for each.</summary>
public enum ChartColor
{
    CategoricalBlue,
    CategoricalLightBlue,
    CategoricalMarigold,
    Attention,
    Neutral,
}
