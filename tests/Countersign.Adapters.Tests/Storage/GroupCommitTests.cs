using System.Collections.Concurrent;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Ports;
using Countersign.Storage;
using Countersign.Storage.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;
using static Countersign.Adapters.Tests.Storage.Ledgerland;

namespace Countersign.Adapters.Tests.Storage;

public sealed class GroupCommitTests
{
    [Fact]
    public async Task One_failing_piece_among_a_hundred_harms_no_other()
    {
        await using var temporary = new TemporaryStore();
        using var gate = new ManualResetEventSlim();
        var first = temporary.Write(_ => gate.Wait());
        var pieces = Enumerable.Range(0, 100).Select(i => temporary.Write(w =>
        {
            var id = w.Submit(After(i));
            w.Keep(new ReceiptKey(i == 50 ? "key-49" : $"key-{i}"), Answer.Done(id), Monday);
            return i == 70 ? throw new InvalidOperationException("a bug") : id;
        })).ToList();
        gate.Set();
        await first;

        await Should.ThrowAsync<SqliteException>(pieces[50]);
        await Should.ThrowAsync<InvalidOperationException>(pieces[70]);
        var ids = await Task.WhenAll(pieces.Where((_, i) => i is not (50 or 70)));
        ids.Select(id => id.Number).ShouldBe(Enumerable.Range(1, 98).Select(n => (long)n));
        (await temporary.Store.Figures()).ShouldBe(new StoreFigures(98, 98, 0, 0, 98));
        Audit(temporary).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_piece_that_swallows_a_failed_statement_is_failed_all_the_same()
    {
        await using var temporary = new TemporaryStore();
        await Should.ThrowAsync<SqliteException>(temporary.Write(w =>
        {
            w.Keep(new ReceiptKey("k"), Answer.Done(new ChangeId(1)), Monday);
            try
            {
                w.Keep(new ReceiptKey("k"), Answer.Done(new ChangeId(2)), Monday);
            }
            catch (SqliteException)
            {
                // As a use case with a careless catch would.
            }
        }));
        (await temporary.Write(w => w.FindReceipt(new ReceiptKey("k")))).ShouldBeNull();
    }

    [Fact]
    public async Task A_piece_that_fails_halfway_through_a_statement_leaves_nothing_bound()
    {
        await using var temporary = new TemporaryStore();
        var nowhere = new Lane((Core.People.Platform)99, "T1", LaneKind.Person, "U1");
        var halfway = new Lane(Core.People.Platform.Slack, "T1", (LaneKind)99, "U1");
        foreach (var lane in new[] { nowhere, halfway })
            await Should.ThrowAsync<Exception>(temporary.Write(w => w.Send(new Outgoing(lane, new Notice.NobodyToAsk(new ChangeId(1))), Monday)));
        await temporary.Write(w => w.Send(new Outgoing(KimsMessages, new Notice.NobodyToAsk(new ChangeId(1))), Monday));
        (await temporary.Store.Outbox(0, 10)).Single().Lane.ShouldBe(KimsMessages);
    }

    [Fact]
    public async Task A_rolled_back_piece_leaves_nothing_in_the_writers_memory()
    {
        await using var temporary = new TemporaryStore();
        var id = await temporary.Write(w => w.Submit(After(1)));
        await Should.ThrowAsync<InvalidOperationException>(temporary.Write(w =>
        {
            w.Assign(id, Kim, After(2));
            throw new InvalidOperationException();
        }));
        (await temporary.Write(w => w.Load(id)))!.Version.ShouldBe(1);
        await temporary.Write(w => w.Assign(id, Kim, After(3)));
        (await temporary.Store.Find(id))!.Version.ShouldBe(2);
        Audit(temporary).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_work_object_kept_beyond_its_piece_writes_nothing()
    {
        await using var temporary = new TemporaryStore();
        var kept = await temporary.Write(w => w);
        Should.Throw<ObjectDisposedException>(() => kept.NextChangeId());
    }

    [Fact]
    public async Task A_queued_piece_whose_caller_gave_up_is_never_done()
    {
        await using var temporary = new TemporaryStore();
        using var gate = new ManualResetEventSlim();
        using var started = new ManualResetEventSlim();
        using var cancel = new CancellationTokenSource();
        var first = temporary.Write(_ =>
        {
            started.Set();
            gate.Wait();
        });
        started.Wait(TestContext.Current.CancellationToken);
        var dropped = temporary.Store.Write(w => w.Submit(Monday), cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(dropped);
        gate.Set();
        await first;
        (await temporary.Store.Figures()).Requests.ShouldBe(0);
    }

    [Fact]
    public async Task What_waits_too_long_or_finds_the_queue_full_is_told_busy_and_never_done()
    {
        await using var temporary = new TemporaryStore(new StoreOptions { QueueLength = 2, LongestWait = TimeSpan.FromMilliseconds(50) });
        using var gate = new ManualResetEventSlim();
        using var started = new ManualResetEventSlim();
        var first = temporary.Write(_ =>
        {
            started.Set();
            gate.Wait();
        });
        started.Wait(TestContext.Current.CancellationToken);
        var waiting = new[] { temporary.Write(w => w.Submit(Monday)), temporary.Write(w => w.Submit(Monday)) };
        var refused = temporary.Write(w => w.Submit(Monday));
        foreach (var task in waiting.Append(refused))
            (await Should.ThrowAsync<StoreUnavailableException>(task)).Trouble.ShouldBe(StoreTrouble.Busy);
        gate.Set();
        await first;
        (await temporary.Store.Figures()).Requests.ShouldBe(0);
    }

    [Fact]
    public async Task While_another_process_holds_the_database_people_hear_so_and_later_it_works()
    {
        await using var temporary = new TemporaryStore();
        using (var other = temporary.Outsider())
        {
            other.Execute("begin exclusive");
            (await Should.ThrowAsync<StoreUnavailableException>(temporary.Write(w => w.Submit(Monday)))).Trouble.ShouldBe(StoreTrouble.Busy);
            (await temporary.Store.Figures()).Requests.ShouldBe(0);
            other.Execute("rollback");
        }

        (await temporary.Write(w => w.Submit(Monday))).Number.ShouldBe(1);
    }

    [Fact]
    public async Task A_full_disk_acknowledges_nobody_and_recovers_by_itself()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(w => w.Submit(Monday));
        await temporary.Write(_ => LimitPages(temporary, 0));
        var pieces = Enumerable.Range(0, 300).Select(i => temporary.Write(w => w.Submit(After(i)))).ToList();
        var outcomes = await Task.WhenAll(pieces.Select(p => p.ContinueWith(t => t.Exception?.InnerException, TaskScheduler.Default)));
        outcomes.OfType<StoreUnavailableException>().Count(e => e.Trouble == StoreTrouble.DiskFull).ShouldBeGreaterThan(100);
        outcomes.ShouldAllBe(e => e == null || e is StoreUnavailableException);
        (await temporary.Store.Figures()).Requests.ShouldBe(1 + outcomes.Count(e => e is null));

        await temporary.Write(_ => LimitPages(temporary, 1_000_000));
        await temporary.Write(w => w.Submit(Monday));
        temporary.Store.Damage.ShouldBeNull();
        Audit(temporary).ShouldBeEmpty();
    }

    [Fact]
    public async Task Readers_see_a_snapshot_while_a_write_is_open()
    {
        await using var temporary = new TemporaryStore();
        var id = await temporary.Write(w => w.Submit(Monday));
        await temporary.Write(w =>
        {
            w.Assign(id, Kim, After(1));
            temporary.Store.Find(id).Result!.Version.ShouldBe(1);
        });
        (await temporary.Store.Find(id))!.Version.ShouldBe(2);
    }

    [Fact]
    public async Task Approve_and_deny_at_once_have_one_winner_and_the_loser_is_told()
    {
        const int Races = 10_000;
        await using var temporary = new TemporaryStore();
        var ids = await temporary.Write(w => Enumerable.Range(0, Races).Select(i =>
        {
            var id = w.Submit(Monday);
            w.Assign(id, Kim, Monday);
            return id;
        }).ToList());
        var outcomes = new ConcurrentBag<Refusal?[]>();
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 100 }, async (id, _) =>
        {
            Command approve = new Command.Approve(Of(Kim), 1, VoteStanding.Sound), deny = new Command.Deny(Of(Kim), 1, "No.");
            var (one, other) = id.Number % 2 == 0 ? (approve, deny) : (deny, approve);
            outcomes.Add(await Task.WhenAll(
                Task.Run(() => temporary.Write(w => w.Decide(id, one, After(1)))),
                Task.Run(() => temporary.Write(w => w.Decide(id, other, After(1))))));
        });
        outcomes.Count.ShouldBe(Races);
        outcomes.ShouldAllBe(o => o.Count(r => r == null) == 1 && o.Count(r => r is Refusal.AlreadySettled) == 1);
        using var db = temporary.Outsider();
        db.ExecuteScalar<long>("select count(*) from settlement").ShouldBe(Races);
        db.ExecuteScalar<long>("select count(*) from vote").ShouldBe(Races);
        Audit(temporary).ShouldBeEmpty();
    }

    [Fact]
    public async Task Disposing_finishes_what_is_queued_and_refuses_what_comes_later()
    {
        await using var temporary = new TemporaryStore();
        var pieces = Enumerable.Range(0, 500).Select(_ => temporary.Write(w => w.Submit(Monday))).ToList();
        var stopped = temporary.Store;
        await temporary.Restart();
        await Task.WhenAll(pieces);
        (await temporary.Store.Figures()).Requests.ShouldBe(500);
        (await Should.ThrowAsync<StoreUnavailableException>(stopped.Write(w => w.NextChangeId()))).Trouble.ShouldBe(StoreTrouble.Stopping);
    }

    private static void LimitPages(TemporaryStore temporary, long pages) =>
        Connections.Run(temporary.Store.Writer.Connection, $"pragma max_page_count = {pages + (pages == 0 ? 1 : 0)}");

    private static List<string> Audit(TemporaryStore temporary)
    {
        using var record = SqliteRecord.OpenReadOnly(temporary.Path);
        return [.. record.Audit().Findings.Select(f => f.ToString())];
    }
}
