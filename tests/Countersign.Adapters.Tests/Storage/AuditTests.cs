using Countersign.Storage;
using Countersign.Storage.Audit;
using Countersign.Storage.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;
using static Countersign.Adapters.Tests.Storage.Ledgerland;

namespace Countersign.Adapters.Tests.Storage;

/// <summary>Promise T5: whoever changes the evidence in the database is seen. Columns come from the schema, so a new one can't be forgotten.</summary>
public sealed class AuditTests
{
    private static readonly string[] Evidence =
    [
        "ledger_entry", "ledger_head", "ledger_subject", "change_event", "change_request", "seat", "seat_asked", "vote", "settlement",
        "round_fact", "policy_version",
    ];

    private static readonly string[] Operational =
    [
        "outbox", "deadline", "receipt", "posted_card", "absence", "person_setting", "refusal_tally", "chat_identity", "chat_address", "lost_on", "schema_migration",
        "offer", "review_day", "roster_since", "rota_override", "swap_offer", "posted_offer", "on_duty", "digest_post",
        "sqlite_sequence",
    ];

    [Fact]
    public async Task Every_table_is_either_evidence_or_known_to_be_none()
    {
        await using var temporary = await Told();
        using var db = temporary.Outsider();
        db.Query<string>("select name from sqlite_master where type = 'table'").ShouldBe(Evidence.Concat(Operational), ignoreOrder: true);
    }

    [Fact]
    public async Task An_untouched_record_has_no_findings()
    {
        await using var temporary = await Told();
        using var record = SqliteRecord.OpenReadOnly(temporary.Path);
        var reported = new List<AuditProgress>();
        var report = record.Audit(reported.Add);
        report.Findings.ShouldBeEmpty();
        report.Requests.ShouldBe(4);
        reported.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_edit_of_any_column_of_any_row_is_found()
    {
        await using var temporary = await Told();
        using var db = Unguarded(temporary);
        var edits = 0;
        foreach (var table in Evidence)
        {
            var columns = db.Query<string>($"select name from pragma_table_info('{table}')").ToList();
            var key = KeyOf(db, table);
            var rows = db.ExecuteScalar<long>($"select count(*) from {table}");
            rows.ShouldBeGreaterThan(0, table);
            foreach (var column in columns)
                foreach (var (kind, edit) in Edits(column).Index())
                    for (var row = 0; row < rows; row++)
                    {
                        // Each column of each row by some edit, each edit on some row of each column; the long setting takes them all.
                        if (!Fuzz.Long && (row + kind) % 3 != 0)
                            continue;
                        var changed = Tampered(db, $"update {table} set {column} = {edit} where ({key}) = (select {key} from {table} order by {key} limit 1 offset {row}) and {column} is not {edit}", out var findings);
                        if (changed == 0)
                            continue;
                        edits++;
                        findings.ShouldBeGreaterThan(0, $"{table}.{column} = {edit}, row {row}");
                    }
        }

        edits.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task A_deleted_or_copied_row_of_any_table_is_found()
    {
        await using var temporary = await Told();
        using var db = Unguarded(temporary);
        foreach (var table in Evidence)
        {
            var key = KeyOf(db, table);
            for (var row = 0; row < db.ExecuteScalar<long>($"select count(*) from {table}"); row++)
            {
                Tampered(db, $"delete from {table} where ({key}) = (select {key} from {table} order by {key} limit 1 offset {row})", out var findings).ShouldBe(1);
                findings.ShouldBeGreaterThan(0, $"delete {table} row {row}");
            }

            Tampered(db, $"delete from {table}", out var emptied);
            emptied.ShouldBeGreaterThan(0, $"empty {table}");
        }
    }

    [Fact]
    public async Task Swapped_and_cut_off_entries_and_events_are_found()
    {
        await using var temporary = await Told();
        using var db = Unguarded(temporary);
        foreach (var table in new[] { "ledger_entry", "change_event" })
        {
            var key = table == "ledger_entry" ? "seq" : "ledger_seq";
            var swap = $"""
                update {table} set {key} = -1 where {key} = (select min({key}) from {table} where {key} > 3);
                update {table} set {key} = (select min({key}) from {table} where {key} > 3) - 1 where {key} = (select min({key}) from {table} where {key} > 3);
                update {table} set {key} = (select min({key}) from {table} where {key} > 3) + 1 where {key} = -1
                """;
            Tampered(db, swap, out var swapped);
            swapped.ShouldBeGreaterThan(0, table);
            Tampered(db, $"delete from {table} where {key} > 10", out var cut);
            cut.ShouldBeGreaterThan(0, table);
        }

        // The ledger's tail with a head that fits it: its events are left behind.
        Tampered(
            db,
            "delete from ledger_entry where seq > 10; update ledger_head set count = 10, hash = (select hash from ledger_entry where seq = 10)",
            out var consistent);
        consistent.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task An_added_row_that_no_event_made_is_found()
    {
        await using var temporary = await Told();
        using var db = Unguarded(temporary);
        foreach (var sql in new[]
        {
            "insert into vote values (2, 1, 2, 'lee', 'approved', 1, 2)",
            "insert into settlement values (900, 1, 'approved', 'kim', 2)",
            "insert into settlement values (-5, 1, 'approved', 'kim', 2)",
            "insert into round_fact (change_id, round, author, service, ai_tools, began_at, turns) values (900, 1, 'ana', 'payments', '', 1, 'n1')",
            "insert into seat_asked values (2, 1, 2, 'ana', 1, 2, 1)",
            "insert into policy_version values ('abc', 1, 1, x'00')",
            "insert into ledger_entry select seq + 100, at, type, request, round, platform, actor, person, level, service, repository, pull_request, head_sha, policy, roster, verdict, assignee, seconds_to_decide, body, detail, count, prev, bytes, hash from ledger_entry where seq = 1",
        })
        {
            Tampered(db, sql, out var findings);
            findings.ShouldBeGreaterThan(0, sql);
        }
    }

    [Theory]
    [InlineData("create trigger quiet after insert on vote begin update vote set verdict = 'approved' where change_id = new.change_id; end", "no migration makes it")]
    [InlineData("create table somebody_elses (x)", "no migration makes it")]
    [InlineData("drop index change_event_version", "it is missing")]
    [InlineData("alter table vote add column also text", "it differs from what the migrations make")]
    public async Task A_schema_that_no_migration_makes_is_found(string sql, string says)
    {
        await using var temporary = await Told();
        using (var db = temporary.Outsider())
            db.Execute(sql);
        using var record = SqliteRecord.OpenReadOnly(temporary.Path);
        record.Audit().Findings.Select(f => f.ToString()).ShouldContain(f => f.StartsWith("schema") && f.Contains(says));
    }

    [Fact]
    public async Task A_head_that_somebody_moved_stops_the_next_append()
    {
        await using var temporary = await Told();
        using (var db = temporary.Outsider())
            db.Execute("update ledger_head set hash = replace(hash, substr(hash, 1, 1), 'z')");
        var refused = await Should.ThrowAsync<Core.Ports.StoreUnavailableException>(temporary.Write(w => w.Submit(Monday)));
        refused.Trouble.ShouldBe(Core.Ports.StoreTrouble.Damaged);
        (await temporary.Write(w => w.RecordIsSound)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_ledger_rolled_back_under_a_running_server_stops_the_next_append()
    {
        await using var temporary = await Told();
        using (var db = temporary.Outsider())
            db.Execute("delete from change_event where ledger_seq > 10; delete from ledger_entry where seq > 10; update ledger_head set count = 10, hash = (select hash from ledger_entry where seq = 10)");
        (await Should.ThrowAsync<Core.Ports.StoreUnavailableException>(temporary.Write(w => w.Submit(Monday)))).Trouble.ShouldBe(Core.Ports.StoreTrouble.Damaged);
    }

    [Fact]
    public async Task An_audit_of_a_record_that_is_being_written_finds_nothing()
    {
        await using var temporary = await Told();
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                byte[] policy = [(byte)(i % 5)];
                await temporary.Write(w =>
                {
                    w.Assign(w.Submit(After(i)), Kim, After(i));
                    w.AcceptPolicy(Story.Digest(policy), "roster", policy, i % 2, After(i));
                    w.Refused(new Core.People.Actor.Stranger(new(Core.People.Platform.Slack, "T1", $"U{i}")), null, "approve", new Core.Changes.Refusal.UnknownPerson(), Context(Of(Kim), After(i)));
                });
            }
        });
        for (var i = 0; i < 30; i++)
        {
            using var record = SqliteRecord.OpenReadOnly(temporary.Path);
            record.Audit().Findings.ShouldBeEmpty();
        }

        await stop.CancelAsync();
        await writing;
    }

    [Fact]
    public async Task A_backup_of_the_running_server_is_whole_and_overwrites_nothing()
    {
        await using var temporary = await Told();
        var target = Path.Combine(temporary.Folder, "backup.db");
        using (var record = SqliteRecord.OpenReadOnly(temporary.Path))
        {
            record.Backup(target);
            Should.Throw<IOException>(() => record.Backup(target)).Message.ShouldContain("exists already");
            record.Audit().Findings.ShouldBeEmpty();
        }

        await temporary.Write(w => w.Submit(Monday));
        using var backup = SqliteRecord.OpenReadOnly(target);
        var report = backup.Audit();
        report.Findings.ShouldBeEmpty();
        report.Requests.ShouldBe(4);
    }

    // Each edit is tried in a transaction that is rolled back; the audit reads inside it.
    private static int Tampered(SqliteConnection db, string sql, out int findings)
    {
        Connections.Run(db, "begin");
        try
        {
            var changed = db.Execute(sql);
            findings = changed == 0 ? 0 : RecordAudit.Run(db, null, default).Findings.Count;
            return changed;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 19 or 20)
        {
            // A unique key, NOT NULL or the row number's type refuses this edit by itself.
            findings = 0;
            return 0;
        }
        finally
        {
            Connections.Run(db, "rollback");
        }
    }

    private static IEnumerable<string> Edits(string column) =>
    [
        $"{column} + 1000000", $"{column} || 'x'", $"cast({column} as blob) || x'00'", "null", "'x'", "0", "x'01'", $"upper({column})",
    ];

    private static string KeyOf(SqliteConnection db, string table) =>
        string.Join(", ", db.Query<string>($"select name from pragma_table_info('{table}') where pk > 0 order by pk"));

    private static SqliteConnection Unguarded(TemporaryStore temporary)
    {
        var db = temporary.Outsider();
        db.Execute("pragma foreign_keys = off; pragma ignore_check_constraints = on");
        return db;
    }

    private static async Task<TemporaryStore> Told()
    {
        var temporary = new TemporaryStore();
        await temporary.Write(Story.Tell);
        return temporary;
    }
}
