using System.Diagnostics;
using Countersign.Scenarios.Faults.Rig;

namespace Countersign.Scenarios.Faults;

/// <summary>Promise F4.</summary>
[Collection(FaultTests.Name)]
public sealed class DiskFullTests(ITestOutputHelper output)
{
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task On_a_full_disk_nothing_is_acknowledged_that_is_not_recorded_and_with_room_it_works_again()
    {
        await using var disk = await SmallDisk.Mount();
        Assert.SkipWhen(disk is null, "Needs the right to mount a small tmpfs: run the tests as root.");
        await using var site = await Site.Open(data: disk.Folder);
        var (hand, record) = (new Hand(site.Slack, site.Database), new RecordFile(site.Database));
        var random = new Random(Long.Number("COUNTERSIGN_SEED", 1));
        await site.Start();
        for (var i = 0; i < 5; i++)
            (await hand.Send(hand.Submit())).Status.ShouldBe(200);
        var (done, refused, slowest, slowestBack) = (new List<Deed>(), new List<Deed>(), TimeSpan.Zero, TimeSpan.Zero);

        for (var point = 0; point < Long.Or(60, 6); point++)
        {
            // No room at all, less than a page, some pages: SQLite meets the end in the log, its index, or the database itself.
            disk.FillUpTo(point == 0 ? 0 : random.Next(0, 480) * 1_024);
            for (var i = 0; i < 40 && (i < 4 || refused.Count == 0); i++)
            {
                var deeds = Enumerable.Range(0, 4).Select(n => n == 0 ? hand.Submit() : hand.Press("cr.approve", "U0LEE", 1 + ((i + n) % 5))).ToList();
                var answers = await Task.WhenAll(deeds.Select(hand.Send));
                foreach (var (deed, answer) in deeds.Zip(answers))
                {
                    var taken = answer is { Status: 200, Body.Length: 0 };
                    (taken ? done : refused).Add(deed);
                    if (!taken && answer.Status == 200)
                        answer.Body.ShouldContain("so nothing was changed");
                    else if (!taken)
                        answer.Status.ShouldBe(503);
                    slowest = answer.Elapsed > slowest ? answer.Elapsed : slowest;
                }
            }

            disk.MakeRoom();
            var back = Stopwatch.StartNew();
            while ((await hand.Send(hand.Press("cr.approve", "U0KIM", 1))).Status != 200)
                back.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), $"It did not recover by itself.\n{site.Host!.Output}");
            slowestBack = back.Elapsed > slowestBack ? back.Elapsed : slowestBack;
        }

        record.Missing(done).ShouldBeEmpty();
        record.Missing(refused).Count.ShouldBe(refused.Count);
        record.HasNoDoubles();
        (await site.Verify()).ExitCode.ShouldBe(0);
        output.WriteLine($"{done.Count} acknowledged and recorded, {refused.Count} refused and not recorded; "
            + $"slowest answer {slowest.TotalMilliseconds:0} ms, slowest recovery {slowestBack.TotalMilliseconds:0} ms.");
        refused.ShouldNotBeEmpty();
        slowest.ShouldBeLessThan(InTime);

        await site.Kill();
        disk.FillUpTo(0);
        // On a disk that is full already it either works read-only until there is room, or says why it does not start.
        var code = 0;
        try
        {
            await site.Start(health: "live");
            (await hand.Send(hand.Submit())).Body.ShouldContain("so nothing was changed");
        }
        catch (InvalidOperationException)
        {
            code = await site.Host!.Exit(TimeSpan.FromSeconds(10));
            code.ShouldBe(2, site.Host.Output);
            site.Host.Output.ShouldContain("full", Case.Insensitive);
        }

        site.Host!.Dispose();
        disk.MakeRoom();
        await site.Start();
        record.Missing(done).ShouldBeEmpty();
        (await site.Verify()).ExitCode.ShouldBe(0);
    }
}
