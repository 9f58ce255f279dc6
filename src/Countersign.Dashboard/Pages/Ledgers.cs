using System.Collections.Immutable;
using Countersign.Core.Ledger;
using Countersign.Core.Ports;
using Microsoft.AspNetCore.Http;

namespace Countersign.Dashboard.Pages;

/// <summary>The ledger, a page at a time from its head back.</summary>
public sealed class Ledgers(IStore store, IOverview overview, RecordChecks checks)
{
    private const int Each = 50;

    internal async Task<Shown> Show(HttpRequest request, CancellationToken cancel)
    {
        var head = await overview.Head(cancel);
        var pages = Math.Max(1, (head.Entries + Each - 1) / Each);
        var page = Math.Min(QueueQuery.Page(request.Query), pages);
        var until = Math.Max(0, head.Entries - (page - 1) * Each);
        var after = Math.Max(0, until - Each);
        ImmutableArray<SealedEntry> entries = until == 0 ? [] : [.. (await overview.LedgerAfter(after, (int)(until - after), cancel)).Reverse()];
        var people = await store.Behind(entries.SelectMany(e => new[] { e.Entry.Person, e.Entry.Assignee }).OfType<string>(), cancel);
        return new Shown(typeof(LedgerPage), new LedgerPage.Of(
            head, overview.Damage, checks.Last, checks.StartedAt, entries, people, page, pages));
    }
}
