using Countersign.Core.Changes;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Dapper;
using NodaTime;
using Shouldly;
using Xunit;
using static Countersign.Adapters.Tests.Storage.Ledgerland;

namespace Countersign.Adapters.Tests.Storage;

/// <summary>The open requests as the dashboard looks through them.</summary>
public sealed class QueueTests : IAsyncDisposable
{
    private readonly TemporaryStore _temporary = new();

    public ValueTask DisposeAsync() => _temporary.DisposeAsync();

    [Fact]
    public async Task What_asks_nobody_comes_first_then_the_earliest_due_then_the_authors_and_pages_neither_repeat_nor_leave_out()
    {
        // Asked in another order than they were submitted; the last two ask nobody, and of one its author is to change something.
        await _temporary.Write(work =>
        {
            var ids = Enumerable.Range(0, 7).Select(_ => work.Submit(After(0))).ToList();
            foreach (var (i, minute) in new[] { (2, 1), (0, 2), (4, 3), (1, 4), (3, 5) })
                work.Assign(ids[i], Kim, After(minute));
            work.Decide(ids[2], new Command.RequestChanges(Of(Kim), 1, "Once more."), After(6)).ShouldBeNull();
        });

        var all = new List<long>();
        for (var skip = 0; skip < 9; skip += 3)
        {
            var page = await _temporary.Store.Queue(new QueueAsk(null, null, QueueTurn.Anybody, Kim.Id, skip, 3));
            page.Matching.ShouldBe(7);
            all.AddRange(page.Requests.Select(r => r.Id.Number));
        }

        all.ShouldBe([6, 7, 1, 5, 2, 4, 3]);
    }

    [Fact]
    public async Task It_can_be_looked_through_by_turn_service_and_tier()
    {
        await _temporary.Write(work =>
        {
            foreach (var _ in Enumerable.Range(0, 5))
                work.Submit(After(0));
            work.Assign(new ChangeId(1), Kim, After(1));
            work.Assign(new ChangeId(2), Kim, After(1));
            work.Decide(new ChangeId(2), new Command.ClaimReview(Of(Kim), 1, Duration.FromHours(2)), After(2));
            work.Assign(new ChangeId(3), Kim, After(1));
            work.Decide(new ChangeId(3), new Command.RequestChanges(Of(Kim), 1, "Once more."), After(2)).ShouldBeNull();
            work.Assign(new ChangeId(4), Kim, After(1));
            work.Decide(new ChangeId(4), new Command.Approve(Of(Kim), 1, VoteStanding.Sound), After(2)).ShouldBeNull();
        });

        (await Numbers(new(null, null, QueueTurn.Anybody, Kim.Id, 0, 9))).ShouldBe([1, 2, 3, 5], ignoreOrder: true);
        (await Numbers(new(null, null, QueueTurn.Reviewers, Kim.Id, 0, 9))).ShouldBe([1, 2]);
        (await Numbers(new(null, null, QueueTurn.Nobody, Kim.Id, 0, 9))).ShouldBe([5]);
        (await Numbers(new(null, null, QueueTurn.Author, Kim.Id, 0, 9))).ShouldBe([3]);
        (await Numbers(new(null, null, QueueTurn.Reader, Kim.Id, 0, 9))).ShouldBe([1, 2]);
        (await Numbers(new(null, null, QueueTurn.Reader, Ana.Id, 0, 9))).ShouldBe([3]);
        (await Numbers(new(Payments, Tier.High, QueueTurn.Reviewers, Kim.Id, 0, 9))).ShouldBe([1, 2]);
        (await Numbers(new(null, Tier.Low, QueueTurn.Anybody, Kim.Id, 0, 9))).ShouldBeEmpty();
        (await Numbers(new(new ServiceId("web"), null, QueueTurn.Anybody, Kim.Id, 0, 9))).ShouldBeEmpty();
        (await _temporary.Store.QueueCounts(Ana.Id)).ShouldBe(new QueueCounts(4, 1, 2, 1, 1));
    }

    [Fact]
    public async Task An_upgrade_fills_in_the_tier_as_the_events_have_it()
    {
        await _temporary.Write(work =>
        {
            work.Submit(After(0));
            work.Submit(After(1));
        });
        await _temporary.Store.DisposeAsync();
        using (var db = _temporary.Outsider())
        {
            db.Execute("alter table change_request drop column tier");
            db.Execute("delete from schema_migration where number >= 10");
        }

        await _temporary.Restart();

        (await Numbers(new(null, Tier.High, QueueTurn.Anybody, Kim.Id, 0, 9))).ShouldBe([1, 2]);
        using var record = Countersign.Storage.SqliteRecord.OpenReadOnly(_temporary.Path);
        record.Audit().Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_ledger_has_a_head_and_entries_before_it()
    {
        await _temporary.Write(work => work.Submit(After(0)));
        var head = await _temporary.Store.Head();
        head.Entries.ShouldBe(1);
        (await _temporary.Store.LedgerAfter(0, 10))[^1].Hash.ShouldBe(head.Hash);
    }

    private async Task<IEnumerable<long>> Numbers(QueueAsk ask)
    {
        var page = await _temporary.Store.Queue(ask);
        page.Matching.ShouldBe(page.Requests.Length);
        return page.Requests.Select(r => r.Id.Number);
    }
}
