namespace Countersign.Core.Charts;

/// <summary>Draws charts for a page. The page's style sheet has to carry <see cref="Css"/>.</summary>
public interface IChartDrawer
{
    string Css { get; }

    /// <param name="id">Unique on the page: letters, digits and hyphens.</param>
    /// <returns>An SVG element; whatever the chart's names hold is text in it.</returns>
    string Svg(Chart chart, string id);
}
