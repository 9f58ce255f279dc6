using Countersign.Core.Charts;
using Countersign.Core.Words;
using Countersign.Pictures.Geometry;
using SkiaSharp;

namespace Countersign.Pictures.Png;

/// <summary>
/// A week as one picture, for a chat that shows no charts of its own: on paper of its own, which reads in a light chat and in a dark one,
/// narrow enough for a telephone, at twice the density.
/// </summary>
public sealed class WeekPicture : IDisposable
{
    private const int Width = 360;
    private const int Margin = 16;
    private const int Density = 2;

    private readonly Typefaces _typefaces = new();

    /// <returns>A PNG file.</returns>
    public byte[] Draw(WeekCharts week)
    {
        var legible = Legible(week);
        var drawings = legible.All.Select(chart => (Chart: chart, Drawing: Drawings.Of(chart, Width - (2 * Margin)))).ToList();
        var (head, foot) = (HeadOf(legible), FootOf(legible));
        var height = (2 * Margin) + head.Height + drawings.Sum(d => HeadingHeight + d.Drawing.Height) + foot.Height;
        using var surface = SKSurface.Create(new SKImageInfo(Width * Density, (int)Math.Ceiling(height) * Density, SKImageInfo.PlatformColorType, SKAlphaType.Opaque))
            ?? throw new InvalidOperationException("There is no room in memory for a picture.");
        surface.Canvas.Clear(new SKColor(0xFF000000 | Palette.Light(Ink.Paper)));
        surface.Canvas.Scale(Density);
        Paint(new Canvas(surface.Canvas, _typefaces), head, drawings, foot);
        using var image = surface.Snapshot();
        using var pixels = image.PeekPixels();
        using var png = pixels?.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, 6));
        return png?.ToArray() ?? throw new InvalidOperationException("There is no room in memory for a picture.");
    }

    public void Dispose() => _typefaces.Dispose();

    private const double HeadingHeight = 40;

    private static void Paint(Canvas canvas, Drawing head, List<(Chart Chart, Drawing Drawing)> drawings, Drawing foot)
    {
        double y = Margin;
        canvas.Draw(head, Margin, y);
        y += head.Height;
        foreach (var (chart, drawing) in drawings)
        {
            canvas.Draw(new Shape.Stroke(Margin, y + 10, Width - Margin, y + 10, Ink.Rule));
            canvas.Draw(new Shape.Label(Margin, y + 31, ChartWords.Title(chart), Ink.Words, Letters.Heading, Bold: true));
            canvas.Draw(drawing, Margin, y + HeadingHeight);
            y += HeadingHeight + drawing.Height;
        }

        canvas.Draw(foot, Margin, y);
    }

    private static Drawing HeadOf(WeekCharts week)
    {
        var sheet = new Sheet(Width - (2 * Margin));
        sheet.Wrapped(week.Title, 2, Ink.Words, Letters.Title, bold: true);
        sheet.Wrapped(char.ToUpperInvariant(week.When[0]) + week.When[1..], 2, Ink.Quiet, Letters.Size);
        return sheet.Done();
    }

    private static Drawing FootOf(WeekCharts week)
    {
        var sheet = new Sheet(Width - (2 * Margin));
        sheet.Down(10);
        sheet.Line($"Days in {week.Zone}", "", Ink.Quiet, Letters.Small);
        return sheet.Done();
    }

    // Where the letters of a name are not to be had, boxes would stand for them: better the place in the list, which the words name.
    private WeekCharts Legible(WeekCharts week) => week with
    {
        Title = CleanText.Line(week.Title) is var title && _typefaces.CanWrite(title) ? title : "The week",
        Loads = new Chart.Loads([.. week.Loads.Each.Select((load, at) =>
            load.Name is { } name && !_typefaces.CanWrite(CleanText.Line(name)) ? load with { Name = $"No. {at + 1} in the list" } : load)]),
    };
}
