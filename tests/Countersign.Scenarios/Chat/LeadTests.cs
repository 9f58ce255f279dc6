using Countersign.Playground.Slack;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.Chat;

/// <summary>A lead moves a review; an author takes one back.</summary>
public sealed class LeadTests
{
    [Fact]
    public async Task A_lead_moves_a_review_in_one_line()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var first = await home.Reviewer();
        var other = home.Other(first);

        var said = await home.As("mo").Run($"/signoff reassign CR-1 <@{other.User.Id}|{other.User.Name}> knows refunds & banks better");

        said.Readable.ShouldContain($"{other.User.RealName} is asked for CR-1 now.");
        (await first.Sees("You are not asked any more")).Readable.ShouldNotContain("[Approve]");
        (await other.Sees("CR-1")).Readable.ShouldContain("[Approve]");
        (await home.As("ana").Sees("Mo Adeyemi gave CR-1 to")).Readable.ShouldContain("knows refunds & banks better");
        (await home.As("ana").Run("/signoff status CR-1")).Readable.ShouldContain("a lead moved it");
    }

    [Fact]
    public async Task A_lead_moves_a_review_by_the_form_and_mends_what_the_form_refuses()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var other = home.Other(await home.Reviewer());
        await home.As("mo").Run("/signoff reassign CR-1");
        await home.As("mo").SeesView("Give it to");

        var stranger = await home.As("mo").Submit(("Give it to", "U0ZOE"), ("Why?", "Knows it."));
        stranger.Errors["person"].ShouldContain("not on the roster");
        var author = await home.As("mo").Submit(("Give it to", "U0ANA"), ("Why?", "Knows it."));
        author.Errors.Values.Single().ShouldContain("Ana Souza");
        var right = await home.As("mo").Submit(("Give it to", other.User.Id), ("Why?", "Knows it."));

        right.Outcome.ShouldBe(Submitted.Closed);
        (await home.Reviewer()).User.ShouldBe(other.User);
    }

    [Fact]
    public async Task A_review_is_not_moved_to_a_stranger_and_taking_it_over_is_said_so()
    {
        await using var home = await Home.Open(policy: Town.Policy.Replace("slack: U0MO }", "slack: U0MO, primary: [payments] }", StringComparison.Ordinal));
        await home.Submit();
        await home.Slack.Eventually("somebody asked", () => home.Change().GetAwaiter().GetResult().AskedNow.Any());
        (await home.As("mo").Run("/signoff reassign CR-1 <@U0ZOE|zoe> knows it")).Readable.ShouldContain("zoe is not on the roster");
        home.As("mo").OpenView.ShouldBeNull();
        if ((await home.Change()).AskedNow.Single().Person.Value == "mo")
            await home.As("mo").Choose("Not me: too much on my plate", on: "CR-1");
        await home.Quiet();

        await home.As("mo").Run("/signoff reassign CR-1 mo I know it");

        await home.As("ana").Sees("Mo Adeyemi took CR-1 over");
        (await home.As("ana").Run("/signoff why CR-1")).Readable.ShouldContain("because a lead gave it to them");
    }

    [Fact]
    public async Task Nobody_else_moves_a_review()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var first = await home.Reviewer();

        var said = await home.As("bo").Run("/signoff reassign CR-1 kim because");

        said.Readable.ShouldContain("Only a lead");
        home.As("bo").OpenView.ShouldBeNull();
        (await home.As("bo").Run("/signoff reassign CR-1")).Readable.ShouldContain("Only a lead");
        (await home.Reviewer()).User.ShouldBe(first.User);
        (await home.Entries("refused")).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_author_takes_a_request_back_and_nobody_else_can()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();

        (await reviewer.Run("/signoff withdraw CR-1")).Readable.ShouldContain("Only the author, Ana Souza");
        (await reviewer.Run("/signoff update CR-1")).Readable.ShouldContain("Only the author, Ana Souza");
        (await home.As("ana").Run("/signoff withdraw CR-1")).Readable.ShouldContain("CR-1 is withdrawn. Nobody is asked any more.");

        (await reviewer.Sees("Withdrawn")).Readable.ShouldNotContain("[Approve]");
        await home.As("bo").Sees("Withdrawn by Ana Souza", channel: "payments");
        (await home.As("ana").Run("/signoff withdraw CR-1")).Readable.ShouldContain("Already withdrawn by Ana Souza");
        (await home.As("ana").Run("/signoff update CR-1")).Readable.ShouldContain("Already withdrawn by Ana Souza");
        (await home.As("mo").Run("/signoff reassign CR-1")).Readable.ShouldContain("Already withdrawn");
    }
}
