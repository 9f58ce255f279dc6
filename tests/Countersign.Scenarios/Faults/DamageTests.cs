using Countersign.Scenarios.Faults.Rig;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Countersign.Scenarios.Faults;

/// <summary>Promise F5, second half: bytes of the database have changed.</summary>
public sealed class DamageTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_changed_ledger_entry_stops_every_grant_and_the_audit_says_where()
    {
        await using var site = await Site.Open();
        var hand = await Filled(site);
        var (seq, bytes) = Newest(site);
        Flip(site, IndexOf(await File.ReadAllBytesAsync(site.Database, TestContext.Current.CancellationToken), bytes) + (bytes.Length / 2));

        var verdict = await site.Verify();
        verdict.ExitCode.ShouldBe(1, verdict.All);
        verdict.All.ShouldContain($"ledger_entry {seq}");
        site.Host!.Dispose();
        (await Grants(site, hand)).ShouldBe(0);
    }

    [Fact]
    public async Task Damage_is_shouted_and_the_doctor_sees_it()
    {
        await using var site = await Site.Open();
        await Filled(site);
        await using (var db = new SqliteConnection($"Data Source={site.Database};Pooling=False"))
            await db.ExecuteAsync("update ledger_entry set at = at + 1 where seq = (select max(seq) from ledger_entry)");

        await site.Start(health: "live");
        await site.Slack.Eventually("the operators hear of it", () =>
            site.Slack.Channel("ops").Any(m => m.Text.Contains("The record is damaged, so I grant nothing any more", StringComparison.Ordinal)));
        site.Host!.Output.ShouldContain("\"LogLevel\":\"Critical\"");
        site.Host.Output.ShouldContain("The record is damaged, nothing is granted any more");
        var doctor = await site.Run("doctor", "--config", site.Config);
        doctor.ExitCode.ShouldBe(1, doctor.All);
        doctor.All.ShouldContain("WRONG  database: damaged");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_database_that_is_taken_away_while_it_is_used_grants_nothing_more(bool moved)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells which files a process has open.");
        await using var site = await Site.Open();
        var hand = await Filled(site);
        await site.Start();
        var press = hand.Press("cr.approve", "U0LEE", 1);
        if (moved)
            foreach (var beside in (string[])["", "-wal", "-shm"])
                File.Move(site.Database + beside, site.Database + ".elsewhere" + beside);
        else
            File.Delete(site.Database);

        await site.Slack.Eventually("the log says so", () => site.Host!.Output.Contains("was deleted, moved or replaced", StringComparison.Ordinal));
        using var http = new HttpClient();
        (await http.GetAsync(new Uri(site.Address, "/health/ready"), TestContext.Current.CancellationToken)).StatusCode
            .ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        await hand.Send(press);
        if (moved)
            new RecordFile(site.Database + ".elsewhere").Count("select count(*) from vote").ShouldBe(0);
        // Another file may be put there in good faith: no note must keep it from being used.
        File.Exists(site.Database + ".damaged").ShouldBeFalse();
    }

    [Fact]
    public async Task A_damaged_header_is_said_and_the_process_ends()
    {
        await using var site = await Site.Open();
        await Filled(site);
        Flip(site, 3);

        var refused = await site.Serve();
        refused.ExitCode.ShouldBe(2, refused.All);
        refused.All.ShouldContain("its first page is damaged");
        var verdict = await site.Verify();
        verdict.ExitCode.ShouldNotBe(0, verdict.All);
        verdict.All.ShouldContain(site.Database);
    }

    [Fact]
    public async Task A_page_that_is_garbage_never_ends_in_silence()
    {
        var random = new Random(Long.Number("COUNTERSIGN_SEED", 1));
        await using var site = await Site.Open();
        var hand = await Filled(site);
        var sound = await File.ReadAllBytesAsync(site.Database, TestContext.Current.CancellationToken);
        var pages = sound.Length / 4096;
        var (seen, granted) = (0, 0);
        for (var round = 0; round < Long.Or(60, 3); round++)
        {
            var page = random.Next(1, pages);
            var damaged = (byte[])sound.Clone();
            random.NextBytes(damaged.AsSpan(page * 4096, 4096));
            await Put(site, damaged);

            var verdict = await site.Verify();
            // Pages of indexes and of operational tables are no evidence; SQLite itself trips over them when they are used.
            verdict.ExitCode.ShouldBeOneOf(0, 1, 2);
            verdict.All.ShouldNotContain("   at ");
            if (verdict.ExitCode == 0)
                continue;
            seen++;
            verdict.All.Length.ShouldBeGreaterThan(20);
            granted += await Grants(site, hand) > 0 ? 1 : 0;
        }

        // The same presses on the sound file, or none of this would tell anything.
        await Put(site, sound);
        (await Grants(site, hand)).ShouldBeGreaterThan(0);
        output.WriteLine($"{seen} of {Long.Or(60, 3)} garbage pages were found by the audit ({pages} pages); beside {granted} of them, in pages that no decision touched, something was granted before the daily audit.");
    }

    // Alone: the log of a killed process, and the note of damage, belong to the file that stood there before.
    private static async Task Put(Site site, byte[] database)
    {
        foreach (var beside in (string[])["-wal", "-shm", ".damaged"])
            File.Delete(site.Database + beside);
        await File.WriteAllBytesAsync(site.Database, database, TestContext.Current.CancellationToken);
    }

    private static async Task<Hand> Filled(Site site)
    {
        await site.Start();
        var hand = new Hand(site.Slack, site.Database);
        for (var i = 0; i < 40; i++)
            (await hand.Send(hand.Submit())).Status.ShouldBe(200);
        await site.Slack.Eventually("routing to settle", () => new RecordFile(site.Database).Count("select count(*) from deadline where kind = 'route' and done_at is null") == 0);
        (await site.Host!.Stop(TimeSpan.FromSeconds(40))).ShouldBe(0, site.Host.Output);
        return hand;
    }

    /// <summary>It does not start, and says why; or it starts, and presses are answered in time.</summary>
    /// <returns>How many of the presses were granted.</returns>
    private static async Task<int> Grants(Site site, Hand hand)
    {
        try
        {
            await site.Start(health: "live");
        }
        catch (InvalidOperationException)
        {
            site.Host!.Output.ShouldContain("damaged", Case.Insensitive);
            site.Host.Output.ShouldNotContain("Unhandled exception");
            return 0;
        }

        var granted = 0;
        for (var change = 1; change <= 3; change++)
            foreach (var user in new[] { "U0LEE", "U0KIM", "U0MO" })
            {
                var press = hand.Press("cr.approve", user, change);
                var answer = await hand.Send(press);
                answer.TimedOut.ShouldBeFalse();
                granted += answer.Status == 200 && GrantedOnRecord(site, press) ? 1 : 0;
            }

        site.Host!.HasExited.ShouldBeFalse(site.Host.Output);
        site.Host.Dispose();
        return granted;
    }

    private static bool GrantedOnRecord(Site site, Deed press)
    {
        try
        {
            return new RecordFile(site.Database).Granted(press) == true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private static void Flip(Site site, long at)
    {
        using var file = new FileStream(site.Database, FileMode.Open, FileAccess.ReadWrite);
        file.Position = at;
        var old = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(old ^ 0x10));
    }

    private static (long Seq, byte[] Bytes) Newest(Site site)
    {
        using var db = Outside.Open(site.Database, SqliteOpenMode.ReadOnly);
        return db.QuerySingle<(long, byte[])>("select seq, bytes from ledger_entry order by seq desc limit 1");
    }

    private static long IndexOf(byte[] file, byte[] part) => file.AsSpan().IndexOf(part);
}
