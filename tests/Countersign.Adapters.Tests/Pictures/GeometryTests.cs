using System.Collections.Immutable;
using Countersign.Core.Charts;
using Countersign.Core.Policy;
using Countersign.Pictures.Geometry;
using NodaTime;
using Shouldly;
using Xunit;
using Shape = Countersign.Pictures.Geometry.Shape;

namespace Countersign.Adapters.Tests.Pictures;

public sealed class GeometryTests
{
    private static readonly double[] Widths = [328, 360, 600];

    private static IEnumerable<(Chart Chart, Drawing Drawing)> Everything =>
        from week in Weeks.Named.Select(n => n.Week).Concat(Weeks.MadeUp(seed: 8, count: 300))
        from chart in week.All
        from width in Widths
        select (chart, Drawings.Of(chart, width));

    [Fact]
    public void Nothing_is_outside_the_frame()
    {
        foreach (var (chart, drawing) in Everything)
            foreach (var shape in drawing.Shapes)
            {
                var (left, top, right, bottom) = Bounds(shape);
                (left >= -.01 && top >= -.01 && right <= drawing.Width + .01 && bottom <= drawing.Height + .01).ShouldBeTrue($"{shape} of {drawing.Width} × {drawing.Height}, {chart}");
            }
    }

    [Fact]
    public void No_label_lies_on_another()
    {
        foreach (var (chart, drawing) in Everything)
        {
            var labels = drawing.Shapes.OfType<Shape.Label>().ToList();
            for (var i = 0; i < labels.Count; i++)
                for (var j = i + 1; j < labels.Count; j++)
                    Overlap(labels[i], labels[j]).ShouldBeFalse($"“{labels[i].Text}” and “{labels[j].Text}” at {drawing.Width}, {chart}");
        }
    }

    [Fact]
    public void No_bar_lies_on_a_label()
    {
        foreach (var (chart, drawing) in Everything)
            foreach (var label in drawing.Shapes.OfType<Shape.Label>())
                foreach (var box in drawing.Shapes.OfType<Shape.Box>())
                    Overlap(label, box).ShouldBeFalse($"“{label.Text}” and {box}, {chart}");
    }

    [Fact]
    public void No_mark_of_a_limit_runs_into_a_label()
    {
        foreach (var (chart, drawing) in Everything)
            foreach (var label in drawing.Shapes.OfType<Shape.Label>())
                foreach (var mark in drawing.Shapes.OfType<Shape.Stroke>().Where(s => s.Ink == Ink.Limit))
                    Overlap(label, mark).ShouldBeFalse($"“{label.Text}” and {mark}, {chart}");
    }

    [Fact]
    public void A_persons_bar_is_as_long_as_their_minutes()
    {
        var drawing = Drawings.Of(new Chart.Loads([new("A", 1, 100, 400), new("B", 1, 200, 400), new("C", 1, 400, 400)]), 401);

        Bars(drawing, Ink.First, tall: 8).Select(b => b.Width).ShouldBe([100, 200, 400]);
        // The marks of capacity.
        drawing.Shapes.OfType<Shape.Stroke>().Where(s => s.Ink == Ink.Limit).Select(s => s.X1).Distinct().ShouldBe([400]);
    }

    [Fact]
    public void What_is_beyond_capacity_begins_at_the_mark_and_is_hatched()
    {
        var drawing = Drawings.Of(new Chart.Loads([new("A", 1, 500, 400), new("B", 1, 0, 400)]), 501);

        Bars(drawing, Ink.First, tall: 8).Single().Width.ShouldBe(400);
        var over = Bars(drawing, Ink.Over, tall: 8).Single();
        (over.X, over.Width).ShouldBe((400, 100));
        drawing.Shapes.OfType<Shape.Stroke>().Count(s => s.Ink == Ink.Paper && s.X1 >= over.X && s.X2 <= 500).ShouldBeGreaterThan(10);
    }

    [Fact]
    public void A_bar_that_is_out_of_all_proportion_is_torn_and_says_its_number()
    {
        var drawing = Drawings.Of(new Chart.Loads([new("A", 1, 60_000, 300), new("B", 1, 300, 300)]), 601);

        Bars(drawing, Ink.First, tall: 8).Select(b => b.Width).ShouldBe([300, 300]);
        drawing.Shapes.OfType<Shape.Stroke>().Count(s => s is { Ink: Ink.Paper, Width: > 2 }).ShouldBe(2, "the tear");
        drawing.Shapes.OfType<Shape.Label>().ShouldContain(l => l.Text == "1000 h of 5 h");
    }

    [Fact]
    public void Each_tier_is_held_against_its_own_SLA_on_one_line()
    {
        var drawing = Drawings.Of(new Chart.DecisionTimes([Tier(Core.Policy.Tier.Critical, 60, 120, 240), Tier(Core.Policy.Tier.Medium, 720, 1440, 1440)]), 501);

        drawing.Shapes.OfType<Shape.Stroke>().Where(s => s.Ink == Ink.Limit).Select(s => s.X1).Distinct().ShouldBe([400], "the SLA of all of them");
        Bars(drawing, Ink.FirstPale, tall: 12).Select(b => b.Width).ShouldBe([200, 400]);
        Bars(drawing, Ink.First, tall: 6).Select(b => b.Width).ShouldBe([100, 200]);
    }

    [Fact]
    public void The_bars_of_a_day_are_as_tall_as_its_numbers()
    {
        var monday = new LocalDate(2026, 11, 16);
        var drawing = Drawings.Of(new Chart.Flow([.. Enumerable.Range(0, 7).Select(i => new DayCounts(monday.PlusDays(i), i, 6 - i))]), 360);

        var tallest = Bars(drawing, Ink.First, tall: null).Max(b => b.Height);
        Bars(drawing, Ink.First, tall: null).Select(b => Math.Round(b.Height / tallest * 6, 6)).ShouldBe([1, 2, 3, 4, 5, 6]);
        Bars(drawing, Ink.SecondPale, tall: null).Select(b => Math.Round(b.Height / tallest * 6, 6)).ShouldBe([6, 5, 4, 3, 2, 1]);
    }

    [Fact]
    public void A_chart_with_nothing_to_show_says_so() =>
        Weeks.Quiet.All.Select(c => Drawings.Of(c, 360).Shapes.ShouldHaveSingleItem().ShouldBeOfType<Shape.Label>().Text)
            .ShouldBe(["Nothing was decided this week.", "Nobody reviews for this team.", "Nothing came in and nothing went out."]);

    [Fact]
    public void Four_hundred_people_are_thirty_rows() =>
        Drawings.Of(Weeks.TooMany.Loads, 360).Shapes.OfType<Shape.Label>().ShouldContain(l => l.Text == "371 more, together");

    private static TierTimes Tier(Tier tier, int half, int nine, int allowed) =>
        new(tier, 5, Duration.FromMinutes(half), Duration.FromMinutes(nine), Duration.FromMinutes(allowed));

    // Without the swatches of the legend, which are as wide as they are tall.
    private static ImmutableArray<Shape.Box> Bars(Drawing drawing, Ink ink, double? tall) =>
        [.. drawing.Shapes.OfType<Shape.Box>().Where(b => b.Fill == ink && (tall is null ? b.Width != b.Height : b.Height == tall))];

    private static (double Left, double Top, double Right, double Bottom) Bounds(Shape shape) => shape switch
    {
        Shape.Box b => (b.X, b.Y, b.X + b.Width, b.Y + b.Height),
        Shape.Stroke s => (Math.Min(s.X1, s.X2), Math.Min(s.Y1, s.Y2), Math.Max(s.X1, s.X2), Math.Max(s.Y1, s.Y2)),
        Shape.Label l => (l.Left, l.Baseline - (l.Size * .8), l.Left + l.Width, l.Baseline + (l.Size * .25)),
        _ => throw new InvalidOperationException($"{shape}"),
    };

    private static bool Overlap(Shape one, Shape other)
    {
        var (a, b) = (Bounds(one), Bounds(other));
        return a.Left < b.Right - .01 && b.Left < a.Right - .01 && a.Top < b.Bottom - .01 && b.Top < a.Bottom - .01;
    }
}
