using System.Text.Json.Nodes;
using Countersign.Adapters.Tests.Pictures;
using Countersign.Adapters.Tests.SlackWire;
using Countersign.Core.Charts;
using Countersign.Playground.Teams;
using Countersign.Teams.Cards;
using Countersign.Teams.Wire.AdaptiveCards;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsCards;

public sealed class ChartElementTests
{
    private static readonly TeamsDirectory Nobody = new(new TeamsStandInOptions { Time = TimeProvider.System, Users = [] });

    [Theory]
    [InlineData("usual")]
    [InlineData("quiet")]
    [InlineData("outlier")]
    public void What_people_see_is_what_was_reviewed(string name) =>
        Golden.Matches($"charts-{name}", CardJson.ToUtf8(Card(Weeks.Named.Single(n => n.Name == name).Week)), "TeamsCards");

    [Fact]
    public void Teams_takes_every_week()
    {
        foreach (var week in Weeks.Named.Select(n => n.Week).Concat(Weeks.MadeUp(5, 100)))
            CardRules.FaultsOf(JsonNode.Parse(CardJson.ToUtf8(Card(week))), CardPlace.Message, Nobody).ShouldBeEmpty();
    }

    [Fact]
    public void Thirty_people_leave_room_for_the_words_of_the_digest()
    {
        var longest = Weeks.Usual with { Loads = new([.. Enumerable.Range(0, 300).Select(i => new PersonLoad(new string('W', 200), 1, 123_456, 654_321))]) };

        CardBudget.Violations(Card(longest)).ShouldBeEmpty();
        CardJson.ToUtf8(Card(Weeks.Many)).Length.ShouldBeLessThan(12_000);
    }

    [Fact]
    public void A_client_without_charts_shows_the_same_numbers_in_words()
    {
        var shown = AdaptiveCardText.Of((JsonObject)JsonNode.Parse(CardJson.ToUtf8(Card(Weeks.Usual)))!);

        shown.ShouldContain("Critical: decided 12, half within 1 h 30 min, nine of ten within 3 h 40 min, SLA 4 h");
        shown.ShouldContain("Kim Larsen: reviews 6 h 30 min, capacity 5 h, share 130%");
        shown.ShouldContain("3 people, not named: reviews 7 h, capacity 15 h, share 47%");
        shown.ShouldContain("Mon 16: in 9, out 4");
    }

    [Fact]
    public void A_persons_parts_add_up_to_their_reviews_and_what_is_free()
    {
        foreach (var load in Weeks.Many.Loads.Each)
        {
            var row = ((StackedBars)ChartElements.Of(new Chart.Loads([load]))).Rows.Single();
            double of(string legend) => row.Parts.Where(p => p.Legend == legend).Sum(p => p.Value);
            (of("reviews") + of("beyond capacity")).ShouldBe(load.Minutes);
            (of("reviews") + of("free")).ShouldBe(load.Capacity);
        }
    }

    private static AdaptiveCard Card(WeekCharts week) => new([.. ChartElements.Of(week)]) { FallbackText = "x", Speak = "x" };
}
