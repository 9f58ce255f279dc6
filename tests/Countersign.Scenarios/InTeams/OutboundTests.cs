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
