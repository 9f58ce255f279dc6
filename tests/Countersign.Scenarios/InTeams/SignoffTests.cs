using Countersign.Playground.Teams;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.InTeams;

/// <summary>The whole sign-off in Teams, as people see it.</summary>
public sealed class SignoffTests
{
    [Fact]
    public async Task A_change_is_asked_for_in_the_personal_chat_assigned_and_approved_in_place()
    {
        await using var home = await Home.OpenWithTeams();
        var sent = await home.Member("ana").Asks();
        sent.Outcome.ShouldBe(DialogOutcome.Message, sent.Readable);
        sent.Text.ShouldContain("CR-1 is on its way");

        var reviewer = await home.ReviewerInTeams();
        await home.Member("ana").Sees("CR-1 is with");
        var card = reviewer.CardOf();
        card.Readable.ShouldContain("[Approve");

        var answer = await reviewer.Press(card, "Approve");
        answer.Outcome.ShouldBe(PressOutcome.CardShown, answer.Readable);
        answer.Readable.ShouldContain("Approved");
        answer.Readable.ShouldNotContain("[Approve");

        await home.Quiet();
        home.Teams.Now(card).Readable.ShouldContain("Approved by");
        home.ChannelCard().Readable.ShouldContain("Approved by");
        await home.Member("ana").Sees("approved CR-1");
        home.Teams.Faults.ShouldBeEmpty();
    }
}
