using Countersign.Host.Telemetry;
using Countersign.Playground.Slack;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.Telemetry;

/// <summary>What a collector gets of a sign-off, over real HTTP.</summary>
public sealed class TelemetryTests
{
    private static readonly string[] Expected =
    [
        "countersign.ack.duration", "countersign.commands", "countersign.decisions", "countersign.decision.time", "countersign.outbox.attempts",
        "countersign.outbox.delay", "countersign.outbox.messages", "countersign.outbox.oldest", "countersign.requests.open",
        "countersign.chat.call.duration", "countersign.sweep.duration", "countersign.sweep.deadlines", "countersign.store.queue",
        "countersign.clock.held", "countersign.record.sound", "db.client.operation.duration", "http.server.request.duration", "http.client.request.duration",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_collector_hears_how_a_sign_off_went_and_of_nobody_who_was_in_it(bool grpc)
    {
        await using var collector = await Collector.Start();
        await using var home = await Home.Open();
        home.Telemetry = new TelemetrySettings(grpc ? collector.Grpc : collector.Address, grpc, "x-key=canary", WithMetrics: true, WithTraces: true);
        await home.Restart();

        await home.Submit(title: "Retry zebra refunds");
        var reviewer = await home.Reviewer();
        await reviewer.Click("Deny…", on: "CR-1");
        (await reviewer.Gives("The giraffe never stops.")).Outcome.ShouldBe(Submitted.Closed);
        await home.As("ana").Sees("denied CR-1");
        await home.Stop();

        Expected.Except(collector.Metrics).ShouldBeEmpty();
        collector.Spans.ShouldContain("POST /slack/interactions");
        collector.Families.ShouldContain(("POST /slack/interactions", "write"));
        collector.Families.ShouldContain(("deliver", "slack chat.postMessage"));
        collector.Keys.ShouldAllBe(k => k == "canary");
        string[] nobody = ["CR-1", "zebra", "giraffe", "ana", "kim", Town.Team, home.Slack.BotToken, .. Town.Users.Select(u => u.Id), .. Town.Channels.Select(c => c.Id)];
        foreach (var secret in nobody.Where(n => n.Length > 3))
            collector.Everything.Contains(secret, StringComparison.Ordinal).ShouldBeFalse(secret);
    }

    [Fact]
    public async Task What_an_alert_asks_the_growth_of_is_there_from_the_start_with_nothing_counted()
    {
        await using var collector = await Collector.Start();
        await using var home = await Home.Open();
        home.Telemetry = new TelemetrySettings(collector.Address, IsGrpc: false, null, WithMetrics: true, WithTraces: false);
        await home.Restart();
        await home.Stop();

        string[] tiers = ["critical", "high", "medium", "low"];
        string[] steps = ["reviewer", "lead", "team", "operators", "person", "rotation"];
        string[] verdicts = ["approved", "denied", "changes_requested"];
        collector.First("countersign.breaches").ShouldBe(tiers.Select(t => $"countersign.tier={t}: 0"), ignoreOrder: true);
        collector.First("countersign.escalations").ShouldBe(
            tiers.SelectMany(t => steps.Select(s => $"countersign.step={s},countersign.tier={t}: 0")), ignoreOrder: true);
        collector.First("countersign.decisions").ShouldBe(
            tiers.SelectMany(t => verdicts.Select(v => $"countersign.decision={v},countersign.tier={t}: 0")), ignoreOrder: true);
        // Slack alone is set up here.
        collector.First("countersign.outbox.parked").ShouldBe(["countersign.platform=slack: 0"]);
        collector.First("countersign.outbox.attempts").ShouldContain("countersign.message=card,countersign.outcome=not_allowed,countersign.platform=slack: 0");
    }

    [Fact]
    public async Task A_collector_that_hangs_holds_a_stop_up_for_no_more_than_two_seconds()
    {
        var hanging = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        hanging.Start();
        try
        {
            await using var home = await Home.Open();
            home.Telemetry = new TelemetrySettings(
                new Uri($"http://{hanging.LocalEndpoint}"), IsGrpc: false, null, WithMetrics: true, WithTraces: true);
            await home.Restart();
            await home.Submit();
            var since = System.Diagnostics.Stopwatch.StartNew();
            await home.Stop();
            since.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(4));
        }
        finally
        {
            hanging.Stop();
        }
    }

    [Fact]
    public async Task A_collector_that_is_down_holds_nothing_up()
    {
        await using var home = await Home.Open();
        home.Telemetry = new TelemetrySettings(new Uri("http://127.0.0.1:9"), IsGrpc: false, null, WithMetrics: true, WithTraces: true);
        await home.Restart();
        await home.Submit();
        await (await home.Reviewer()).Click("Approve", on: "CR-1");
        await home.As("ana").Sees("approved CR-1");
        var since = System.Diagnostics.Stopwatch.StartNew();
        await home.Stop();
        since.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(25));
    }
}
