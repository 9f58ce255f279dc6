using Countersign.Core.Changes;
using Countersign.Playground.Teams;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.InTeams;

/// <summary>What people say about their time, and about who reviews, by typing in Teams.</summary>
public sealed class OwnTimeTests
{
    [Fact]
    public async Task Whoever_is_away_is_not_asked_and_whoever_comes_back_is_asked_at_once()
    {
        await using var home = await Home.OpenWithTeams();
        await home.Hears("lee", "away until tuesday", null, "You are away from now until Tue 24 Nov");
        await home.Hears("kim", "away", TeamsTown.Pool, "@Countersign back");
        await home.Member("ana").Asks();
        (await home.Member("ana").Sees("CR-1 waits")).Readable.ShouldContain("Kim Novak is away until");

        await home.Hears("kim", "back", null, "I can ask you from now on.");

        (await home.ReviewerInTeams()).User.Handle.ShouldBe("kim");
        await home.Hears("kim", "away until monday", null, "You still hold CR-1");
        await home.Hears("lee", "hours 12-17", null, "Your hours are Mon–Fri 12:00–17:00 now", "hours default");
        await home.Hears("lee", "hours default", null, "the policy file's again");
        await home.Hears("lee", "limit 1", null, "At most 1 open review at once.");
        await home.Hears("lee", "limit lots", null, "from 1 to 50");
        await home.Hears("lee", "limit none", null, "You have no limit now.");
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_author_takes_a_request_back_and_nobody_else_can()
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, card) = await home.Asked();

        await home.Hears(reviewer.User.Handle, "withdraw CR-1", null, "Only the author, Ana Souza");
        await home.Hears(reviewer.User.Handle, "update CR-1", null, "Only the author, Ana Souza");
        await home.Hears("ana", "withdraw CR-1", TeamsTown.Payments, "CR-1 is withdrawn. Nobody is asked any more.");

        await home.Quiet();
        home.Teams.Now(card).Readable.ShouldContain("Withdrawn by Ana Souza");
        home.Teams.Now(card).Readable.ShouldNotContain("[Approve");
        home.ChannelCard().Readable.ShouldContain("Withdrawn by Ana Souza");
        await home.Hears("ana", "withdraw CR-1", null, "Already withdrawn by Ana Souza");
        await home.Hears("mo", "reassign CR-1", null, "Already withdrawn");
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lead_moves_a_review_in_one_line_by_mention_or_by_id()
    {
        await using var home = await Home.OpenWithTeams();
        var (first, card) = await home.Asked();
        var other = home.Other(first);

        await home.Hears("mo", $"reassign CR-1 @{other.User.Handle} knows refunds & banks better", TeamsTown.Payments, $"{other.User.Name} is asked for CR-1 now.");

        (await home.Member("ana").Sees("Mo Adeyemi gave CR-1 to")).Readable.ShouldContain("knows refunds & banks better");
        await other.Sees("[Approve");
        await home.Quiet();
        home.Teams.Now(card).Readable.ShouldContain("You are not asked any more");
        await home.Hears("mo", $"reassign CR-1 {first.User.Handle} after all", null, $"{first.User.Name} is asked for CR-1 now.");
        await home.Hears("mo", "reassign CR-1 @zoe she is nice", TeamsTown.Payments, "Zoe Stranger is not on the roster");
        await home.Hears("mo", "reassign CR-1 @ana she knows it", TeamsTown.Payments, "Ana Souza");
        await home.Hears("bo", "reassign CR-1 kim because", null, "Only a lead");
        (await home.Change()).AskedNow.Single().Person.Value.ShouldBe(first.User.Handle);
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mention_of_somebody_who_never_wrote_to_the_bot_is_understood()
    {
        await using var home = await Home.OpenWithTeams(installed: false);
        await home.Member("ana").Install();
        await home.Member("mo").Install();
        await home.Member("lee").Install();
        await home.Hears("mo", "help", TeamsTown.Payments, "Mo Adeyemi");
        home.Teams.Tenant.Directory.SetInstalled(home.Member("kim").User, true);
        await home.Hears("lee", "limit 1", null, "At most 1");
        await home.Member("ana").Asks();
        await home.Teams.Eventually("somebody asked", () => home.Store.Find(new ChangeId(1)).GetAwaiter().GetResult()?.AskedNow.Any() == true);
        var first = (await home.Change()).AskedNow.First().Person.Value;
        if (first == "kim")
            await home.Hears("mo", "reassign CR-1 lee first", null, "Lee Park is asked");

        await home.Hears("mo", "reassign CR-1 @kim knows it better", TeamsTown.Payments, "Kim Novak is asked for CR-1 now.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lead_moves_a_review_by_the_form_and_mends_what_it_refuses(bool byDialog)
    {
        await using var home = await Home.OpenWithTeams();
        var (first, _) = await home.Asked();
        var other = home.Other(first);
        var offer = await home.Hears("mo", "reassign CR-1", null, "the form asks for the rest");

        if (byDialog)
        {
            (await home.Member("mo").Press(offer, "Reassign…")).Outcome.ShouldBe(PressOutcome.DialogOpened);
            (await home.Member("mo").Submit(("Give it to", other.User.Handle))).Outcome.ShouldBe(DialogOutcome.HeldByDialog);
            var empty = await home.Member("mo").Submit(("Give it to", other.User.Handle), ("Why?", "  "));
            empty.Outcome.ShouldBe(DialogOutcome.Continued);
            empty.Readable.ShouldContain("give a reason");
            empty.Readable.ShouldContain(other.User.Name);
            var sent = await home.Member("mo").Submit(("Why?", "Knows it."));
            sent.Outcome.ShouldBe(DialogOutcome.Message, sent.Readable);
            sent.Text.ShouldContain($"{other.User.Name} is asked for CR-1 now.");
        }
        else
        {
            var empty = await home.Member("mo").Press(offer, "Reassign", ("Give it to", other.User.Handle), ("Why?", "  "));
            empty.Outcome.ShouldBe(PressOutcome.CardShown);
            empty.Readable.ShouldContain("give a reason");
            empty.Readable.ShouldContain(other.User.Name);
            var sent = await home.Member("mo").Press(offer, "Reassign", ("Why?", "Knows it."));
            sent.Readable.ShouldContain($"{other.User.Name} is asked for CR-1 now.");
            await home.Teams.Eventually("the form replaced", () => home.Teams.Now(offer).Readable.Contains("is asked for CR-1 now.", StringComparison.Ordinal));
        }

        await other.Sees("[Approve");
        home.Teams.Faults.ShouldBeEmpty();
    }
}
