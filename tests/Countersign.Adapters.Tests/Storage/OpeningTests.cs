using System.Diagnostics;
using Countersign.Core.Ports;
using Countersign.Storage;
using Countersign.Storage.Migrations;
using Dapper;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Storage;

public sealed class OpeningTests
{
    [Fact]
    public async Task A_new_database_is_ours_and_has_the_newest_schema()
    {
        await using var temporary = new TemporaryStore();
        using var db = temporary.Outsider();
        db.ExecuteScalar<long>("pragma application_id").ShouldBe(Migrator.ApplicationId);
        db.ExecuteScalar<string>("pragma journal_mode").ShouldBe("wal");
        db.ExecuteScalar<long>("select max(number) from schema_migration").ShouldBe(Migrator.Newest);
        await temporary.Restart();
        db.ExecuteScalar<long>("select count(*) from schema_migration").ShouldBe(Migrator.Newest);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone_and_the_message_says_what_to_do()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Store.DisposeAsync();
        using (var db = temporary.Outsider())
            db.Execute("insert into schema_migration values (99, 'later', 0); pragma wal_checkpoint(truncate); pragma journal_mode = delete");
        var before = File.ReadAllBytes(temporary.Path);

        var refused = Should.Throw<StoreNotOpenedException>(() => SqliteStore.Open(temporary.Path, Ledgerland.Monday));
        refused.Message.ShouldContain("newer version");
        refused.Message.ShouldContain("restore a backup");
        File.ReadAllBytes(temporary.Path).ShouldBe(before);

        using (var db = temporary.Outsider())
            db.Execute("delete from schema_migration where number = 99");
        await temporary.Restart();
    }

    [Fact]
    public async Task Files_that_are_not_ours_are_left_alone()
    {
        await using var temporary = new TemporaryStore();
        var text = Path.Combine(temporary.Folder, "notes.txt");
        File.WriteAllText(text, new string('x', 5000));
        Should.Throw<StoreNotOpenedException>(() => SqliteStore.Open(text, Ledgerland.Monday)).Message.ShouldContain("not a SQLite database");
        File.ReadAllText(text).ShouldBe(new string('x', 5000));

        var other = Path.Combine(temporary.Folder, "other.db");
        using (var db = new SqliteConnection($"Data Source={other};Pooling=False"))
            db.Execute("create table theirs (x)");
        Should.Throw<StoreNotOpenedException>(() => SqliteStore.Open(other, Ledgerland.Monday)).Message.ShouldContain("another program");
    }

    [Fact]
    public async Task A_second_store_on_the_same_file_is_refused_and_told_by_whom()
    {
        await using var temporary = new TemporaryStore();
        var refused = Should.Throw<StoreNotOpenedException>(() => SqliteStore.Open(temporary.Path, Ledgerland.Monday));
        refused.Message.ShouldContain(temporary.Path);
        refused.Message.ShouldContain($"process {Environment.ProcessId}");
        await temporary.Restart();
    }

    [Fact]
    public async Task A_lock_that_another_process_holds_is_respected()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/flock"), "needs flock(1)");
        await using var temporary = new TemporaryStore();
        await temporary.Store.DisposeAsync();
        using var other = Process.Start(new ProcessStartInfo("/usr/bin/flock", [temporary.Path + ".lock", "sh", "-c", "echo held; cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        (await other.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("held");
        Should.Throw<StoreNotOpenedException>(() => SqliteStore.Open(temporary.Path, Ledgerland.Monday)).Message.ShouldContain("in use by");
        other.StandardInput.Close();
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);
        await temporary.Restart();
    }

    [Fact]
    public async Task Flipped_bytes_are_damage_and_nothing_is_granted()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(Story.Tell);
        await temporary.Store.DisposeAsync();
        using (var db = temporary.Outsider())
            db.Execute("update ledger_entry set bytes = zeroblob(9) where seq = 3");

        await temporary.Restart();
        temporary.Store.Damage.ShouldNotBeNull();
        (await temporary.Write(w => w.RecordIsSound)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_whose_pages_are_garbage_is_not_used()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(Story.Tell);
        await temporary.Store.DisposeAsync();
        var bytes = File.ReadAllBytes(temporary.Path);
        File.WriteAllBytes(temporary.Path, [.. bytes.Take(4096), .. Enumerable.Repeat((byte)0xA5, bytes.Length - 4096)]);
        Should.Throw<StoreUnavailableException>(() => SqliteStore.Open(temporary.Path, Ledgerland.Monday)).Trouble.ShouldBe(StoreTrouble.Damaged);

        File.WriteAllBytes(temporary.Path, [.. Enumerable.Repeat((byte)0xA5, 100), .. bytes.Skip(100)]);
        Should.Throw<StoreNotOpenedException>(() => SqliteStore.Open(temporary.Path, Ledgerland.Monday)).Message.ShouldContain("Restore a backup");

        File.WriteAllBytes(temporary.Path, bytes);
        await temporary.Restart();
        temporary.Store.Damage.ShouldBeNull();
    }

    [Fact]
    public async Task Damage_that_the_host_declares_stops_grants_across_restarts_until_its_note_is_removed()
    {
        await using var temporary = new TemporaryStore();
        (await temporary.Write(w => w.RecordIsSound)).ShouldBeTrue();
        temporary.Store.DeclareDamaged("entry 7 is missing");
        (await temporary.Write(w => w.RecordIsSound)).ShouldBeFalse();
        temporary.Store.Damage.ShouldBe("entry 7 is missing");

        await temporary.Restart();
        temporary.Store.Damage.ShouldNotBeNull().ShouldStartWith("entry 7 is missing (noted in ");
        (await temporary.Write(w => w.RecordIsSound)).ShouldBeFalse();

        await temporary.Store.DisposeAsync();
        File.Delete(temporary.Path + ".damaged");
        await temporary.Restart();
        temporary.Store.Damage.ShouldBeNull();
    }
}
