using Countersign.Scenarios.House;
using Countersign.Scenarios.InTeams;
using NodaTime;
using static Countersign.Scenarios.Rotation.Duty;

namespace Countersign.Scenarios.Rotation;

/// <summary>Swaps of turns in chat: offered, answered once, and nobody moved before that.</summary>
public sealed class SwapTests
{
    private const string Asks = "Lee Park asks you to take payments-duty";
    private static readonly Instant Sunday = November(22, 12);

    public static TheoryData<string> Platforms => Duty.Platforms;

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task The_rota_is_shown(string platform)
    {
        await using var side = await Open(platform);

        var rota = await side.Hears("jo", "rota", "payments-duty: Lee Park is on until");
        rota.ShouldContain("Then Kim Novak from");
        await side.Hears("bo", "rota payments-duty", "payments-duty: Lee Park is on until");
        await side.Hears("ana", "rota", "No rotation is about you");
        await side.Hears("jo", "help", "who is on duty, and swaps");
        await side.Hears("jo", "rotaa", "Did you mean");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task An_offer_that_is_taken_moves_that_day_and_nothing_else(string platform)
    {
        await using var side = await Open(platform);

        await side.Hears("lee", $"rota swap {side.Mention("kim")} sunday", "I asked Kim Novak to take payments-duty");
        await side.Sees("kim", Asks);
        (await side.Home.OnFor(Sunday)).ShouldBe("lee");
        await side.Hears("kim", "rota", "Offered: Lee Park asked Kim Novak to take payments-duty");

        await side.Clicks("kim", "Take it", Asks);

        (await side.Home.OnFor(Sunday)).ShouldBe("kim");
        (await side.Home.OnFor(November(22, 7, 59))).ShouldBe("lee");
        (await side.Home.OnFor(November(23, 7, 59))).ShouldBe("kim");
        await side.Sees("lee", "Kim Novak takes payments-duty");
        (await side.Sees("kim", "You have payments-duty")).ShouldNotContain("Take it");
        await side.Home.Quiet();
        side.Said("kim", Asks).ShouldBe(0);
        await side.Hears("lee", "rota", "Cover: Kim Novak has payments-duty");
        (await side.Home.Entries()).ShouldHaveSingleItem().Detail.ShouldBe("payments-duty 2026-11-22T0800Z 2026-11-23T0800Z");
        await side.Home.Restart();
        (await side.Home.OnFor(Sunday)).ShouldBe("kim");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task An_answer_counts_once_however_often_it_is_delivered(string platform)
    {
        await using var side = await Open(platform);
        await side.Hears("lee", "rota swap @kim sunday", "I asked Kim Novak");
        var first = await side.Clicks("kim", "Take it", Asks);
        await side.Sees("lee", "Kim Novak takes payments-duty");
        await side.Home.Quiet();

        var answers = (await side.Again(first, 20)).ToList();
        await side.Home.Restart();
        answers.AddRange(await side.Again(first, 20));
        await side.Home.Quiet();

        answers.ShouldAllBe(a => a.Status == 200 && a.Body == first.Body);
        (await side.Home.Store.Overrides(side.Home.Clock.Now)).ShouldHaveSingleItem();
        (await side.Home.Entries()).ShouldHaveSingleItem();
        side.Said("lee", "Kim Novak takes payments-duty").ShouldBe(1);
        side.Said("kim", "payments-duty").ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Who_presses_twice_at_once_takes_it_once(string platform)
    {
        await using var side = await Open(platform);
        await side.Hears("lee", "rota swap @kim sunday", "I asked Kim Novak");
        await side.Sees("kim", Asks);

        await Task.WhenAll(side.Clicks("kim", "Take it", Asks), side.Clicks("kim", "Take it", Asks));

        await side.Sees("lee", "Kim Novak takes payments-duty");
        await side.Home.Quiet();
        (await side.Home.Entries()).ShouldHaveSingleItem();
        side.Said("lee", "Kim Novak takes payments-duty").ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task A_refused_and_a_withdrawn_offer_leave_everything_as_it_was(string platform)
    {
        await using var side = await Open(platform);
        await side.Hears("lee", "rota swap @kim sunday", "I asked Kim Novak");

        await side.Clicks("kim", "No thanks", Asks);
        await side.Sees("kim", "You said no to payments-duty");
        await side.Sees("lee", "Kim Novak can't take payments-duty");

        await side.Hears("lee", "rota swap @mo sunday", "I asked Mo Adeyemi");
        await side.Sees("mo", Asks);
        await side.Hears("lee", "rota swap cancel", "is withdrawn");
        (await side.Sees("mo", "Lee Park withdrew the offer")).ShouldNotContain("Take it");
        await side.Hears("lee", "rota swaps", "No swap is offered");
        (await side.Home.OnFor(Sunday)).ShouldBe("lee");
        (await side.Home.Entries()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task An_offer_lapses_when_its_time_begins_also_while_the_server_is_down(string platform)
    {
        await using var side = await Open(platform);
        await side.Hears("lee", "rota swap @kim sunday", "I asked Kim Novak");
        await side.Sees("kim", Asks);
        await side.Home.Stop();
        side.Home.Clock.MoveTo(November(22, 8));

        await side.Home.Start();

        await side.Sees("lee", "Kim Novak did not answer in time");
        (await side.Sees("kim", "It was not answered in time")).ShouldNotContain("Take it");
        (await side.Home.OnFor(Sunday)).ShouldBe("lee");
        await side.Home.Quiet();
        side.Said("lee", "did not answer in time").ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task A_lead_puts_somebody_on_and_undoes_it_and_both_are_told(string platform)
    {
        await using var side = await Open(platform);

        await side.Hears("lee", "rota cover @kim sunday", "Only a lead of the rotation's services");
        await side.Hears("mo", $"rota cover {side.Mention("kim")} sunday", "Kim Novak is on for payments-duty");
        await side.Sees("kim", "Mo Adeyemi put you on for payments-duty");
        await side.Sees("lee", "Mo Adeyemi put Kim Novak on for payments-duty");
        (await side.Home.OnFor(Sunday)).ShouldBe("kim");

        await side.Hears("kim", "rota clear sunday", "only a lead");
        await side.Hears("bo", "rota clear sunday", "Undone: Lee Park is on for payments-duty");
        await side.Sees("kim", "Bo Lind undid what was set: you are not on");
        await side.Sees("lee", "you are on for payments-duty");
        (await side.Home.OnFor(Sunday)).ShouldBe("lee");
        (await side.Home.Entries()).Select(e => e.Type).ShouldBe(["rota_covered", "rota_cleared"]);
        side.Home.Refused().ShouldBe(["rota_cover:not_a_lead", "rota_clear:not_a_lead"]);
    }

    [Fact]
    public async Task An_offer_goes_from_one_platform_to_the_other_and_back()
    {
        await using var home = await Home.OpenWithTeams(With(TeamsTown.Policy("lee: slack", "kim: teams"), Weekly));

        (await home.As("lee").Run("/signoff rota swap @kim sunday")).Readable.ShouldContain("I asked Kim Novak");
        (await home.Member("kim").Press("Take it", Asks)).Readable.ShouldContain("You have payments-duty");

        await home.As("lee").Sees("Kim Novak takes payments-duty");
        (await home.OnFor(Sunday)).ShouldBe("kim");
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_button_that_somebody_forged_or_an_old_client_sends_is_judged_like_any_other()
    {
        await using var side = await Open("Teams");
        var home = side.Home;
        await side.Hears("lee", "rota swap @kim sunday", "I asked Kim Novak");
        await side.Sees("kim", Asks);
        var card = home.Member("kim").Chat[^1];
        var mine = await home.Hears("mo", "rota", null, "Offered:");

        var forged = await home.Teams.Sender.Send(home.Member("mo").ExecuteActivity(mine, "take_swap", System.Text.Json.Nodes.JsonNode.Parse(Data(card))));
        forged.Body.ShouldContain("so only Kim Novak can answer it");
        (await home.Teams.Sender.Send(home.Member("kim").ExecuteActivity(card, "take_swap", System.Text.Json.Nodes.JsonNode.Parse("{\"swap\":\"0000000000000000\"}")))).Body
            .ShouldContain("know this offer any more");
        (await home.Teams.Sender.Send(home.Member("kim").ExecuteActivity(card, "take_swap", System.Text.Json.Nodes.JsonNode.Parse("{\"swap\":\"x\"}")))).Body
            .ShouldContain("read this button");
        (await home.OnFor(Sunday)).ShouldBe("lee");

        await home.Member("kim").PressFallback(card, "Take it");

        await side.Sees("lee", "Kim Novak takes payments-duty");
        home.Refused().ShouldBe(["rota_answer:not_your_offer", "rota_answer:no_such_offer"]);
    }

    private static string Data(Countersign.Playground.Teams.TeamsMessage card)
    {
        var json = card.Card!.ToJsonString();
        var at = json.IndexOf("\"swap\":\"", StringComparison.Ordinal);
        return $"{{{json.Substring(at, 8 + 16 + 1)}}}";
    }
}
