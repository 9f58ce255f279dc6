using System.Diagnostics;
using Countersign.Scenarios.Faults.Rig;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Countersign.Scenarios.Faults;

/// <summary>Promise F5, first half: another process holds the database.</summary>
[Collection(FaultTests.Name)]
public sealed class BusyTests(ITestOutputHelper output)
{
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task While_another_process_holds_the_database_answers_are_in_time_and_honest()
    {
        await using var site = await Site.Open();
        await site.Start();
        var (hand, record) = (new Hand(site.Slack, site.Database), new RecordFile(site.Database));
        (await hand.Send(hand.Submit())).Status.ShouldBe(200);
        // Compiled once, so that what is measured is the waiting.
        await site.Slack.As("lee").Run("/signoff back");
        await hand.Send(hand.Deny("U0JO", 1));
        var slowest = TimeSpan.Zero;
        var refused = new List<Deed>();

        await using (Hold(site))
        {
            var until = Stopwatch.StartNew();
            while (until.Elapsed < TimeSpan.FromSeconds(Long.Or(30, 4)))
            {
                var presses = Enumerable.Range(0, 4).Select(_ => hand.Press("cr.approve", "U0LEE", 1)).ToList();
                var answers = await Task.WhenAll(presses.Select(hand.Send));
                answers.ShouldAllBe(a => a.Status == 503);
                var form = await hand.Send(hand.Deny("U0KIM", 1));
                form.Body.ShouldContain("The record is busy, so nothing was changed");
                var command = await site.Slack.As("lee").Run("/signoff back");
                command.Readable.ShouldContain("The record is busy, so nothing was changed");
                slowest = answers.Append(form).Append(command.Http).Append(new(0, "", slowest)).Max(a => a.Elapsed);
                refused.AddRange(presses);
            }

            record.Missing(refused).Count.ShouldBe(refused.Count);
        }

        output.WriteLine($"{refused.Count} presses refused; the slowest answer took {slowest.TotalMilliseconds:0} ms.");
        slowest.ShouldBeLessThan(InTime);
        await site.Slack.As("lee").SeesPrivately("The record is busy");
        (await hand.Send(refused[0])).Status.ShouldBe(200);
        record.Missing([refused[0]]).ShouldBeEmpty();
        record.HasNoDoubles();
        (await site.Verify()).ExitCode.ShouldBe(0);
    }

    private static SqliteConnection Hold(Site site)
    {
        var db = Outside.Open(site.Database);
        db.Execute("begin exclusive");
        return db;
    }
}
