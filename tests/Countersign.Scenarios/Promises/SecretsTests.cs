using System.Text;
using System.Text.Json;
using Countersign.Playground.Slack;
using Countersign.Scenarios.Faults.Rig;

namespace Countersign.Scenarios.Promises;

/// <summary>I1 and I2 with the real process: what it writes holds no secret, and nobody forges a line of it.</summary>
public sealed class SecretsTests
{
    private const string SigningSecret = "canary-signing-1f9a3c";
    private const string BotToken = "xoxb-canary-token-77b2e1";
    private const string Forgery = "\r\n{\"EventId\":1,\"Message\":\"FORGED\"}\u001b[31m\u2028FORGED\u0085\n";

    [Fact]
    public async Task No_secret_leaves_the_process_and_one_event_is_one_line()
    {
        await using var site = await Site.Open(options: new StandInOptions { Time = TimeProvider.System, SigningSecret = SigningSecret, BotToken = BotToken });
        await site.Start();
        var bodies = await MuchHappens(site);
        await site.Host!.Stop(TimeSpan.FromSeconds(30));

        var output = site.Host.Output;
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBeGreaterThan(3, output);
        foreach (var line in lines.Where(l => !l.StartsWith("Countersign listens on", StringComparison.Ordinal)))
            Should.NotThrow(() => JsonDocument.Parse(line).Dispose(), line);
        lines.ShouldNotContain(l => l.StartsWith("{\"EventId\":1,", StringComparison.Ordinal));
        output.ShouldNotContain("\u2028");
        output.ShouldNotContain("\u001b");

        foreach (var secret in new[] { SigningSecret, BotToken })
        {
            output.ShouldNotContain(secret);
            bodies.ShouldAllBe(b => !b.Contains(secret));
            foreach (var file in Directory.GetFiles(site.Folder, "*", SearchOption.AllDirectories).Where(f => f != site.Config))
                File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).ShouldBe(-1, file);
        }

        // Response URLs are secrets for a while too.
        output.ShouldNotContain("/response/");
    }

    private static async Task<List<string>> MuchHappens(Site site)
    {
        var slack = site.Slack;
        var hand = new Hand(slack, site.Database);
        var bodies = new List<string>();
        var ana = slack.As("ana");
        bodies.Add((await ana.Run($"/signoff {Forgery}")).Http.Body);
        bodies.Add((await ana.Run($"/signoff status {Forgery}")).Http.Body);
        await ana.Run("/signoff https://github.com/acme/payments-api/pull/12");
        await ana.SeesView("Ask for a sign-off");
        bodies.Add((await ana.Submit(
            ("Title", "Retry" + Forgery), ("Service", "Payments (critical)"), ("AI tools used", "x" + Forgery), ("What the AI did", Forgery + "y"),
            ("What you checked yourself", "Read every line." + Forgery))).Http!.Body);
        await ana.Sees("CR-1 is with");
        bodies.Add((await slack.As("zoe").Run("/signoff list")).Http.Body);
        bodies.Add((await hand.Send(hand.Press("cr.approve", "U0BO", 1))).Body);

        // Everything that fails is logged.
        slack.Failures.Add("chat.*", new Failure.Status(500), times: 2);
        slack.Failures.Add("views.open", new Failure.Refused("expired_trigger_id"), times: 1);
        await ana.Run("/signoff");
        bodies.Add((await hand.Send(hand.Deny("U0LEE", 1))).Body);
        bodies.Add((await hand.Send(hand.Deny("U0KIM", 1))).Body);
        foreach (var path in new[] { "slack/commands", "slack/interactions", "slack/events" })
        {
            bodies.Add((await slack.Sender.Send(path, Encoding.UTF8.GetBytes("payload={\"type\":" + Forgery))).Body);
            bodies.Add((await slack.Sender.Send(path, "{}"u8.ToArray(), signature: "v0=00")).Body);
        }

        slack.Failures.Add("chat.*", new Failure.Refused("invalid_auth"), times: 1);
        await File.WriteAllTextAsync(site.PolicyPath, "people: [" + Forgery);
        await slack.Eventually($"the bad policy in the log:\n{site.Host!.Output}", () => site.Host!.Output.Contains("is not taken", StringComparison.Ordinal));
        return bodies;
    }
}
