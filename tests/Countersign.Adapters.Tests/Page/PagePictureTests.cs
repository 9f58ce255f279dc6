using Countersign.Playground.Slack;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Page;

public sealed class PagePictureTests
{
    [Fact]
    public async Task The_page_shows_a_picture_that_a_message_shows_and_no_other()
    {
        await using var stage = await PageStage.Start();
        var (shown, unshown) = (File(stage, [1, 2, 3]), File(stage, [4]));
        stage.Card("C0PAY", blocks: $$"""[{"type":"image","alt_text":"12 requests","slack_file":{"id":"{{shown.Id}}"} }]""");

        using var answer = await stage.File($"playground/files/{shown.Id}");
        ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType).ShouldBe((200, "image/png"));
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe([1, 2, 3]);
        ((int)(await stage.File($"playground/files/{unshown.Id}")).StatusCode).ShouldBe(404);
        ((int)(await stage.File("playground/files/F0NONE")).StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task A_picture_is_there_after_a_restart()
    {
        await using var before = await PageStage.Start();
        var file = File(before, [1, 2, 3]);
        var path = Path.Combine(Path.GetTempPath(), $"countersign-{Guid.NewGuid():n}.json");
        before.Slack.Workspace.Save(path);

        await using var after = await PageStage.Start();
        after.Slack.Workspace.Load(path).ShouldBeTrue();
        after.Slack.Workspace.Files.Find(file.Id)!.Bytes!.Value.ToArray().ShouldBe([1, 2, 3]);
        System.IO.File.Delete(path);
    }

    private static SlackFile File(PageStage stage, byte[] bytes)
    {
        var file = stage.Slack.Workspace.Files.Announce("week.png", bytes.Length, "12 requests");
        return stage.Slack.Workspace.Files.Change(file.Id, _ => true, f => f with { Bytes = bytes, Completed = stage.Clock.GetUtcNow() })!;
    }
}
