using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.StandIn;

public sealed class FileTests
{
    [Fact]
    public async Task The_steps_are_as_strict_as_Slacks()
    {
        await using var stage = await SlackStage.Start(o => o with { Scopes = [.. o.Scopes, "files:write"] });
        (await stage.ErrorOf("files.getUploadURLExternal", new JsonObject { ["filename"] = "a.png", ["length"] = 0 })).ShouldBe("missing_argument");
        (await stage.ErrorOf("files.getUploadURLExternal", new JsonObject { ["length"] = 3 })).ShouldBe("missing_argument");
        (await stage.ErrorOf("files.getUploadURLExternal", new JsonObject { ["filename"] = "a.png", ["length"] = 3, ["alt_txt"] = new string('x', 1_001) })).ShouldBe("alt_txt_too_large");
        (await stage.ErrorOf("files.completeUploadExternal", new JsonObject { ["files"] = new JsonArray(new JsonObject { ["id"] = "F0NONE" }) })).ShouldBe("file_not_found");

        var place = await stage.CallForm("files.getUploadURLExternal", ("filename", "a.png"), ("length", "3"));
        var (url, id) = ((string)place["upload_url"]!, (string)place["file_id"]!);
        (await stage.ErrorOf("files.completeUploadExternal", Files(id))).ShouldBe("file_not_found", "the bytes are not there yet");
        (await Send(url, 4)).ShouldBe(400);
        (await Send(url, 3)).ShouldBe(200);
        (await Send(url, 3)).ShouldBe(400, "an address is good for one file");
        ((bool?)(await stage.Call("files.completeUploadExternal", Files(id)))["ok"]).ShouldBe(true);
    }

    [Fact]
    public async Task A_token_that_comes_along_with_the_bytes_is_refused()
    {
        await using var stage = await SlackStage.Start(o => o with { Scopes = [.. o.Scopes, "files:write"] });
        var place = await stage.CallForm("files.getUploadURLExternal", ("filename", "a.png"), ("length", "2"));

        using var answer = await stage.Post((string)place["upload_url"]!, new JsonObject());
        ((int)answer.StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task A_message_that_shows_an_unknown_file_is_refused()
    {
        await using var stage = await SlackStage.Start();
        var answer = await stage.Call("chat.postMessage", new JsonObject
        {
            ["channel"] = "C0PAY",
            ["text"] = "x",
            ["blocks"] = JsonNode.Parse("""[{"type":"image","alt_text":"x","slack_file":{"id":"F0NONE"}}]"""),
        });

        ((string?)answer["error"]).ShouldBe("invalid_blocks");
        ((string?)answer["response_metadata"]!["messages"]![0]).ShouldBe("[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]");
    }

    private static JsonObject Files(string id) => new() { ["files"] = new JsonArray(new JsonObject { ["id"] = id, ["title"] = "A" }) };

    private static async Task<int> Send(string url, int length)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsync(url, new ByteArrayContent(new byte[length]));
        return (int)answer.StatusCode;
    }
}
