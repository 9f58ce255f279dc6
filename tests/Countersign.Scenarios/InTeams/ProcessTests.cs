using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Countersign.Playground.Teams;
using Countersign.Scenarios.Faults.Rig;
using Dapper;

namespace Countersign.Scenarios.InTeams;

/// <summary>The real process with Teams alone: starts, is honest while the record is busy, keeps its secrets.</summary>
[Collection(FaultTests.Name)]
public sealed class ProcessTests(ITestOutputHelper output)
{
    private const string Secret = "canary-app-secret-51ce77";
    private const string Forgery = "\r\n{\"EventId\":1,\"Message\":\"FORGED\"}\u001b[31m\u2028FORGED\u0085\n";

    [Fact]
    public async Task With_settings_made_from_the_sample_it_starts_and_the_doctor_speaks_of_Teams()
    {
        await using var site = await TeamsSite.Open();
        var doctor = await site.Run("doctor", "--config", site.Config);
        doctor.ExitCode.ShouldBe(0, doctor.All);
        doctor.All.ShouldContain("teams token");
        doctor.All.ShouldContain($"given, for app {site.Teams.AppId}");
        doctor.All.ShouldContain("teams signing keys");
        doctor.All.ShouldContain("dashboard: people reach it at https://countersign.example.com");
        doctor.All.ShouldNotContain("slack", Case.Insensitive);

        await site.Start();
        var reviewer = await Asked(site.Teams);
        (await reviewer.Press("Approve", "What the AI did")).Readable.ShouldContain("Approved by");
        await site.Teams.As("ana").Sees("approved CR-1");
        (await site.Host!.Stop(TimeSpan.FromSeconds(30))).ShouldBe(0);

        site.Teams.Failures.Add("token", new Failure.Refused("invalid_client") { HttpStatus = 401 });
        site.Teams.Failures.Add("openid.*", new Failure.Status(503));
        var ill = await site.Run("doctor", "--config", site.Config);
        ill.ExitCode.ShouldBe(1, ill.All);
        ill.All.ShouldContain("says invalid_client");
        ill.All.ShouldContain("can't be read");
        site.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task While_another_process_holds_the_database_answers_are_in_time_and_honest()
    {
        await using var site = await TeamsSite.Open();
        await site.Start();
        var reviewer = await Asked(site.Teams);
        var card = reviewer.CardOf();
        var record = new RecordFile(site.Database);
        await site.Teams.Eventually("quiet", () => record.Outbox == 0);
        // Compiled once, so that what is measured is the waiting.
        (await site.Teams.As("mo").PressStale(card, card.Card!, "Approve")).Text.ShouldContain("not asked");
        var slowest = TimeSpan.Zero;

        await using (var db = Outside.Open(site.Database))
        {
            db.Execute("begin exclusive");
            var until = Stopwatch.StartNew();
            while (until.Elapsed < TimeSpan.FromSeconds(Long.Or(30, 3)))
            {
                var presses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => reviewer.PressStale(card, card.Card!, "Approve")));
                foreach (var pressed in presses)
                {
                    pressed.Outcome.ShouldBe(PressOutcome.Error, pressed.Trouble);
                    pressed.Text.ShouldContain("The record is busy, so nothing was changed");
                }

                (await site.Teams.As("ana").OpenExtension("newSignoff")).Outcome.ShouldBe(PressOutcome.DialogOpened);
                var form = await site.Teams.As("ana").Submit(Fields("Another change"));
                form.Readable.ShouldContain("The record is busy, so nothing was changed");
                form.Readable.ShouldContain("Wrote the retry loop");
                var said = await site.Teams.As("kim").Say("back");
                slowest = presses.Select(p => p.Http!.Elapsed).Append(form.Http!.Elapsed).Append(said.Http!.Elapsed).Append(slowest).Max();
            }
        }

        output.WriteLine($"The slowest answer took {slowest.TotalMilliseconds:0} ms.");
        slowest.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        await site.Teams.As("kim").Sees("The record is busy");
        record.Count("select count(*) from settlement").ShouldBe(0);
        (await reviewer.Press(card, "Approve")).Readable.ShouldContain("Approved by");
        record.HasNoDoubles();
        site.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_secret_leaves_the_process_and_one_event_is_one_line()
    {
        await using var site = await TeamsSite.Open(Secret);
        await site.Start();
        var bodies = await MuchHappens(site);
        await site.Host!.Stop(TimeSpan.FromSeconds(30));

        var lines = site.Host.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBeGreaterThan(3, site.Host.Output);
        foreach (var line in lines.Where(l => !l.StartsWith("Countersign listens on", StringComparison.Ordinal)))
            Should.NotThrow(() => JsonDocument.Parse(line).Dispose(), line);
        lines.ShouldNotContain(l => l.StartsWith("{\"EventId\":1,", StringComparison.Ordinal));
        site.Host.Output.ShouldNotContain("\u2028");
        site.Host.Output.ShouldNotContain("\u001b");

        // The app's secret, every bearer that we were given, and the tokens that the channel proved itself by.
        string[] secrets =
        [
            Secret, .. site.Teams.Calls.Select(c => c.Bearer).OfType<string>().Distinct(), "stand-in-bearer", site.Teams.Tokens.Issue().Split('.')[0] + ".",
        ];
        secrets.Length.ShouldBeGreaterThan(3);
        foreach (var secret in secrets)
        {
            site.Host.Output.ShouldNotContain(secret);
            bodies.ShouldAllBe(b => !b.Contains(secret));
            foreach (var file in Directory.GetFiles(site.Folder, "*", SearchOption.AllDirectories).Where(f => f != site.Config))
                File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).ShouldBe(-1, file);
        }
    }

    private static async Task<List<string>> MuchHappens(TeamsSite site)
    {
        var teams = site.Teams;
        var bodies = new List<string>();
        await Asked(teams, Forgery);
        var card = await teams.Eventually("the team's card", () => teams.Channel(House.TeamsTown.Payments) is [.., var last] ? last : null);
        foreach (var activity in (JsonObject[])
            [
                teams.As("ana").MessageActivity(Forgery), teams.As("zoe").MessageActivity("list " + Forgery),
                teams.As("bo").ExecuteActivity(card, "approve", new JsonObject { ["cr"] = Forgery }), teams.As("bo").ExecuteActivity(card, Forgery, Forgery),
                teams.As("bo").InvokeActivity(Forgery, []), teams.As("bo").InvokeActivity("task/submit", new JsonObject { ["data"] = new JsonObject { ["do"] = Forgery } }),
            ])
        {
            bodies.Add((await teams.Sender.Send(activity)).Body);
            activity["from"]!["name"] = Forgery;
            activity["id"] = Forgery;
            bodies.Add((await teams.Sender.Send(activity)).Body);
            // Everything that is turned away is logged.
            activity["serviceUrl"] = "https://evil.example/" + Forgery;
            bodies.Add((await teams.Sender.Send(activity, teams.Tokens.Issue(c => c["serviceurl"] = "https://evil.example/" + Forgery))).Body);
            bodies.Add((await teams.Sender.Send(activity, teams.Tokens.Issue(c => c["aud"] = Forgery, h => h["kid"] = Forgery))).Body);
            bodies.Add((await teams.Sender.Send(activity, "x" + Convert.ToHexString(Encoding.UTF8.GetBytes(Forgery)))).Body);
            activity["channelData"]!["tenant"]!["id"] = Forgery;
            activity["serviceUrl"] = teams.ServiceUrl.AbsoluteUri;
            bodies.Add((await teams.Sender.Send(activity)).Body);
        }

        // So is every call that fails.
        teams.BotTokens.Revoke();
        teams.Failures.Add("activities.*", new Failure.Refused(Forgery), times: 2);
        teams.Failures.Add("activities.*", new Failure.Status(500), times: 1);
        teams.Failures.Add("token", new Failure.Refused("invalid_client") { HttpStatus = 401 }, times: 2);
        for (var i = 0; i < 4; i++)
            bodies.Add((await teams.As("ana").Say("mine")).Http!.Body);
        await teams.Eventually($"a failed call in the log:\n{site.Host!.Output}", () => site.Host!.Output.Contains("could not be delivered", StringComparison.Ordinal));
        return bodies;
    }

    private static async Task<TeamsPerson> Asked(StandInTeams teams, string more = "")
    {
        await teams.As("ana").OpenExtension("newSignoff");
        var sent = await teams.As("ana").Submit(Fields("Retry failed refunds" + more, more));
        sent.Text.ShouldContain("CR-1 is on its way", Case.Sensitive, sent.Readable);
        TeamsPerson? reviewer = null;
        await teams.Eventually("somebody asked", () => (reviewer = new[] { "lee", "kim" }.Select(teams.As)
            .FirstOrDefault(p => p.Chat.Any(m => m.Readable.Contains("[Approve…]", StringComparison.Ordinal)))) is not null);
        return reviewer!;
    }

    private static (string, string)[] Fields(string title, string more = "") =>
    [
        .. Talk.Form(title), ("Link to the change", "https://github.com/acme/payments-api/pull/12"), ("What the AI did", "Wrote the retry loop and its tests." + more),
    ];
}
