using Countersign.Teams.Wire.AdaptiveCards;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsCards;

public sealed class CardBudgetTests
{
    [Fact]
    public void A_card_that_is_too_big_is_told_with_its_size()
    {
        var empty = CardJson.ToUtf8(new AdaptiveCard([new TextBlock("")])).Length;
        Faults(new TextBlock(new string('a', CardBudget.MostBytes - empty))).ShouldBeEmpty();
        Faults(new TextBlock(new string('a', CardBudget.MostBytes - empty + 1))).ShouldBe(["the card has 25001 bytes, more than 25000"]);
    }

    [Fact]
    public void Seven_buttons_are_too_many_unless_the_menu_holds_the_rest()
    {
        var seven = Enumerable.Range(0, 7).Select(i => new SubmitAction($"{i}")).ToList();
        Faults(new ActionSet(seven)).ShouldBe(["7 buttons stand side by side, more than 6"]);
        Faults(new ActionSet([.. seven.Select((b, i) => b with { IsSecondary = i > 2 })])).ShouldBeEmpty();
    }

    [Fact]
    public void Fields_need_names_of_their_own_within_opened_cards_too() =>
        CardBudget.Violations(new AdaptiveCard(
            [new ColumnSet([new Column([new Container([new TextInput("reason", "Why?")])])])],
            [new ShowCardAction("Deny…", new AdaptiveCard([new TextInput("reason", "Why?")]))])).ShouldBe(["two fields are called reason"]);

    [Fact]
    public void A_required_field_says_what_is_missing() =>
        Faults(new TextInput("reason", "Why?") { IsRequired = true }).ShouldBe(["reason is required and says nothing when it is empty"]);

    [Fact]
    public void A_value_with_a_comma_could_not_be_told_from_two() =>
        Faults(new ChoiceSetInput("who", "Who?", [new Choice("Ana", "a,b")])).ShouldBe(["who has a value with a comma"]);

    [Fact]
    public void A_card_refreshes_for_somebody_and_for_sixty_at_most()
    {
        AdaptiveCard card(int readers) => new([new TextBlock("x")])
        {
            Refresh = new Refresh("look", [], [.. Enumerable.Range(0, readers).Select(i => $"29:{i}")]),
        };
        CardBudget.Violations(card(60)).ShouldBeEmpty();
        CardBudget.Violations(card(61)).ShouldBe(["the card refreshes for 61 people"]);
        CardBudget.Violations(card(0)).ShouldBe(["the card refreshes for 0 people"]);
    }

    private static IReadOnlyList<string> Faults(CardElement element) => CardBudget.Violations(new AdaptiveCard([element]));
}
