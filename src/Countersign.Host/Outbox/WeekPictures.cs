using Countersign.Core.Charts;
using Countersign.Core.Digest;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using Countersign.Pictures.Png;
using Countersign.Pictures.Svg;

namespace Countersign.Host.Outbox;

/// <summary>Draws weeks for chat and charts for pages. Where a machine can't paint, the words go alone.</summary>
public sealed partial class WeekPictures(ILogger<WeekPictures> log) : IChartDrawer, IDisposable
{
    // As much as Slack takes as a picture's description.
    private const int MostSaid = 2_000;

    private readonly Lock _painting = new();
    private WeekPicture? _painter;
    private bool _cantPaint;

    public string Css => ChartStyle.Css;

    public string Svg(Chart chart, string id) => SvgChart.Of(chart, id);

    /// <returns>Null for a quiet week, and where no picture can be had.</returns>
    public DigestPicture? Of(WeeklyDigest digest, PolicyBook book)
    {
        if (DigestCharts.Of(digest, book) is not { } charts)
            return null;
        lock (_painting)
        {
            if (_cantPaint)
                return null;
            try
            {
                _painter ??= new WeekPicture();
                return new DigestPicture([.. _painter.Draw(charts)], ChartSpeech.Of(charts, MostSaid));
            }
            // The painter's native library is missing, or made for another system: that does not mend itself.
            catch (Exception fault) when (fault is DllNotFoundException or TypeInitializationException or BadImageFormatException or InvalidOperationException)
            {
                _cantPaint = fault is not InvalidOperationException;
                LogUnpainted(fault);
                return null;
            }
        }
    }

    public void Dispose() => _painter?.Dispose();

    [LoggerMessage(LogLevel.Warning, "A digest's picture could not be painted; its words go alone")]
    private partial void LogUnpainted(Exception fault);
}
