using System.Globalization;
using System.Security;
using System.Text;
using Countersign.Core.Charts;
using Countersign.Core.Words;
using Countersign.Pictures.Geometry;

namespace Countersign.Pictures.Svg;

/// <summary>
/// A chart as SVG to stand within a page. It has no style of its own: the page's style sheet carries <see cref="ChartStyle.Css"/>, so that
/// a strict content security policy allows it and light and dark both suit. A heading with its title stands above it: to a screen reader
/// the drawing itself says the numbers alone.
/// </summary>
public static class SvgChart
{
    /// <param name="id">Unique on the page: letters, digits and hyphens.</param>
    /// <param name="width">In pixels, of the drawing itself; on the page it is as wide as there is room.</param>
    /// <exception cref="ArgumentException">The id holds anything else.</exception>
    public static string Of(Chart chart, string id, double width = 360)
    {
        if (id.Length == 0 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw new ArgumentException("An id is made of letters, digits and hyphens.", nameof(id));
        var drawing = Drawings.Of(chart, width);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {N(drawing.Width)} {N(drawing.Height)}\"");
        svg.Append(CultureInfo.InvariantCulture, $" role=\"img\" aria-labelledby=\"{id}-desc\">");
        svg.Append(CultureInfo.InvariantCulture, $"<desc id=\"{id}-desc\">{Xml(ChartSpeech.Numbers(chart))}</desc>");
        foreach (var shape in drawing.Shapes)
            Write(shape, svg);
        return svg.Append("</svg>").ToString();
    }

    private static void Write(Shape shape, StringBuilder svg)
    {
        switch (shape)
        {
            case Shape.Box box:
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{ChartStyle.Fill(box.Fill)}{(box.Edge is { } edge ? " " + ChartStyle.Line(edge) : "")}\"");
                svg.Append(CultureInfo.InvariantCulture, $" x=\"{N(box.X)}\" y=\"{N(box.Y)}\" width=\"{N(box.Width)}\" height=\"{N(box.Height)}\"/>");
                break;
            case Shape.Stroke line:
                svg.Append(CultureInfo.InvariantCulture, $"<line class=\"{ChartStyle.Line(line.Ink)}\" x1=\"{N(line.X1)}\" y1=\"{N(line.Y1)}\"");
                svg.Append(CultureInfo.InvariantCulture, $" x2=\"{N(line.X2)}\" y2=\"{N(line.Y2)}\" stroke-width=\"{N(line.Width)}\"/>");
                break;
            case Shape.Label label:
                Write(label, svg);
                break;
        }
    }

    private static void Write(Shape.Label label, StringBuilder svg)
    {
        var anchor = label.Anchor switch
        {
            Anchor.Start => "",
            Anchor.Middle => " text-anchor=\"middle\"",
            _ => " text-anchor=\"end\"",
        };
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"{ChartStyle.Fill(label.Ink)}\" x=\"{N(label.X)}\" y=\"{N(label.Baseline)}\" font-size=\"{N(label.Size)}\"");
        svg.Append(CultureInfo.InvariantCulture, $"{(label.Bold ? " font-weight=\"600\"" : "")}{anchor}>{Xml(label.Text)}</text>");
    }

    private static string N(double number) => Math.Round(number, 2).ToString("0.##", CultureInfo.InvariantCulture);

    // A lone half of a surrogate pair, or a control character, would make the whole page unreadable XML.
    private static string Xml(string text) => SecurityElement.Escape(CleanText.Line(text));
}
