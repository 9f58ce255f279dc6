using System.Net;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.Dashboard;

/// <summary>What there is to call: no page without a session, and nothing that changes anything but it.</summary>
public sealed class RoutesTests
{
    private static readonly string[] Elsewhere = ["/slack/", "/api/", "/health/"];
    private static readonly string[] AtTheDoor = ["/sign-in", "/assets/{name}", "/assets/charts.css"];

    [Fact]
    public async Task No_page_is_shown_without_a_session()
    {
        await using var home = await Browser.OpenHome();
        await home.Submit();
        using var stranger = new Browser(home.Address);
        var pages = Routes(home, "GET").Except(AtTheDoor).ToList();
        pages.Count.ShouldBeGreaterThanOrEqualTo(7);
        foreach (var page in pages)
        {
            var (status, body) = await stranger.Get(Filled(page));
            status.ShouldBe(HttpStatusCode.Unauthorized, page);
            body.ShouldContain("Ask me for a link in chat", Case.Sensitive, page);
            body.ShouldNotContain("refunds", Case.Insensitive, page);
            body.ShouldNotContain("Payments", Case.Insensitive, page);
        }
    }

    [Fact]
    public async Task Every_page_is_shown_with_one_and_none_of_them_may_be_kept_framed_or_told_of()
    {
        await using var home = await Browser.OpenHome();
        await home.Submit();
        using var lee = await Browser.In(home, "lee");
        foreach (var page in Routes(home, "GET").Select(Filled))
        {
            using var answer = await lee.Send(HttpMethod.Get, page);
            if (page != "/sign-in")
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, page);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("default-src 'none'");
            policy.ShouldContain("frame-ancestors 'none'");
            policy.ShouldNotContain("unsafe");
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            if (!page.StartsWith("/assets/", StringComparison.Ordinal))
                answer.Headers.CacheControl!.NoStore.ShouldBeTrue(page);
        }
    }

    [Fact]
    public async Task Nothing_changes_anything_but_the_session()
    {
        await using var home = await Browser.OpenHome();
        await home.Submit();
        Routes(home, "POST").ShouldBe(["/sign-in", "/sign-out"], ignoreOrder: true);
        foreach (var method in new[] { "PUT", "PATCH", "DELETE" })
            Routes(home, method).ShouldBeEmpty();
        using var mo = await Browser.In(home, "mo");
        await home.Slack.Eventually("nothing left to send", () => home.Store.Figures().Result.OutboxWaiting == 0 ? "none" : null);
        var before = await home.Store.Figures();

        foreach (var page in Routes(home, "GET").Select(Filled))
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch })
                (await mo.Send(method, page)).Dispose();

        (await home.Store.Figures()).ShouldBe(before);
    }

    [Theory]
    [InlineData("/requests/999")]
    [InlineData("/requests/nothing")]
    [InlineData("/requests/-1")]
    public async Task A_request_that_is_not_there_gets_a_page_that_says_so(string path)
    {
        await using var home = await Browser.OpenHome();
        using var lee = await Browser.In(home, "lee");
        var (status, body) = await lee.Get(path);
        status.ShouldBe(HttpStatusCode.NotFound);
        body.ShouldContain("There is no such page");
    }

    [Theory]
    [InlineData("/?page=-1&tier=none&turn=x&service=%3Cscript%3E")]
    [InlineData("/?page=999999999999")]
    [InlineData("/?page=1000000")]
    [InlineData("/ledger?page=77")]
    public async Task Any_address_shows_something(string path)
    {
        await using var home = await Browser.OpenHome();
        using var lee = await Browser.In(home, "lee");
        var (status, body) = await lee.Get(path);
        status.ShouldBe(HttpStatusCode.OK);
        body.ShouldNotContain("<script");
    }

    private static string Filled(string route) =>
        route.Replace("{number}", "1", StringComparison.Ordinal).Replace("{week}", "2026-W47", StringComparison.Ordinal).Replace("{name}", "dashboard.css", StringComparison.Ordinal)
            .Replace("/export", "/export?of=requests&from=2026-01-01&to=2026-12-31", StringComparison.Ordinal);

    private static List<string> Routes(Home home, string method) =>
    [
        .. ((EndpointDataSource)home.Services.GetService(typeof(EndpointDataSource))!).Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(method) == true)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Where(route => !Elsewhere.Any(e => route.StartsWith(e, StringComparison.Ordinal))),
    ];
}
