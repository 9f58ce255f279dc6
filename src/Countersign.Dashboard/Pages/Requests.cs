using Countersign.Core.Changes;
using Countersign.Core.Ports;
using Countersign.Core.Sla;

namespace Countersign.Dashboard.Pages;

/// <summary>One request with all that is known of it.</summary>
public sealed class Requests(IStore store)
{
    /// <returns>Null when there is none of this number.</returns>
    internal async Task<Shown?> Show(Sight sight, string number, CancellationToken cancel)
    {
        if (!ChangeId.TryParse(number, out var id) || await store.Find(id, cancel) is not { } change)
            return null;
        var ledger = await store.LedgerOf(id, cancel);
        var people = await store.Behind(ledger.SelectMany(e => new[] { e.Entry.Person, e.Entry.Assignee }).OfType<string>(), cancel);
        var clock = change.IsSettled ? null : SlaClock.Of(change, sight.Book, sight.Now);
        return new Shown(typeof(RequestPage), new RequestPage.Of(change, await store.History(id, cancel), clock, ledger, people));
    }
}
