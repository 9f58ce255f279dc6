using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Scenarios.Faults.Rig;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.Chat;

public sealed class HomeTabTests
{
    [Fact]
    public async Task Home_shows_what_waits_for_me_and_what_I_asked_and_follows_both()
    {
        await using var home = await Home.Open();
        await home.As("lee").OpenHome();
        await home.As("ana").OpenHome();
        (await home.As("lee").SeesHome("Nothing waits for you.")).Readable.ShouldContain("I can ask you now.");
        await home.As("ana").SeesHome("You have not asked for a sign-off yet.");
        await home.As("kim").Run("/signoff away until monday");

        await home.Submit();
        await home.As("lee").SeesHome("CR-1 · Retry failed refunds");
        await home.As("ana").SeesHome("*Assigned* · CR-1");
        await home.Reviewer();
        await home.As("lee").Click("I'm on it", on: "CR-1");
        await home.As("lee").SeesHome("*In review* · CR-1");
        await home.As("ana").SeesHome("*In review* · CR-1");
        await home.As("lee").ClickOnHome("Details");
        await home.As("lee").SeesView("What the author checked");

        await home.As("lee").Click("Approve", on: "CR-1");
        await home.As("lee").SeesHome("Nothing waits for you.");
        await home.As("ana").SeesHome("*Approved* · CR-1");
    }

    [Fact]
    public async Task Home_shows_at_once_what_I_said_about_my_own_time()
    {
        await using var home = await Home.Open();
        await home.As("lee").OpenHome();
        await home.As("lee").SeesHome("I can ask you now.");

        await home.As("lee").Run("/signoff away until monday");
        await home.As("lee").SeesHome("You are away until");
        await home.As("lee").Run("/signoff back");
        await home.As("lee").Run("/signoff limit 2");
        await home.As("lee").SeesHome("At most 2 at once.");
    }

    [Fact]
    public async Task Whoever_opens_their_Home_can_be_asked_again_and_reads_so()
    {
        await using var home = await Home.Open();
        await home.Store.Write(work =>
        {
            work.SetUnreachable(new PersonId("lee"), Platform.Slack, "user_disabled", home.Clock.Now);
            return true;
        });

        await home.As("lee").OpenHome();

        (await home.As("lee").SeesHome("Nothing waits for you.")).Readable.ShouldContain("I can ask you now.");
    }

    [Fact]
    public async Task Whoever_can_review_nothing_is_not_told_that_they_are_asked()
    {
        await using var home = await Home.Open();
        await home.As("ana").OpenHome();
        (await home.As("ana").SeesHome("Nobody asks you for reviews")).Readable.ShouldNotContain("I can ask you");
        foreach (var typed in (string[])["away until monday", "back", "hours 9-17", "limit 3"])
        {
            var said = (await home.As("ana").Run($"/signoff {typed}")).Readable;
            said.ShouldContain("Nobody asks you for reviews");
            said.ShouldNotContain("I ask you");
            said.ShouldNotContain("I can ask you");
        }
    }

    [Fact]
    public async Task A_list_that_is_cut_says_how_long_it_is()
    {
        await using var home = await Home.Open();
        var hand = new Hand(home.Slack, home.DatabasePath);
        for (var i = 0; i < 23; i++)
            (await hand.Send(hand.Submit())).Status.ShouldBe(200);
        await home.As("kim").Run("/signoff away");
        await home.Slack.Eventually("all asked", () => home.Store.Counts(new PersonId("lee")).GetAwaiter().GetResult().Asking is > 0
            && Enumerable.Range(1, 23).All(n => home.Store.Find(new ChangeId(n)).GetAwaiter().GetResult()!.AskedNow.Any()));
        var (waiting, _) = await home.Store.Counts(new PersonId("lee"));

        (await home.As("ana").Run("/signoff mine")).Readable.ShouldContain("15 of 23: open ones first, then the newest.");
        await home.As("ana").OpenHome();
        await home.As("ana").SeesHome("20 of 23: open ones first, then the newest.");
        (await home.As("lee").Run("/signoff next")).Readable.ShouldContain($"{waiting - 1} more wait after it.");
    }

    [Fact]
    public async Task My_turn_is_said_as_mine_and_Home_opens_the_update()
    {
        await using var home = await Home.Open();
        await home.As("ana").OpenHome();
        await home.Submit();
        var reviewer = await home.Reviewer();
        await reviewer.Click("Request changes…", on: "CR-1");
        await reviewer.Gives("Add a limit.");

        await home.As("ana").SeesHome("It is your turn");
        (await home.As("ana").Run("/signoff mine")).Readable.ShouldContain("It is your turn");
        await home.As("ana").ClickOnHome("Update…");
        await home.As("ana").SeesView("Update CR-1");
    }

    [Fact]
    public async Task Whoever_is_not_asked_learns_why_from_their_Home()
    {
        await using var home = await Home.Open();
        await home.As("zoe").OpenHome();
        await home.As("zoe").SeesHome("your account is not on the roster");
        await home.As("pat").OpenHome();
        await home.As("pat").SeesHome("marks you as not active");
    }

    [Fact]
    public async Task An_event_delivered_twice_draws_the_same_Home()
    {
        await using var home = await Home.Open();
        var opened = new System.Text.Json.Nodes.JsonObject { ["type"] = "app_home_opened", ["user"] = "U0LEE", ["channel"] = "D1", ["tab"] = "home" };

        var delivered = await home.As("lee").SendEvent(opened, redeliver: 3);

        delivered.Tries.ShouldAllBe(t => t.Status == 200 && t.Body.Length == 0);
        await home.As("lee").SeesHome("Nothing waits for you.");
    }
}
