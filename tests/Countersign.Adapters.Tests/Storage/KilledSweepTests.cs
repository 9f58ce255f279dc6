using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Storage;
using Dapper;
using NodaTime;
using SQLitePCL;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Storage;

/// <summary>
/// A kill between any two statements of a sweep. What a killed process leaves is what its files hold at that moment: the files are copied
/// before each statement, each copy is opened as a restart would, and swept again. Every step is in effect once, wherever the kill came.
/// </summary>
public sealed class KilledSweepTests(ITestOutputHelper output)
{
    private static readonly Instant Ten = Instant.FromUtc(2026, 3, 3, 10, 0);
    private static readonly Person Ana = Somebody("ana", Level.Mid);
    private static readonly PolicyInForce Policy = new(Book());

    [Fact]
    public async Task Wherever_it_comes_each_step_is_in_effect_exactly_once_after_the_restart()
    {
        await using var temporary = new TemporaryStore();
        var now = await Prepare(temporary.Store);
        var kills = new List<string>();
        var statements = 0;
        Trace(temporary.Store, sql =>
        {
            statements++;
            Keep(temporary.Path, kills);
        });
        await Desk(temporary.Store).Sweep.Run(now);
        Trace(temporary.Store, null);
        Keep(temporary.Path, kills);
        var whole = await Effects(temporary.Store);
        whole.Count(e => e.StartsWith("event reminded", StringComparison.Ordinal)).ShouldBe(4);
        whole.ShouldContain(e => e.StartsWith("event stood_down", StringComparison.Ordinal));
        whole.ShouldContain(e => e.StartsWith("event escalated", StringComparison.Ordinal));
        whole.Count(e => e.StartsWith("told C-pay Digest", StringComparison.Ordinal)).ShouldBe(1);
        whole.ShouldContain(e => e.StartsWith("next digest digest/house", StringComparison.Ordinal));
        whole.ShouldContain(e => e.StartsWith("event breached", StringComparison.Ordinal));

        foreach (var kill in kills)
        {
            await using var restarted = SqliteStore.Open(Path.Combine(kill, "record.db"), now);
            await Desk(restarted).Sweep.Run(now);
            (await Effects(restarted)).ShouldBe(whole, kill);
            (await restarted.Due(now, 10)).ShouldBeEmpty();
        }

        statements.ShouldBeGreaterThan(100);
        kills.Count.ShouldBeGreaterThan(4);
        output.WriteLine($"{statements} statements, {kills.Count} different states of the files.");
    }

    // Late by different spans: a reminder, a move, a step of the ladder, the end of the time and a digest are due in the same sweep.
    private static async Task<Instant> Prepare(SqliteStore store)
    {
        var desk = Desk(store);
        await new Digesting(store, Policy).SetAll(Ten);
        foreach (var (minutes, number) in new[] { (0, 1), (75, 2), (155, 3), (195, 4) })
        {
            var at = Ten + Duration.FromMinutes(minutes);
            (await desk.Submitting.Submit(new ReceiptKey($"submit-{number}"), Ledgerland.Of(Ana), Raw(number), at)).ShouldBeOfType<FormResult.Taken>();
            await desk.Routing.Route(new Core.Sla.DeadlineSubject.OfSeat(new ChangeId(number), 1, 1), at);
            // The first two hear a reminder: the next that comes of the second is a move.
            if (number == 2)
                await desk.Sweep.Run(Ten + Duration.FromMinutes(112));
        }

        return Ten + Duration.FromMinutes(245);
    }

    private static void Trace(SqliteStore store, Action<string>? sees) =>
        raw.sqlite3_trace(store.Writer.Handle, sees is null ? null : (_, sql) => sees(sql), null);

    // A kill between two statements that wrote nothing in between leaves the same files: one copy stands for all of them.
    private static void Keep(string database, List<string> kills)
    {
        var folder = Path.Combine(Path.GetDirectoryName(database)!, $"kill-{kills.Count}");
        Directory.CreateDirectory(folder);
        foreach (var file in new[] { database, database + "-wal" })
            if (File.Exists(file))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        if (kills.Count > 0 && Print(kills[^1]) == Print(folder))
            Directory.Delete(folder, recursive: true);
        else
            kills.Add(folder);
    }

    private static string Print(string folder) => string.Join(
        ',', Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))));

    /// <summary>What the record holds of each request, what was told, and what is to come: without the numbers of rows.</summary>
    private static async Task<List<string>> Effects(SqliteStore store)
    {
        var effects = new List<string>();
        for (var number = 1; number <= 4; number++)
            effects.AddRange((await store.LedgerOf(new ChangeId(number))).Select(e => $"event {e.Entry.Type} {number} {e.Entry.Detail} {e.Entry.Assignee is null}"));
        effects.AddRange((await store.Outbox(0, 1_000)).Select(o => $"told {o.Lane.Id} {o.Notice}"));
        var connection = store.Writer.Connection;
        effects.AddRange(connection.Query<string>("select 'next ' || kind || ' ' || subject || ' ' || due_at from deadline where done_at is null"));
        effects.Sort(StringComparer.Ordinal);
        return effects;
    }

    private static (Sweep Sweep, Submitting Submitting, SeatRouting Routing) Desk(SqliteStore store)
    {
        var ranking = new Ranking(store, new Bench(new Presences()));
        var routing = new SeatRouting(store, Policy, ranking);
        var sweep = new Sweep(
            store, Policy, routing, new Moving(store, Policy, ranking), new Offering(store, Policy, ranking), new Escalating(store, Policy),
            new Recurring(store, Policy, new NoBackups()), new Digesting(store, Policy));
        return (sweep, new Submitting(store, Policy, new Deciding(store, Policy)), routing);
    }

    private static RawDraft Raw(int number) => new()
    {
        Title = $"Retry card payments {number}",
        Link = "https://github.com/acme/payments-api/pull/7",
        Service = "payments",
        AiTools = "Claude Code",
        AiDid = "Wrote the retry loop",
        AuthorChecked = "Ran the payment tests twice",
    };

    private static Person Somebody(string id, Level level) => new(
        new PersonId(id), id, level, DateTimeZone.Utc, WorkingHours.Default, level == Level.Principal ? [] : [Ledgerland.Payments], [],
        [new ChatIdentity(Platform.Slack, "T1", "U-" + id)]);

    private static PolicyBook Book()
    {
        var at = new PolicyLine("policy.yaml", 1, "key");
        ImmutableArray<EscalationStep> ladder =
            [new(75, EscalationTo.Reviewer, null, at), new(100, EscalationTo.Lead, null, at), new(150, EscalationTo.Operators, null, at)];
        var service = new Service(Ledgerland.Payments, "Payments", new(Tier.High, at), Duration.FromHours(4), [], new PersonId("mo"), [])
        {
            Rules =
            [
                .. TierRules.BuiltIn.Select(r => r with
                {
                    Approvals = new(1, at), SpotCheck = new(0, at), AtLeast = new(Level.Senior, at), AskAtOnce = new(1, at), Escalation = ladder,
                    Evidence = ImmutableDictionary<EvidenceKind, PolicyLine>.Empty,
                }),
            ],
        };
        return new PolicyBook(
            new string('a', 64), new string('b', 64),
            new Roster([Ana, Somebody("lee", Level.Senior), Somebody("kim", Level.Senior), Somebody("raj", Level.Senior), Somebody("mo", Level.Principal)]),
            new[] { service }.ToFrozenDictionary(s => s.Id), [new PersonId("mo")], [new ChatPlace(Platform.Slack, "T1", "C-ops")])
        {
            DigestRules = new DigestRules(IsoDayOfWeek.Tuesday, new LocalTime(14, 0), Names: true) { Channels = [new ChatPlace(Platform.Slack, "T1", "C-pay")] },
        };
    }
}
