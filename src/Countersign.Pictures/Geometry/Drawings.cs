using Countersign.Core.Charts;
using Countersign.Core.Words;

namespace Countersign.Pictures.Geometry;

/// <summary>Lays charts out. Pure: the page and the picture draw the same marks.</summary>
public static class Drawings
{
    /// <summary>Without its heading, which the page or the picture sets itself.</summary>
    /// <param name="width">In pixels; from 300 on everything fits.</param>
    public static Drawing Of(Chart chart, double width)
    {
        var sheet = new Sheet(width);
        if (ChartWords.Nothing(chart) is { } nothing)
            sheet.Line(nothing, "", Ink.Quiet);
        else
            Draw(chart, sheet);
        return sheet.Done();
    }

    private static void Draw(Chart chart, Sheet sheet)
    {
        switch (chart)
        {
            case Chart.DecisionTimes times:
                DecisionTimesDrawing.Draw(sheet, times);
                break;
            case Chart.Loads loads:
                LoadsDrawing.Draw(sheet, loads);
                break;
            case Chart.Flow flow:
                FlowDrawing.Draw(sheet, flow);
                break;
            default:
                throw new InvalidOperationException($"No drawing for {chart.GetType().Name}.");
        }
    }
}
