using System.Globalization;
using System.Xml.Linq;
using Countersign.Core.Charts;
using Countersign.Core.Words;
using Countersign.Pictures.Geometry;
using Countersign.Pictures.Svg;
using Shouldly;
using Xunit;
using Shape = Countersign.Pictures.Geometry.Shape;

namespace Countersign.Adapters.Tests.Pictures;

public sealed class SvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static IEnumerable<Chart> Everything => Weeks.Named.SelectMany(n => n.Week.All);

    [Fact]
    public void It_is_sound_and_says_all_its_numbers_to_who_cannot_see_it()
    {
        foreach (var chart in Everything)
        {
            var svg = XDocument.Parse(SvgChart.Of(chart, "load-1")).Root!;
            ((string?)svg.Attribute("role")).ShouldBe("img");
            ((string?)svg.Attribute("aria-labelledby")).ShouldBe("load-1-desc");
            svg.Element(Svg + "desc")!.Value.ShouldBe(CleanText.Line(ChartSpeech.Numbers(chart)));
            svg.Value.ShouldNotContain(ChartWords.Title(chart));
        }
    }

    [Fact]
    public void It_asks_nothing_that_a_strict_policy_forbids()
    {
        string[] elements = ["svg", "desc", "rect", "line", "text"];
        string[] attributes =
            ["class", "viewBox", "role", "aria-labelledby", "id", "x", "y", "width", "height", "x1", "y1", "x2", "y2", "stroke-width", "font-size", "font-weight", "text-anchor", "xmlns"];
        foreach (var element in Everything.SelectMany(c => XDocument.Parse(SvgChart.Of(c, "c")).Descendants()))
        {
            elements.ShouldContain(element.Name.LocalName);
            foreach (var attribute in element.Attributes())
                attributes.ShouldContain(attribute.Name.LocalName, element.ToString());
        }
    }

    [Fact]
    public void Names_are_words_and_no_markup()
    {
        var svg = SvgChart.Of(Weeks.Outlier.Loads, "c");

        svg.ShouldNotContain("<b");
        svg.ShouldContain("&lt;b onload=x&gt;");
        svg.ShouldNotContain('\0');
    }

    [Fact]
    public void It_draws_the_same_shapes_as_the_picture()
    {
        foreach (var chart in Everything)
        {
            var drawn = XDocument.Parse(SvgChart.Of(chart, "c", 328)).Descendants().ToList();
            var shapes = Drawings.Of(chart, 328).Shapes;
            drawn.Where(e => e.Name == Svg + "rect").Select(e => double.Parse(e.Attribute("width")!.Value, CultureInfo.InvariantCulture))
                .ShouldBe(shapes.OfType<Shape.Box>().Select(b => Math.Round(b.Width, 2)));
            drawn.Count(e => e.Name == Svg + "line").ShouldBe(shapes.OfType<Shape.Stroke>().Count());
            drawn.Count(e => e.Name == Svg + "text").ShouldBe(shapes.OfType<Shape.Label>().Count());
        }
    }

    [Fact]
    public void Every_class_has_a_colour_in_light_and_dark()
    {
        foreach (var name in Everything.SelectMany(c => XDocument.Parse(SvgChart.Of(c, "c")).Descendants().Attributes("class")).SelectMany(a => a.Value.Split(' ')).Distinct())
            ChartStyle.Css.ShouldContain($".{name} {{");
        foreach (var ink in Enum.GetNames<Ink>())
            ChartStyle.Css.Split($"--chart-{ink.ToLowerInvariant()}: #").Length.ShouldBe(4, $"{ink}: light, dark, and where the reader has colours of their own");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\" onload=\"x")]
    public void An_id_that_could_be_more_is_refused(string id) => Should.Throw<ArgumentException>(() => SvgChart.Of(Weeks.Usual.Flow, id));
}
