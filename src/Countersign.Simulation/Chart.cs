using System.Collections.Immutable;
using System.Globalization;
using System.Security;
using System.Text;

namespace Countersign.Simulation;

/// <summary>Draws a comparison as SVG: a bar of late decisions for each strategy, with its figures in words beside it.</summary>
public static class Chart
{
    private const int Width = 760;
    private const int Row = 34;
    private const int Top = 78;
    private const int NameWidth = 210;
    private const int BarWidth = 330;

    /// <param name="title">Such as "100 changes a day, 20 seeds".</param>
    public static string Draw(ImmutableArray<Result> results, string title)
    {
        var svg = new StringBuilder();
        var height = Top + Row * results.Length + 28;
        var most = Math.Max(.01, results.Max(r => r.Mean(m => m.Breaches)));
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"title desc\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"title\">Late decisions: {Text(title)}</title>\n<desc id=\"desc\">{Text(InWords(results))}</desc>\n");
        // Readable on a light and on a dark page.
        svg.Append("""
            <style>
              text { font: 14px system-ui, sans-serif; fill: #1d2733 }
              .quiet { fill: #4d5b6a; font-size: 12.5px }
              .back { fill: #ffffff } .bar { fill: #8fa3b8 } .ours { fill: #1f7a4d } .spread { stroke: #1d2733; stroke-width: 1.5 }
              @media (prefers-color-scheme: dark) {
                text { fill: #e8edf2 } .quiet { fill: #aab7c4 } .back { fill: #14191f } .bar { fill: #5b7088 } .ours { fill: #4cc38a } .spread { stroke: #e8edf2 }
              }
            </style>

            """);
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"back\" width=\"{Width}\" height=\"{height}\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"16\" y=\"30\" font-weight=\"600\">Decisions later than due</text>\n<text class=\"quiet\" x=\"16\" y=\"52\">{Text(title)}</text>\n");
        for (var i = 0; i < results.Length; i++)
            Bar(svg, results[i], Top + i * Row, most);
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"quiet\" x=\"16\" y=\"{height - 12}\">Lines: one standard deviation between seeds. p90: nine of ten are decided within. Pings: a reviewer and working day.</text>\n");
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>The same as a sentence, for whoever does not see the picture.</summary>
    public static string InWords(ImmutableArray<Result> results) =>
        string.Join("; ", results.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Strategy} {100 * r.Mean(m => m.Breaches):F1}%"))) + ".";

    private static void Bar(StringBuilder svg, Result result, int y, double most)
    {
        var mean = result.Mean(m => m.Breaches);
        var spread = result.Spread(m => m.Breaches);
        double x(double share) => NameWidth + BarWidth * Math.Clamp(share / most, 0, 1);
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"16\" y=\"{y + 15}\">{Text(result.Strategy)}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{(result.Strategy == StrategyNames.Ours ? "ours" : "bar")}\" x=\"{NameWidth}\" y=\"{y}\" width=\"{Math.Max(1, x(mean) - NameWidth):F1}\" height=\"20\" rx=\"3\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"spread\" x1=\"{x(mean - spread):F1}\" y1=\"{y + 10}\" x2=\"{x(mean + spread):F1}\" y2=\"{y + 10}\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"quiet\" x=\"{NameWidth + BarWidth + 14}\" y=\"{y + 15}\">{100 * mean:F1}%, p90 {result.Mean(m => m.DecisionP90):F1} h, {result.Mean(m => m.Pings):F1} pings</text>\n");
    }

    private static string Text(string text) => SecurityElement.Escape(text);
}
