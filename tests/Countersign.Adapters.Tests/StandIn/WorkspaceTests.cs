using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Countersign.Playground.Slack;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.StandIn;

public sealed class WorkspaceTests
{
    [Fact]
    public async Task Many_calls_at_once_lose_nothing()
    {
        await using var stage = await SlackStage.Start();
        var (channel, ts) = await stage.Card("C0PAY", """[{"type":"divider"}]""");
        var posts = Enumerable.Range(0, 100).Select(i => stage.ErrorOf("chat.postMessage", new JsonObject { ["channel"] = "U0ANA", ["text"] = $"post {i}" }));
        var edits = Enumerable.Range(0, 100).Select(i => stage.ErrorOf("chat.update", new JsonObject { ["channel"] = channel, ["ts"] = ts, ["text"] = $"edit {i}" }));
        (await Task.WhenAll(posts.Concat(edits))).ShouldAllBe(error => error == null);

        stage.Ana.Dm.Select(message => message.Ts).Distinct().Count().ShouldBe(100);
        stage.Slack.Channel("payments").Single().Versions.Length.ShouldBe(101);
        stage.Slack.Calls.Count.ShouldBe(201);
    }

    [Fact]
    public async Task A_watcher_hears_of_every_change()
    {
        await using var stage = await SlackStage.Start();
        var heard = new ConcurrentQueue<WorkspaceChange>();
        stage.Slack.Workspace.Changed += heard.Enqueue;
        var (channel, ts) = await stage.Card("C0PAY", """[{"type":"divider"}]""");
        await stage.Call("chat.update", new JsonObject { ["channel"] = channel, ["ts"] = ts, ["text"] = "x" });
        await stage.Call("views.publish", new JsonObject { ["user_id"] = "U0ANA", ["view"] = new JsonObject { ["type"] = "home", ["blocks"] = new JsonArray() } });
        heard.Select(change => change.Kind).ShouldBe([ChangeKind.MessagePosted, ChangeKind.MessageEdited, ChangeKind.HomePublished]);
    }

    [Fact]
    public async Task A_stranger_carries_the_team_they_come_from()
    {
        await using var stage = await SlackStage.Start();
        stage.Slack.Workspace.Members.Put(new SlackUser("U0STRANGE", "stranger", "From Elsewhere") { TeamId = "T0OTHER" });
        await stage.Card("C0PAY", """[{"type":"header","text":{"type":"plain_text","text":"CR-1"}},{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Approve"}}]}]""");
        await stage.Slack.As("stranger").Click("Approve", on: "CR-1", channel: "payments");
        ((string?)stage.Bot.Last.Payload["user"]!["team_id"]).ShouldBe("T0OTHER");
        ((string?)stage.Bot.Last.Payload["team"]!["id"]).ShouldBe("T0STANDIN");
    }
}
