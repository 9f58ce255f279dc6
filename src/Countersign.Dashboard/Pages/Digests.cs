using Countersign.Core.Charts;
using Countersign.Core.Digest;
using Countersign.Core.Words;
using Microsoft.AspNetCore.Http;

namespace Countersign.Dashboard.Pages;

/// <summary>The digests by week: a team's, or that of the services without one.</summary>
public sealed class Digests(Core.Desk.Digests digests, IChartDrawer charts)
{
    /// <param name="week">Such as <c>2026-W47</c>; null for the one that is running.</param>
    /// <param name="of">A scope such as <c>house</c> or <c>team/payments</c>; null for the reader's own.</param>
    /// <returns>Null when there is no such week or team; a word where the week has not begun.</returns>
    internal async Task<Shown?> Show(Sight sight, string? week, string? of, CancellationToken cancel)
    {
        var all = Readership.All(sight.Book);
        var wanted = of is null ? Own(sight) : DigestScope.Read(of) is { } scope ? Readership.Of(scope, sight.Book) : null;
        if (of is null && wanted is null)
            return new Shown(typeof(DigestPage), new DigestPage.Of(null, [], all, null, null));
        if (wanted is null || (week is null ? DigestWeek.Of(sight.Now, wanted.Zone) : DigestWeek.Read(week)) is not { } which)
            return null;
        if (which.Span(wanted.Zone).Start > sight.Now)
            return Reception.Word("Not yet", DashboardWords.NotBegun, StatusCodes.Status404NotFound);
        if (await digests.Of(new DigestKey(wanted.Scope, which), sight.Now, cancel) is not { } digest)
            return null;
        var drawn = DigestCharts.Of(digest, sight.Book) is { } found
            ? found.All.Select((chart, i) => new DigestPage.Figure(ChartWords.Title(chart), ChartWords.Nothing(chart) is null ? charts.Svg(chart, $"chart-{i}") : null, ChartWords.Nothing(chart)))
            : [];
        DigestWeek? next = which.Span(wanted.Zone).End <= sight.Now ? which.Plus(1) : null;
        return new Shown(typeof(DigestPage), new DigestPage.Of(DigestText.Of(digest), [.. drawn], all, new DigestKey(wanted.Scope, which), next));
    }

    private static Readership? Own(Sight sight) =>
        sight.Reader is { } reader ? Readership.For(reader, sight.Book) : Readership.All(sight.Book).FirstOrDefault();
}
