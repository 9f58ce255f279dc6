using Countersign.Core.Ledger;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Page;

/// <summary>What Slack's own client does around the app.</summary>
public sealed class PageTalkTests
{
    [Fact]
    public async Task A_mention_of_a_member_stays_one_and_everything_else_is_escaped()
    {
        await using var stage = await PageStage.Start();
        await stage.Act("command", """{"as":"U0ANA","in":"C0PAY","line":"/signoff reassign CR-1 <@U0LEE|lee> knows <b> & <@U0NOBODY|x>"}""");
        stage.Bot.Last.Field("text").ShouldBe("reassign CR-1 <@U0LEE|lee> knows &lt;b&gt; &amp; &lt;@U0NOBODY|x&gt;");
        await stage.Act("message", """{"as":"U0ANA","in":"C0PAY","text":"hi <@U0LEE|lee> <!channel>"}""");
        stage.Slack.Channel("payments").Single().Text.ShouldBe("hi <@U0LEE|lee> &lt;!channel&gt;");
        stage.Bot.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_command_that_fails_is_told_to_who_typed_it()
    {
        await using var stage = await PageStage.Start();
        stage.Bot.Answer = _ => (500, "");
        (await stage.Act("command", """{"as":"U0ANA","in":"C0PAY","line":"/signoff list"}""")).Body["outcome"]!.ToString().ShouldBe("failed");
        stage.Slack.As("ana").Ephemerals.Single().Text.ShouldContain("/signoff failed with the error");
        stage.Slack.Channel("payments").ShouldBeEmpty();
    }

    [Fact]
    public async Task Behind_the_scenes_shows_the_signed_request_and_the_entries_it_made()
    {
        await using var stage = await PageStage.Start();
        stage.Ledger.Add(Entry(1));
        stage.Bot.Answer = _ =>
        {
            stage.Ledger.Add(Entry(2));
            return (200, "");
        };
        var card = stage.Card("C0PAY");
        await stage.Act("press", $$"""{"as":"U0ANA","on":{"channel":"C0PAY","ts":"{{card.Ts}}"},"block":"decide","action":"claim"}""");
        var act = (await stage.Get("playground/api/trace")).Body["acts"]!.AsArray().Single()!;
        act["request"]!["line"]!.ToString().ShouldBe("POST /slack/interactions");
        act["request"]!["headers"]!["X-Slack-Signature"]!.ToString().ShouldStartWith("v0=");
        act["request"]!["body"]!["payload"]!["type"]!.ToString().ShouldBe("block_actions");
        act["answer"]!["status"]!.GetValue<int>().ShouldBe(200);
        act["ledger"]!.AsArray().Single()!["seq"]!.GetValue<long>().ShouldBe(2);
    }

    [Fact]
    public async Task Opening_home_is_told_to_the_app_and_what_came_for_others_is_marked()
    {
        await using var stage = await PageStage.Start();
        var dm = stage.Slack.Workspace.Members.Dm("U0LEE").Id;
        var card = stage.Card(dm);
        await stage.Act("home", """{"as":"U0ANA"}""");
        stage.Bot.Last.Json["event"]!["type"]!.ToString().ShouldBe("app_home_opened");
        var lee = (await stage.State("as=U0ANA")).Body["seats"]!.AsArray().Single(seat => seat!["id"]!.ToString() == "U0LEE")!;
        lee["asked"]!.ToString().ShouldBe(card.Ts);
        lee["recent"]!.AsArray().Count.ShouldBe(1);
    }

    private static SealedEntry Entry(long seq)
    {
        var entry = new LedgerEntry(seq, 0, "claimed", "CR-1", 1, null, null, null, null, null, null, null, null, "p", "r", null, null, null, null, null, null, LedgerEntry.Genesis);
        return new(entry, CanonicalForm.Of(entry), new string('a', 64));
    }
}
