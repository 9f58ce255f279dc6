using System.Text;
using Countersign.Adapters.Tests.SlackCards;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Teams.Cards;
using Countersign.Teams.Wire.AdaptiveCards;
using Shouldly;
using Xunit;
using SlackCard = Countersign.Slack.Cards.RequestCard;

namespace Countersign.Adapters.Tests.TeamsCards;

/// <summary>What a card tells and offers when the policy asks for several approvals, or for none.</summary>
public sealed class SeatCardTests
{
    private static readonly Cast Town = new(new Material());
    private static readonly Draw Draw = new(Town.Policy, personalChat: true);

    [Fact]
    public void Whoever_has_approved_has_nothing_left_to_press_and_the_other_has()
    {
        var change = Town.HalfApproved.Change;
        var (lee, kim) = (new CardAudience.Reviewer(Cast.Lee, 1), new CardAudience.Reviewer(Cast.Kim, 1));

        (RequestCard.For(change, lee, Draw, []).Card.Actions ?? []).ShouldBeEmpty();
        RequestCard.For(change, kim, Draw, []).Card.Actions!.ShouldNotBeEmpty();
        var slack = new Countersign.Slack.Cards.Draw(Town.Policy);
        SlackCard.For(change, lee, slack).Blocks!.OfType<Countersign.Slack.Wire.Actions>().ShouldBeEmpty();
        SlackCard.For(change, kim, slack).Blocks!.OfType<Countersign.Slack.Wire.Actions>().ShouldHaveSingleItem();
    }

    [Fact]
    public void What_is_on_record_is_never_called_approved()
    {
        foreach (var drawn in new TeamsDrawings().All.Where(d => d.Name.Contains("recorded", StringComparison.Ordinal)).Select(d => TeamsDrawings.Json(d.Drawn))
            .Concat(new Drawings().All.Where(d => d.Name.Contains("recorded", StringComparison.Ordinal)).Select(d => Drawings.Json(d.Drawn))))
        {
            var text = Encoding.UTF8.GetString(drawn);
            text.ShouldContain("not an approval");
            text.Replace("not an approval", "", StringComparison.Ordinal).ShouldNotContain("approv", Case.Insensitive);
        }
    }

    [Fact]
    public void A_request_is_offered_to_those_who_could_fill_one_of_its_seats()
    {
        Offered(Town.AssignedNow.Change).ShouldBe(["kim", "lee", "mo", "pat"]);
        Offered(Town.HalfApproved.Change).ShouldBe(["kim", "mo", "pat"]);
        Offered(Town.OldRound.Change).ShouldBe(["kim", "lee", "mo", "pat"]);
    }

    private static IEnumerable<string> Offered(ChangeRequest change) =>
        ReasonForms.Reassign(change, null, null, Town.Policy, null, Draw).Card.Body.OfType<ChoiceSetInput>().Single().Choices.Select(c => c.Value);
}
