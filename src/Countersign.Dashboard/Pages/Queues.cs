using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Countersign.Dashboard.Pages;

/// <summary>The queue with its clocks, a page at a time.</summary>
public sealed class Queues(IOverview overview)
{
    private const int Each = 25;

    internal async Task<Shown> Show(Sight sight, HttpRequest request, CancellationToken cancel)
    {
        var query = request.Query;
        var ask = new QueueAsk(
            QueueQuery.Service(query, sight.Book), QueueQuery.Tier(query), QueueQuery.Turn(query), sight.Reader!.Id, 0, Each);
        var (page, found) = await Page(ask, QueueQuery.Page(query), cancel);
        var lines = found.Requests.Select(c => new QueuePage.Line(c, SlaClock.Of(c, sight.Book, sight.Now)));
        return new Shown(typeof(QueuePage), new QueuePage.Of(
            ask, InOrder(lines), found.Matching, await overview.QueueCounts(sight.Reader.Id, cancel), page, Pages(found.Matching)));
    }

    // Behind the last page stands the last page: requests are decided while somebody looks through them.
    private async Task<(long Page, QueueFound Found)> Page(QueueAsk ask, int page, CancellationToken cancel)
    {
        var found = await overview.Queue(ask with { Skip = (page - 1) * Each }, cancel);
        if (Pages(found.Matching) is var last && page > last)
            return (last, await overview.Queue(ask with { Skip = (int)(last - 1) * Each }, cancel));
        return (page, found);
    }

    // The record goes by the time that was given when somebody was asked; of those on one page the clocks as they stand are at hand.
    private static ImmutableArray<QueuePage.Line> InOrder(IEnumerable<QueuePage.Line> lines) =>
        [.. lines.OrderBy(l => Place(l.Change.Status)).ThenBy(l => l.Clock?.Due ?? Instant.MaxValue).ThenBy(l => l.Change.Id.Number)];

    private static int Place(Status status) => status switch
    {
        Status.Waiting => 0,
        Status.ChangesRequested => 2,
        _ => 1,
    };

    private static long Pages(long matching) => Math.Max(1, (matching + Each - 1) / Each);
}
