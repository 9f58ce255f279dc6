using System.Diagnostics;
using Countersign.Core.Changes;
using Countersign.Playground.Slack;
using Countersign.Scenarios.Faults.Rig;
using Countersign.Scenarios.House;
using Countersign.Storage;

namespace Countersign.Scenarios.Faults;

/// <summary>
/// The real process on the real clock: a decision is due in twelve seconds, steps follow at six, twelve and eighteen, and the process is
/// killed in between.
/// </summary>
[Collection(FaultTests.Name)]
public sealed class RealSecondsTests(ITestOutputHelper output)
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(60);

    private static readonly string Policy = Town.Policy
        .Replace("zone: UTC", "zone: UTC, hours: \"mon-sun 00:00-23:59\"", StringComparison.Ordinal)
        .Replace("    decision_minutes: 120\n", "", StringComparison.Ordinal)
        .Replace(
            "critical: { destructive_approvals: 1,",
            "critical: { sla: { decision: 12s, calendar: around_the_clock }, escalation: [{ after: 50%, to: reviewer }, { after: 100%, to: lead }, { after: 150%, to: operators }], destructive_approvals: 1,",
            StringComparison.Ordinal);

    [Fact]
    public async Task Every_step_comes_in_its_second_and_once_across_a_kill_after_the_first()
    {
        await using var site = await Opened();
        await site.Start();
        await Submits(site);
        await Until(site, e => e.OfType<ChangeEvent.Escalated>().Any());

        await site.Kill();
        await site.Start();
        await Until(site, e => e.OfType<ChangeEvent.Escalated>().Any(s => s.Step == 3));

        var events = Events(site);
        events.OfType<ChangeEvent.Breached>().ShouldHaveSingleItem();
        events.OfType<ChangeEvent.Escalated>().Select(s => s.Step).ShouldBe([1, 2, 3]);
        NoneIsEarly(events);
        foreach (var place in new[] { "C0OPS", "D0MO", "C0PAY" })
            await Pinged(site, place);
        Pings(site, "D0MO").ShouldBe(1, "as an operator");
        Pings(site, "C0PAY").ShouldBe(1, "as the lead, in the thread of the team's card");
    }

    [Fact]
    public async Task A_process_that_was_down_over_two_steps_tells_the_present_stage_alone()
    {
        await using var site = await Opened();
        await site.Start();
        await Submits(site);
        await Until(site, e => e.OfType<ChangeEvent.Assigned>().Any());
        var since = Stopwatch.StartNew();

        await site.Kill();
        await Task.Delay(TimeSpan.FromSeconds(13) - since.Elapsed, TestContext.Current.CancellationToken);
        await site.Start();
        await Until(site, e => e.OfType<ChangeEvent.Escalated>().Any(s => s.Step == 3));

        var events = Events(site);
        events.OfType<ChangeEvent.Escalated>().Select(s => s.Step).ShouldNotContain(1);
        NoneIsEarly(events);
        (await site.Verify()).ExitCode.ShouldBe(0);
    }

    private static async Task<Site> Opened()
    {
        Policy.ShouldContain("12s");
        Policy.ShouldNotContain("decision_minutes");
        var site = await Site.Open();
        await File.WriteAllTextAsync(site.PolicyPath, Policy);
        return site;
    }

    private static async Task Submits(Site site)
    {
        var hand = new Hand(site.Slack, site.Database);
        (await hand.Send(hand.Submit())).Status.ShouldBe(200);
    }

    private void NoneIsEarly(List<ChangeEvent> events)
    {
        var asked = events.OfType<ChangeEvent.Assigned>().First().At;
        foreach (var step in events.OfType<ChangeEvent.Escalated>())
        {
            output.WriteLine($"step {step.Step}: {(step.At - asked).TotalSeconds:0.00} s after somebody was asked");
            (step.At - asked).TotalSeconds.ShouldBeGreaterThanOrEqualTo(step.Step * 6);
        }
    }

    private static async Task Pinged(Site site, string channel)
    {
        for (var since = Stopwatch.StartNew(); Pings(site, channel) == 0; await Task.Delay(50))
            since.Elapsed.ShouldBeLessThan(AtMost);
    }

    private static int Pings(Site site, string channel) => site.Slack.Workspace.Messages.All.Count(m =>
        m.Via == MessageVia.PostMessage && m.Channel == channel && m.Versions[0].Text.Contains("is overdue", StringComparison.Ordinal));

    private static async Task Until(Site site, Func<List<ChangeEvent>, bool> holds)
    {
        for (var since = Stopwatch.StartNew(); !holds(Events(site)); await Task.Delay(50))
            since.Elapsed.ShouldBeLessThan(AtMost, $"{string.Join('\n', Events(site))}\n{site.Host!.Output}");
    }

    private static List<ChangeEvent> Events(Site site)
    {
        using var record = SqliteRecord.OpenReadOnly(site.Database);
        return [.. record.Histories().SelectMany(h => h.Events)];
    }
}
