using Countersign.Host.Settings;
using Countersign.Host.Ticking;
using Countersign.Scenarios.Faults.Rig;
using Countersign.Scenarios.House;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Countersign.Scenarios.Faults;

/// <summary>The nightly copies as files.</summary>
[Collection(FaultTests.Name)]
public sealed class BackupTests
{
    private static readonly LocalDate First = new(2026, 11, 20);

    [Fact]
    public async Task Seven_copies_stay_each_whole_and_what_else_is_in_the_folder_is_left_alone()
    {
        await using var home = await Home.Open();
        await home.Submit();
        await home.Reviewer();
        var folder = Path.Combine(Path.GetDirectoryName(home.DatabasePath)!, "copies");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "countersign-by-hand.db"), "mine", TestContext.Current.CancellationToken);
        // An earlier process ended in the middle of a copy.
        await File.WriteAllTextAsync(Path.Combine(folder, "countersign-2026-11-20.db.part"), "half", TestContext.Current.CancellationToken);
        var backups = Over(home, folder);

        for (var day = 0; day < 9; day++)
            (await backups.Make(First.PlusDays(day), CancellationToken.None)).ShouldBeNull();
        (await backups.Make(First.PlusDays(8), CancellationToken.None)).ShouldBeNull("again, after a process that ended");

        Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order().ShouldBe(
            [.. Enumerable.Range(22, 7).Select(day => $"countersign-2026-11-{day}.db"), "countersign-by-hand.db"]);
        var verdict = await HostProcess.Run(folder, "ledger", "verify", "--database", Path.Combine(folder, "countersign-2026-11-28.db"));
        verdict.ExitCode.ShouldBe(0, verdict.All);
    }

    [Fact]
    public async Task A_folder_that_can_not_be_made_is_said_in_words()
    {
        await using var home = await Home.Open();
        (await Over(home, Path.Combine(home.PolicyPath, "copies")).Make(First, CancellationToken.None)).ShouldNotBeNullOrEmpty();
    }

    private static Backups Over(Home home, string folder) => new(
        new HostSettings(null, null, home.DatabasePath, home.PolicyPath, new Uri("http://127.0.0.1:0"), null) { BackupFolder = folder },
        NullLogger<Backups>.Instance);
}
