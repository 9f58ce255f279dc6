using System.Text.Json.Nodes;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.InTeams;

/// <summary>Forms that no card of ours ever offered: whoever sends one learns nothing and has nothing put anywhere.</summary>
public sealed class ForgedFormTests(CoAuthoredTown town) : IClassFixture<CoAuthoredTown>
{
    private readonly Home _home = town.Home;

    [Theory]
    [InlineData("zoe", "not on the roster")]
    [InlineData("gus", "not on the roster")]
    [InlineData("pat", "not active")]
    [InlineData("olga", "another workspace or organisation")]
    public async Task Whoever_is_no_member_sees_no_request_and_no_service_whatever_form_they_send(string who, string words)
    {
        var person = _home.Member(who);
        foreach (var verb in (string[])["refresh", "submit", "submit_update", "submit_reassign", "deny", "changes"])
        {
            foreach (var name in (string[])["task/submit", "adaptiveCard/action"])
            {
                var data = await Planted(_home, verb);
                var answer = await _home.Teams.Sender.Send(name == "task/submit"
                    ? person.InvokeActivity(name, new() { ["data"] = data }, place: TeamsTown.Payments)
                    : person.ExecuteActivity(_home.ChannelCard(), verb, data));

                var said = System.Text.RegularExpressions.Regex.Unescape(answer.Body);
                said.ShouldNotContain("Retry failed refunds", Case.Sensitive, $"{name} {verb}");
                said.ShouldNotContain("(critical)", Case.Sensitive, $"{name} {verb}");
                if (verb != "refresh" || name == "adaptiveCard/action")
                    said.ShouldContain(words, Case.Sensitive, $"{name} {verb}");
            }
        }
    }

    [Theory]
    [InlineData("zoe")]
    [InlineData("jo")]
    [InlineData("ana")]
    public async Task A_refused_form_that_names_a_place_has_no_card_put_there(string who)
    {
        await _home.Quiet();
        var (cards, said) = (await Copies(), _home.Teams.Tenant.Messages.All.Count);

        foreach (var verb in (string[])["deny", "changes"])
            (await _home.Teams.Sender.Send(_home.Member(who).InvokeActivity(
                "task/submit", new() { ["data"] = await Planted(_home, verb) }, place: TeamsTown.Payments))).Status.ShouldBe(200);
        (await _home.Teams.Sender.Send(_home.Member(who).ExecuteActivity(_home.ChannelCard(), "approve", await Planted(_home, "approve")))).Status.ShouldBe(200);

        await _home.Quiet();
        (await Copies()).ShouldBe(cards);
        _home.Teams.Tenant.Messages.All.Count.ShouldBe(said);

        async Task<string> Copies() => string.Join('\n', await _home.Store.Cards(new(1), new Core.Desk.CardAudience.Team()));
    }

    // As a form that somebody wrote themselves, with a place in it where they would like to see the request.
    private static async Task<JsonObject> Planted(Home home, string verb) => new()
    {
        ["do"] = verb,
        ["cr"] = Core.Desk.ButtonValue.Of(await home.Change()).ToString(),
        ["reason_deny"] = "No.",
        ["reason_changes"] = "No.",
        ["reason"] = "No.",
        ["person"] = "kim",
        ["at"] = "19:planted@thread.tacv2",
        ["card"] = "1763629200000",
    };
}
