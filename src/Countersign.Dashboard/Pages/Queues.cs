using Countersign.Core.Ports;
using Countersign.Core.Sla;
using Microsoft.AspNetCore.Http;

namespace Countersign.Dashboard.Pages;

/// <summary>The queue with its clocks, a page at a time.</summary>
public sealed class Queues(IOverview overview)
{
    private const int Each = 25;

    internal async Task<Shown> Show(Sight sight, HttpRequest request, CancellationToken cancel)
    {
        var query = request.Query;
        var page = QueueQuery.Page(query);
        var ask = new QueueAsk(
            QueueQuery.Service(query, sight.Book), QueueQuery.Tier(query), QueueQuery.Turn(query), sight.Reader!.Id, (page - 1) * Each, Each);
        var found = await overview.Queue(ask, cancel);
        var lines = found.Requests.Select(c => new QueuePage.Line(c, SlaClock.Of(c, sight.Book, sight.Now)));
        return new Shown(typeof(QueuePage), new QueuePage.Of(
            ask, [.. lines], found.Matching, await overview.QueueCounts(sight.Reader.Id, cancel), page, Math.Max(1, (found.Matching + Each - 1) / Each)));
    }
}
