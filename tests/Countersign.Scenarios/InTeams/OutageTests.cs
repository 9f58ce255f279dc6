using System.Diagnostics;
using System.Text.Json.Nodes;
using Countersign.Playground.Teams;
using Countersign.Scenarios.Faults.Rig;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.InTeams;

/// <summary>F10 in Teams: whatever the Connector does, presses are taken, and every message arrives in the end.</summary>
public sealed class OutageTests(ITestOutputHelper output)
{
    private static readonly (string What, Failure Failure, int Seconds)[] Storms =
    [
        ("cut off", new Failure.Down(), 2),
        ("a bare 500", new Failure.Status(500), 2),
        ("done, then 502", new Failure.DoneThenStatus(502), 2),
        ("429 with Retry-After", new Failure.RateLimited(1), 2),
    ];

    private static readonly (string What, Failure Failure, int Seconds)[] LongStorms =
    [
        ("cut off", new Failure.Down(), 120),
        ("a bare 500", new Failure.Status(500), 60),
        ("status 503", new Failure.Status(503), 30),
        ("garbage", new Failure.Garbage(), 30),
        ("429 without Retry-After", new Failure.RateLimited(null), 30),
        ("no answer", new Failure.NeverAnswers(), 45),
        ("done, then silence", new Failure.DoneThenSilence(), 45),
    ];

    [Fact]
    public Task Whatever_the_Connector_answers_presses_are_taken_and_everything_arrives_in_order_afterwards() =>
        // Side by side, each with a bot of its own: most of the time they wait for Teams' pace.
        Task.WhenAll((Long.Wanted ? [.. Storms, .. LongStorms] : Storms).Select(s => Weather(s.What, s.Failure, s.Seconds)));

    [Fact]
    public async Task A_secret_that_has_run_out_uses_up_no_try_and_everything_goes_out_once_it_works_again()
    {
        await using var home = await Home.OpenWithTeams();
        home.Teams.BotTokens.Revoke();
        home.Teams.Failures.Add("token", new Failure.Refused("invalid_client") { HttpStatus = 401 });
        await Ask(home, 1);
        await Task.Delay(TimeSpan.FromSeconds(Long.Or(60, 1)), TestContext.Current.CancellationToken);
        new RecordFile(home.DatabasePath).Count("select coalesce(max(attempts), 0) from outbox").ShouldBe(0);

        home.Teams.Failures.Clear();

        await home.Member("ana").Sees("CR-1 is with");
        await home.Member("ana").Sees("approved CR-1,");
    }

    [Fact]
    public async Task When_Teams_asks_for_patience_the_bot_is_patient_and_nothing_is_lost()
    {
        await using var home = await Home.OpenWithTeams();
        var limited = home.Teams.Failures.Add("conversations.create", new Failure.RateLimited(2), times: 1);
        var direct = home.Teams.Failures.Add("activities.*", new Failure.RateLimited(2), times: 1, channel: "a:1ana");
        var since = Stopwatch.StartNew();
        await home.Member("ana").Say("new https://github.com/acme/payments-api/pull/12");
        await home.Member("ana").Sees("A sign-off for acme/payments-api #12");
        since.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(1.9));
        direct.Hits.ShouldBe(1);

        await home.Member("ana").Press("Ask for a sign-off", "payments-api #12");
        since.Restart();
        (await home.Member("ana").Submit(Talk.Form("Retry failed refunds"))).Outcome.ShouldBe(DialogOutcome.Message);
        await home.Teams.Eventually("the team's card", () => home.Teams.Channel(TeamsTown.Payments).Any(m => m.Readable.Contains("CR-1", StringComparison.Ordinal)));
        since.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(1.9));
        limited.Hits.ShouldBe(1);
        home.Teams.Calls.Count(c => c.Status == 429).ShouldBe(2);
        await home.Quiet();
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(502)]
    [InlineData(504)]
    public async Task An_answer_that_says_nothing_costs_one_duplicate_at_most(int status)
    {
        await using var home = await Home.OpenWithTeams();
        var dm = home.Teams.Failures.Add(Operations.Send, new Failure.DoneThenStatus(status), times: 1, channel: "a:1lee");
        var other = home.Teams.Failures.Add(Operations.Send, new Failure.DoneThenStatus(status), times: 1, channel: "a:1kim");
        var thread = home.Teams.Failures.Add(Operations.CreateConversation, new Failure.DoneThenStatus(status), times: 1);

        var (reviewer, card) = await home.Asked();

        var cards = reviewer.Chat.Count(m => m.Readable.Contains("What the AI did", StringComparison.Ordinal));
        cards.ShouldBeLessThanOrEqualTo(1 + dm.Hits + other.Hits);
        var shared = home.Teams.Channel(TeamsTown.Payments).Where(m => m.Readable.Contains("What the AI did", StringComparison.Ordinal)).ToList();
        shared.Count.ShouldBeLessThanOrEqualTo(1 + thread.Hits);
        // A copy that nobody knows of is known once it is pressed, and drawn anew.
        var unknown = reviewer.Chat.First(m => m.Readable.Contains("What the AI did", StringComparison.Ordinal));
        (await reviewer.Press(unknown, "Approve")).Readable.ShouldContain("Approved by");
        await home.Quiet();
        home.Teams.Now(unknown).Readable.ShouldContain("Approved by");
        home.Teams.Now(card).Readable.ShouldContain("Approved by");
        (await home.Entries("round_settled")).Count.ShouldBe(1);
        home.Teams.Faults.ShouldBeEmpty();
    }

    private async Task Weather(string what, Failure failure, int seconds)
    {
        await using var home = await Home.OpenWithTeams();
        await home.Hears("kim", "away until monday", null, "You are away");
        var planned = home.Teams.Failures.Add("*", failure);
        var (since, requests, slowest) = (Stopwatch.StartNew(), 0, TimeSpan.Zero);
        for (; requests < 3 || since.Elapsed < TimeSpan.FromSeconds(seconds); await Task.Delay(TimeSpan.FromMilliseconds(300)))
            if (requests < Long.Or(10, 3))
                slowest = new[] { slowest, await Ask(home, ++requests) }.Max();
        home.Teams.Failures.Clear();

        since.Restart();
        while ((await home.Store.Figures()).OutboxWaiting > 0)
        {
            since.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2), $"{what}: {await home.Store.Figures()}");
            await Task.Delay(50);
        }

        (await home.Store.Figures()).Parked.ShouldBe(0);
        var ambiguous = failure is Failure.DoneThenStatus or Failure.DoneThenSilence ? planned.Hits : 0;
        var notes = home.Member("ana").Chat.Select(m => m.Readable).Where(t => t.Contains(" is with ", StringComparison.Ordinal) || t.Contains("approved CR-", StringComparison.Ordinal)).ToList();
        var expected = Enumerable.Range(1, requests).SelectMany(n => new[] { $"CR-{n} is with", $"approved CR-{n}," }).ToList();
        notes.Distinct().Select(t => expected.FindIndex(e => t.Contains(e, StringComparison.Ordinal))).ShouldBe(Enumerable.Range(0, expected.Count), $"{what}: notes are in order");
        var cards = home.Teams.Channel(TeamsTown.Payments).Concat(home.Member("lee").Chat).Where(m => m.Readable.Contains("What the AI did", StringComparison.Ordinal)).ToList();
        var repeated = notes.Count - expected.Count + Math.Max(0, cards.Count - (2 * requests));
        repeated.ShouldBeLessThanOrEqualTo(ambiguous);
        output.WriteLine($"{what} for {seconds} s, {planned.Hits} calls struck: {requests} requests, slowest answer {slowest.TotalMilliseconds:0} ms; all delivered {since.Elapsed.TotalSeconds:0.0} s after, {repeated} repeated.");
        slowest.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        home.Teams.Faults.ShouldBeEmpty();
    }

    // By the window, and decided at once although the card can't have come: what is pressed is what it would carry.
    private static async Task<TimeSpan> Ask(Home home, int number)
    {
        var opened = await home.Member("ana").OpenExtension("newSignoff");
        var sent = await home.Member("ana").Submit([.. Talk.Form($"Change {number}"), ("Link to the change", "https://github.com/acme/payments-api/pull/13")]);
        sent.Text.ShouldContain($"CR-{number} is on its way");
        await home.Teams.Eventually($"CR-{number} given to Lee", () => home.Change(number).GetAwaiter().GetResult().AskedNow.Any());
        var pressed = await home.Teams.Sender.Send(home.Member("lee").InvokeActivity("adaptiveCard/action", new JsonObject
        {
            ["action"] = new JsonObject { ["verb"] = "approve", ["data"] = new JsonObject { ["cr"] = Core.Desk.ButtonValue.Of(await home.Change(number)).ToString() } },
        }));
        pressed.Body.ShouldContain("application/vnd.microsoft.card.adaptive");
        return new[] { opened.Http!.Elapsed, sent.Http!.Elapsed, pressed.Elapsed }.Max();
    }
}
