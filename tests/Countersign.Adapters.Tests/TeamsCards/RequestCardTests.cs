using Countersign.Adapters.Tests.SlackCards;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Words;
using Countersign.Teams.Cards;
using Countersign.Teams.Wire.AdaptiveCards;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsCards;

public sealed class RequestCardTests
{
    private static readonly Cast Town = new(new Material());
    private static readonly Draw Draw = new(Town.Policy, personalChat: false);

    [Fact]
    public void The_teams_card_has_nothing_to_press_and_refreshes_for_those_asked_only()
    {
        foreach (var (name, drawn) in new TeamsDrawings().All.Where(d => d.Name.EndsWith("-team", StringComparison.Ordinal)))
        {
            var card = TeamsDrawings.CardOf(drawn);
            (card.Actions ?? []).ShouldBeEmpty(name);
            card.Body.OfType<ActionSet>().ShouldBeEmpty(name);
            (card.Refresh is not null).ShouldBe(name.StartsWith("card-assigned", StringComparison.Ordinal)
                || name.StartsWith("card-in-review", StringComparison.Ordinal) || name.StartsWith("card-long-link", StringComparison.Ordinal)
                || name is "card-clean-scan-team" or "card-half-approved-team" or "card-two-asked-team" or "card-taken-team" or "card-overdue-team", name);
        }

        var refresh = Team(Town.AssignedNow.Change, ["29:lee"]).Refresh!;
        refresh.UserIds.ShouldBe(["29:lee"]);
        refresh.Data.ShouldBe([new(Ids.Button, ButtonValue.Of(Town.AssignedNow.Change).ToString())]);
        Team(Town.AssignedNow.Change, []).Refresh.ShouldBeNull();
        Team(Town.AssignedNow.Change, [.. Enumerable.Range(1, 100).Select(n => $"29:{n}")]).Refresh!.UserIds.Count.ShouldBe(CardBudget.MostReaders);
    }

    [Fact]
    public void Whoever_is_asked_gets_buttons_on_the_teams_card_and_nobody_else()
    {
        var change = Town.AssignedNow.Change;

        Titles(RequestCard.ForReader(change, Cast.Lee, Draw, ["29:lee"])).ShouldBe(["Approve…", "Deny…", "Request changes…", "I'm on it", "More"]);
        RequestCard.ForReader(change, Cast.Lee, Draw, ["29:lee"]).Refresh.ShouldNotBeNull();
        Titles(RequestCard.ForReader(change, Cast.Kim, Draw, ["29:lee"])).ShouldBeEmpty();
        Titles(RequestCard.ForReader(Town.Approved.Change, Cast.Lee, Draw, ["29:lee"])).ShouldBeEmpty();
        RequestCard.ForReader(Town.Approved.Change, Cast.Lee, Draw, ["29:lee"]).Refresh.ShouldBeNull();
    }

    [Fact]
    public void Approving_what_is_critical_or_destructive_asks_once_more()
    {
        var critical = Town.AssignedNow.Change;
        var plain = critical with
        {
            Draft = critical.Draft with { Service = new Core.Policy.ServiceId("service-001") },
            Round = critical.Round with { Asks = null },
        };
        var destructive = plain with { Draft = plain.Draft with { Destruction = Destruction.Deletes } };

        Reviewer(plain).Actions![0].ShouldBeOfType<ExecuteAction>().Verb.ShouldBe(Ids.Approve);
        foreach (var change in new[] { critical, destructive })
        {
            var once = Reviewer(change).Actions![0].ShouldBeOfType<ShowCardAction>();
            once.Card.Actions!.ShouldHaveSingleItem().ShouldBeOfType<ExecuteAction>().Verb.ShouldBe(Ids.Approve);
            once.Card.Body.OfType<TextBlock>().Last().Text.ShouldBe(CardText.Literal(CardWords.OnceMore(change, Town.Policy)));
        }
    }

    [Fact]
    public void A_reviewer_who_is_not_asked_any_more_has_nothing_to_press()
    {
        foreach (var story in new[] { Town.Declined, Town.Reassigned, Town.SecondRound, Town.Approved, Town.Denied, Town.Withdrawn })
        {
            var card = Reviewer(story.Change);
            Titles(card).ShouldBeEmpty();
            card.Refresh.ShouldBeNull();
        }
    }

    [Fact]
    public void An_address_that_no_text_can_link_gets_a_button()
    {
        var change = Town.AssignedNow.Change;
        var bare = change with { Draft = change.Draft with { Link = new ChangeLink(new Uri("https://[2001:db8::1]/pull/12"), null, null, null) } };

        Reviewer(bare).Body.OfType<ActionSet>().ShouldHaveSingleItem().Actions.ShouldHaveSingleItem().ShouldBeOfType<OpenUrlAction>().Title.ShouldBe(CardWords.Open);
        Reviewer(change).Body.OfType<ActionSet>().ShouldBeEmpty();
    }

    [Fact]
    public void More_holds_the_four_ways_to_pass_one_to_put_it_off_and_the_details()
    {
        var more = Reviewer(Town.AssignedNow.Change).Actions!.OfType<ShowCardAction>().Last();

        var pressed = more.Card.Actions!.Cast<ExecuteAction>().ToList();
        pressed.Select(p => p.Title).ShouldBe([.. CardWords.Declines.Select(d => d.Label), "Remind me in 15 min", CardWords.Details]);
        pressed.SkipLast(2).Select(p => p.Data.Single(d => d.Key == Ids.Because).Value).ShouldBe(CardWords.Declines.Select(d => d.Reason.ToString()));
        pressed[^2].Data.ShouldContain(d => d.Key == Ids.For && d.Value == "15");
        pressed[^1].Data.ShouldContain(d => d.Key == Ids.Back);
    }

    private static IEnumerable<string> Titles(AdaptiveCard card) => (card.Actions ?? []).Select(a => a.Title);

    private static AdaptiveCard Team(ChangeRequest change, System.Collections.Immutable.ImmutableArray<string> readers) =>
        RequestCard.For(change, new CardAudience.Team(), Draw, readers).Card;

    private static AdaptiveCard Reviewer(ChangeRequest change) => RequestCard.For(change, new CardAudience.Reviewer(Cast.Lee, 1), Draw, []).Card;
}
