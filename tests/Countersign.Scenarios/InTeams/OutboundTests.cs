using System.Diagnostics;
using Countersign.Core.Changes;
using Countersign.Playground.Teams;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.InTeams;

/// <summary>How messages reach people and channels in Teams, whatever the Connector says.</summary>
public sealed class OutboundTests
{
    [Fact]
    public async Task Whoever_never_wrote_is_found_among_the_members_of_the_teams_channel_and_asked()
    {
        await using var home = await Home.OpenWithTeams(installed: false);
        foreach (var user in home.Teams.Tenant.Directory.Users.Where(u => u.TenantId is null))
            home.Teams.Tenant.Directory.SetInstalled(user, true);
        await home.Member("ana").Install();
        // While rosters can't be read, nobody is taken for missing.
        home.Teams.Failures.Add("members.*", new Failure.Status(503), times: 4);

        var (reviewer, card) = await home.Asked();

        reviewer.Chat.ShouldHaveSingleItem().Id.ShouldBe(card.Id);
        Looked(home).ShouldBe(5);
        home.Teams.Calls.ShouldContain(c => c.Method == Operations.CreateConversation && c.Ok);
        (await home.Store.History(new ChangeId(1))).OfType<ChangeEvent.Assigned>().Count().ShouldBe(1);
        // The next message goes to the same chat, without asking again.
        await reviewer.Press(card, "Approve");
        await home.Quiet();
        home.Teams.Now(card).Readable.ShouldContain("Approved by");
        Looked(home).ShouldBe(5);
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_can_not_be_reached_is_not_asked_their_lead_hears_of_it_and_installing_brings_them_back()
    {
        await using var home = await Home.OpenWithTeams(installed: false);
        foreach (var who in (string[])["ana", "mo", "kim"])
            await home.Member(who).Install();
        await home.Hears("kim", "away until monday", null, "You are away");
        await home.Member("ana").Asks();

        await home.Member("mo").Sees("I can't message Lee Park (ForbiddenOperationException), so I don't ask them.");
        await home.Teams.Eventually("the operators told", () => home.Teams.Channel(TeamsTown.Ops).Any(m => m.Readable.Contains("I can't message Lee Park", StringComparison.Ordinal)));
        (await home.Member("ana").Sees("CR-1 waits")).Readable.ShouldContain("Lee Park can't be messaged");
        await home.Quiet();
        var tries = home.Teams.Calls.Count(c => c.Method == Operations.CreateConversation && c.Status == 403);
        tries.ShouldBe(1);

        await home.Member("lee").Install();

        (await home.ReviewerInTeams()).User.Handle.ShouldBe("lee");
        (await home.Member("lee").Press("Approve", "What the AI did")).Readable.ShouldContain("Approved by");
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_is_nowhere_is_not_asked_and_the_review_goes_to_somebody_else()
    {
        await using var home = await Home.OpenWithTeams(installed: false);
        var team = home.Teams.Tenant.Directory.Teams.Single();
        home.Teams.Tenant.Directory.Put(team with { Members = [.. team.Members.Where(m => m != "29:lee")] });
        home.Teams.Tenant.Directory.Put(home.Teams.Tenant.Directory.Places.Where(p => p.Id == TeamsTown.Pool).Select(p => new TeamsGroupChat(p.Id, p.Name) { Members = ["29:ana"] }).Single());
        foreach (var who in (string[])["ana", "mo", "kim"])
            await home.Member(who).Install();
        await home.Hears("kim", "limit 1", null, "At most 1");
        await home.Member("ana").Asks();
        await home.Hears("mo", "help", null, "Mo Adeyemi");
        if ((await Asked(home)) == "lee")
            await home.Member("mo").Sees("I can't message Lee Park (app_not_installed)");

        (await home.ReviewerInTeams()).ShouldNotBeNull();
        await home.Teams.Eventually("Kim asked", () => home.Change().GetAwaiter().GetResult().AskedNow.Any(a => a.Person.Value == "kim"));
    }

    [Theory]
    [InlineData("BotNotInConversationRoster")]
    [InlineData("BotDisabledByAdmin")]
    [InlineData("ConversationBlockedByUser")]
    [InlineData("MessageWritesBlocked")]
    public async Task Whoever_blocked_the_app_hands_on_what_they_hold(string code)
    {
        await using var home = await Home.OpenWithTeams();
        home.Teams.Failures.Add(Operations.Send, new Failure.Refused(code) { HttpStatus = 403 }, channel: "a:1lee");
        await home.Hears("kim", "limit 1", null, "At most 1");
        await home.Member("ana").Asks();
        await home.Member("ana").Asks("Another change");

        await home.Member("mo").Sees($"I can't message Lee Park ({code}), so I don't ask them.");
        await home.Teams.Eventually("Lee asked for nothing", () => home.Store.Asking(new("lee"), 9).GetAwaiter().GetResult().IsEmpty);
        home.Teams.Failures.Clear();
        await home.Hears("lee", "back", null, "I can ask you");
        await home.Member("lee").Sees("[Approve…]");
        home.Teams.Faults.ShouldBeEmpty();
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

    [Fact]
    public async Task While_the_Connector_hangs_presses_forms_and_messages_are_answered_in_time()
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, card) = await home.Asked();
        home.Teams.Failures.Add("*", new Failure.NeverAnswers());

        var claimed = await reviewer.Press(card, "I'm on it");
        var said = await home.Member("bo").Say("mine");
        var approved = await reviewer.Press(card, "Approve");
        var opened = await home.Member("ana").OpenExtension("newSignoff");
        var sent = await home.Member("ana").Submit([.. Talk.Form("Another change"), ("Link to the change", "https://github.com/acme/payments-api/pull/13")]);

        claimed.Readable.ShouldContain("In review");
        approved.Readable.ShouldContain("Approved by");
        sent.Text.ShouldContain("CR-2 is on its way");
        foreach (var http in (HttpAnswer[])[claimed.Http!, said.Http!, approved.Http!, opened.Http!, sent.Http!])
            http.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        home.Teams.Failures.Clear();
    }

    [Fact]
    public async Task An_outage_of_seconds_loses_nothing_and_keeps_the_order()
    {
        await using var home = await Home.OpenWithTeams();
        home.Teams.Failures.Add("*", new Failure.Down());
        for (var n = 1; n <= 3; n++)
        {
            await home.Member("ana").OpenExtension("newSignoff");
            (await home.Member("ana").Submit([.. Talk.Form($"Change {n}"), ("Link to the change", "https://github.com/acme/payments-api/pull/13")])).Text.ShouldContain($"CR-{n} is on its way");
            await home.Teams.Eventually($"CR-{n} given to somebody", () => home.Change(n).GetAwaiter().GetResult().AskedNow.Any());
        }

        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        home.Teams.Failures.Clear();

        await home.Member("ana").Sees("CR-3 is with");
        await home.Quiet();
        var notes = home.Member("ana").Chat.Select(m => m.Readable).Where(t => t.Contains(" is with ", StringComparison.Ordinal)).ToList();
        notes.Count.ShouldBe(3);
        notes.Select((t, i) => t.Contains($"CR-{i + 1} is with", StringComparison.Ordinal)).ShouldAllBe(inOrder => inOrder);
        home.Teams.Channel(TeamsTown.Payments).Count(m => m.Readable.Contains("What the AI did", StringComparison.Ordinal)).ShouldBe(3);
        (await home.Store.Figures()).Parked.ShouldBe(0);
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Teams_alone_works_as_both_do()
    {
        await using var home = await Home.OpenWithTeams(alone: true);
        var (reviewer, card) = await home.Asked();
        (await reviewer.Press(card, "Approve")).Readable.ShouldContain("Approved by");
        await home.Member("ana").Sees("approved CR-1");
        await home.Restart();
        await home.Hears("ana", "status CR-1", null, "Approved");
        home.Slack.Calls.ShouldBeEmpty();
        (await home.Slack.Sender.Send("slack/events", "{}"u8.ToArray())).Status.ShouldBe(404);
        home.Teams.Faults.ShouldBeEmpty();
    }

    private static int Looked(Home home) => home.Teams.Calls.Count(c => c.Method.StartsWith("members.", StringComparison.Ordinal));

    private static async Task<string> Asked(Home home) => (await home.Teams.Eventually<ChangeRequest>("somebody asked", async () =>
        await home.Store.Find(new ChangeId(1)) is { } found && found.AskedNow.Any() ? found : null)).AskedNow.First().Person.Value;
}
