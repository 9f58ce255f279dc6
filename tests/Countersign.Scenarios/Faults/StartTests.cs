using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Countersign.Scenarios.Faults.Rig;
using Dapper;

namespace Countersign.Scenarios.Faults;

/// <summary>Promise F7, and every other reason not to start: a sentence, exit code 2, and a database as it was.</summary>
public sealed class StartTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_second_process_on_the_same_file_ends_at_once_and_writes_nothing()
    {
        await using var site = await Site.Open();
        await site.Start();
        // The first tick writes its housekeeping; what is compared must be the second process's doing.
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        var before = Fingerprint(site);

        var second = await site.Serve();

        second.ExitCode.ShouldBe(2, second.All);
        second.All.ShouldContain($"is in use by process {site.Host!.Id}");
        second.All.ShouldContain("Only one process may use a database");
        Fingerprint(site).ShouldBe(before);
        output.WriteLine($"The second process ended after {second.Took.TotalMilliseconds:0} ms.");
        second.Took.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        await site.Host.Ready(site.Address);
    }

    [Fact]
    public async Task A_second_process_is_kept_out_even_when_somebody_has_removed_the_lock()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells which files a process has open.");
        await using var site = await Site.Open();
        await site.Start();
        File.Delete(site.Database + ".lock");

        var second = await site.Serve();

        second.ExitCode.ShouldBe(2, second.All);
        second.All.ShouldContain($"is in use by process {site.Host!.Id}, although somebody has removed its");
    }

    [Fact]
    public async Task A_path_that_is_a_directory_is_said_to_be_one()
    {
        await using var site = await Site.Open();
        Directory.CreateDirectory(site.Database);
        var refused = await site.Serve();
        refused.ExitCode.ShouldBe(2, refused.All);
        refused.All.ShouldContain($"{site.Database} is a directory. Name a file in it");
    }

    [Fact]
    public async Task A_full_disk_is_called_full_and_the_doctor_leaves_nothing_on_it()
    {
        await using var disk = await SmallDisk.Mount();
        Assert.SkipWhen(disk is null, "Needs the right to mount a small tmpfs: run the tests as root.");
        await using var site = await Site.Open(data: disk.Folder);
        disk.FillUpTo(0);

        var refused = await site.Serve();
        refused.ExitCode.ShouldBe(2, refused.All);
        refused.All.ShouldContain("is full. Make room");
        refused.All.ShouldNotContain("in use by");
        var doctor = await site.Run("doctor", "--config", site.Config);
        doctor.ExitCode.ShouldBe(1, doctor.All);
        doctor.All.ShouldContain("Make room on that disk");
        Directory.EnumerateFiles(disk.Folder, ".doctor*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_from_a_newer_version_is_left_as_it_is_its_log_included()
    {
        await using var site = await Site.Open();
        await site.Start();
        await site.Kill();
        ChangeFromOutside(site, "insert into schema_migration (number, name, applied_at) values (999, 'later', 0)");
        var before = Fingerprint(site);

        var refused = await site.Serve();

        refused.ExitCode.ShouldBe(2, refused.All);
        refused.All.ShouldContain("newer version of Countersign (schema 999");
        Fingerprint(site).ShouldBe(before);
    }

    [Fact]
    public async Task A_file_that_is_no_database_of_ours_is_left_as_it_is()
    {
        await using var site = await Site.Open();
        await File.WriteAllTextAsync(site.Database, new string('x', 9_000), TestContext.Current.CancellationToken);
        var before = Fingerprint(site);
        var refused = await site.Serve();
        refused.ExitCode.ShouldBe(2, refused.All);
        refused.All.ShouldContain("is not a SQLite database");
        Fingerprint(site).ShouldBe(before);

        File.Delete(site.Database);
        ChangeFromOutside(site, "create table somebody_elses (x)");
        before = Fingerprint(site);
        refused = await site.Serve();
        refused.ExitCode.ShouldBe(2, refused.All);
        refused.All.ShouldContain("is a database of another program");
        Fingerprint(site).ShouldBe(before);
    }

    [Fact]
    public async Task A_directory_without_rights_is_named()
    {
        // Nobody creates files in /sys, the administrator neither.
        Assert.SkipUnless(Directory.Exists("/sys/kernel"), "Needs Linux's /sys.");
        await using var site = await Site.Open(data: "/sys/kernel");

        var refused = await site.Serve();

        refused.ExitCode.ShouldBe(2, refused.All);
        refused.All.ShouldContain("/sys/kernel/countersign.db.lock");
        refused.All.ShouldContain("Let this user write the directory");
    }

    [Fact]
    public async Task Settings_that_are_missing_or_unknown_are_named_before_anything_is_opened()
    {
        await using var site = await Site.Open();
        var settings = site.Settings();
        settings["Slack"].Remove("SigningSecret");
        await Refused("Slack:SigningSecret: is missing or empty");

        settings = site.Settings();
        settings["Slack"]["SigninSecret"] = "typo";
        await Refused("SigninSecret");

        settings = site.Settings();
        settings["Slak"] = new() { ["BotToken"] = "xoxb-1" };
        await Refused("Slak: is not a known section");

        async Task Refused(string naming)
        {
            await site.Configure(settings);
            var refused = await site.Serve();
            refused.ExitCode.ShouldBe(2, refused.All);
            refused.All.ShouldContain(naming);
            File.Exists(site.Database).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Without_a_policy_it_does_not_start_but_with_one_accepted_before_it_works_on_by_that()
    {
        await using var site = await Site.Open();
        var good = await File.ReadAllTextAsync(site.PolicyPath, TestContext.Current.CancellationToken);
        File.Delete(site.PolicyPath);
        var refused = await site.Serve();
        refused.ExitCode.ShouldBe(2, refused.All);
        refused.All.ShouldContain($"there is no file {site.PolicyPath}");

        await File.WriteAllTextAsync(site.PolicyPath, good.Replace("level: senior", "level: senor", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        refused = await site.Serve();
        refused.ExitCode.ShouldBe(2, refused.All);
        refused.All.ShouldContain("“senor” is not a level");

        await File.WriteAllTextAsync(site.PolicyPath, good, TestContext.Current.CancellationToken);
        await site.Start();
        await site.Kill();
        await File.WriteAllTextAsync(site.PolicyPath, "version: 1\npeople: []\n", TestContext.Current.CancellationToken);
        await site.Start();
        await site.Slack.As("mo").Sees("The policy file was not taken", channel: "ops");
    }

    [Fact]
    public async Task A_port_that_is_taken_or_an_address_of_another_machine_is_named()
    {
        await using var site = await Site.Open();
        using var taken = new TcpListener(IPAddress.Loopback, site.Address.Port);
        taken.Start();
        var refused = await site.Serve();
        refused.ExitCode.ShouldBe(2, refused.All);
        refused.All.ShouldContain("The address is taken");

        var settings = site.Settings();
        settings["Host"]["Listen"] = "http://192.0.2.1:5080";
        await site.Configure(settings);
        refused = await site.Serve();
        refused.ExitCode.ShouldBe(2, refused.All);
        refused.All.ShouldContain("Host:Listen: http://192.0.2.1:5080");
    }

    private static void ChangeFromOutside(Site site, string sql)
    {
        using var db = Outside.Open(site.Database);
        db.Execute(sql);
    }

    private static string Fingerprint(Site site) => string.Join('\n', new[] { site.Database, site.Database + "-wal" }
        .Where(File.Exists)
        .Select(f => $"{f} {new FileInfo(f).LastWriteTimeUtc:O} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))}"));
}
