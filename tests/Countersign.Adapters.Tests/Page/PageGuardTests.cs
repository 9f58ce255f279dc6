using System.Net;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Page;

/// <summary>Other sites in the same browser reach nothing.</summary>
public sealed class PageGuardTests
{
    private const string Hello = """{"as":"U0ANA","in":"C0PAY","text":"hi"}""";

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:80")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("10.0.0.7")]
    public async Task A_foreign_host_gets_nothing(string host)
    {
        await using var stage = await PageStage.Start();
        foreach (var path in new[] { "", "playground/main.js", "playground/api/state", "playground/api/changes?as=U0ANA", "playground/api/trace" })
            (await stage.Get(path, host)).Status.ShouldBe(403, path);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("[::1]:9")]
    [InlineData("127.0.0.1:9")]
    public async Task This_machine_has_several_names(string host)
    {
        await using var stage = await PageStage.Start();
        (await stage.Get("playground/api/state", host)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Only_the_pages_own_origin_may_act()
    {
        await using var stage = await PageStage.Start();
        var own = stage.Address.GetLeftPart(UriPartial.Authority);
        foreach (var origin in new[] { null, "null", "http://evil.example", own + "0", own.Replace("http", "https", StringComparison.Ordinal) })
            (await stage.Post("playground/api/acts/message", Hello, origin)).Status.ShouldBe(403, origin);
        (await stage.Post("playground/api/acts/message", Hello, own, more: request => request.Headers.Add("Sec-Fetch-Site", "cross-site"))).Status.ShouldBe(403);
        (await stage.Post("playground/api/acts/message", Hello, own, "text/plain")).Status.ShouldBe(415);
        (await stage.Post("playground/api/clock", """{"as":"U0ANA","step":"4h"}""", "http://evil.example")).Status.ShouldBe(403);
        stage.Slack.Channel("payments").ShouldBeEmpty();
        (await stage.Post("playground/api/acts/message", Hello, own, more: request => request.Headers.Add("Sec-Fetch-Site", "same-origin"))).Status.ShouldBe(200);
        stage.Slack.Channel("payments").Single().Text.ShouldBe("hi");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("{\"as\":\"U0ANA\",\"as\":\"U0LEE\"}")]
    [InlineData("{\"as\":{},\"in\":[],\"text\":7}")]
    public async Task What_makes_no_sense_is_refused_in_words(string body)
    {
        await using var stage = await PageStage.Start();
        var (status, problem) = await stage.Act("message", body);
        status.ShouldBeInRange(400, 404);
        problem["detail"]!.ToString().ShouldEndWith(".");
    }

    [Fact]
    public async Task A_request_has_a_size()
    {
        await using var stage = await PageStage.Start();
        (await stage.Act("message", $$"""{"as":"U0ANA","in":"C0PAY","text":"{{new string('x', 200_000)}}"}""")).Status.ShouldBe(413);
    }

    [Fact]
    public async Task Files_are_typed_guarded_and_not_sent_twice()
    {
        await using var stage = await PageStage.Start();
        using var page = await stage.File("");
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        page.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        using var script = await stage.File("playground/main.js");
        script.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        using var again = await stage.File("playground/main.js", script.Headers.ETag!.ToString());
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        using var none = await stage.File("playground/%2e%2e/secret");
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
