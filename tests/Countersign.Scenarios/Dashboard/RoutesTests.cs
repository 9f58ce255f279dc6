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
            ShouldBeProtected(answer, page);
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
        await Browser.Asked(home, 1);
        await home.Slack.Eventually("nothing left to send", () => home.Store.Figures().Result.OutboxWaiting == 0 ? "none" : null);
        var before = await home.Store.Figures();

        foreach (var page in Routes(home, "GET").Select(Filled))
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch })
                (await mo.Send(method, page)).Dispose();

        (await home.Store.Figures()).ShouldBe(before);
    }

    [Fact]
    public async Task Whoever_asks_for_the_head_of_a_page_gets_it_without_the_body()
    {
        await using var home = await Browser.OpenHome();
        await home.Submit();
        using var lee = await Browser.In(home, "lee");
        Routes(home, "HEAD").ShouldBe(Routes(home, "GET"), ignoreOrder: true);
        foreach (var page in Routes(home, "GET").Select(Filled))
        {
            using var whole = await lee.Send(HttpMethod.Get, page);
            using var head = await lee.Send(HttpMethod.Head, page);
            head.StatusCode.ShouldBe(whole.StatusCode, page);
            head.Content.Headers.ContentType.ShouldBe(whole.Content.Headers.ContentType, page);
            (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty(page);
            ShouldBeProtected(head, page);
        }
    }

    [Theory]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound, "There is no such page")]
    [InlineData("GET", "/people/lee", HttpStatusCode.NotFound, "There is no such page")]
    [InlineData("GET", "/assets/none.css", HttpStatusCode.NotFound, "There is no such page")]
    [InlineData("DELETE", "/requests", HttpStatusCode.NotFound, "There is no such page")]
    [InlineData("POST", "/ledger", HttpStatusCode.MethodNotAllowed, "pages are only looked at")]
    [InlineData("DELETE", "/requests/1", HttpStatusCode.MethodNotAllowed, "pages are only looked at")]
    [InlineData("GET", "/sign-out", HttpStatusCode.MethodNotAllowed, "pages are only looked at")]
    public async Task What_is_not_there_says_so_as_a_page_and_as_protected_as_one(string method, string path, HttpStatusCode status, string words)
    {
        await using var home = await Browser.OpenHome();
        using var lee = await Browser.In(home, "lee");
        using var stranger = new Browser(home.Address);
        foreach (var (who, accepts) in new[] { (lee, "text/html,*/*;q=0.8"), (lee, null), (stranger, "*/*"), (stranger, "application/json") })
        {
            using var answer = await who.Send(new HttpMethod(method), path, accepts);
            answer.StatusCode.ShouldBe(status);
            ShouldBeProtected(answer, path);
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
            if (status == HttpStatusCode.MethodNotAllowed)
                answer.Content.Headers.Allow.ShouldNotBeEmpty();
            var body = await answer.Content.ReadAsStringAsync();
            answer.Content.Headers.ContentType!.MediaType.ShouldBe(
                accepts?.StartsWith("text/html", StringComparison.Ordinal) == true || path == "/assets/none.css" ? "text/html" : "application/problem+json");
            if (answer.Content.Headers.ContentType.MediaType == "text/html")
                body.ShouldContain(words);
        }
    }

    [Theory]
    [InlineData("GET", "/slack/events", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/slack/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/health/nothing", HttpStatusCode.NotFound)]
    [InlineData("POST", "/health/live", HttpStatusCode.MethodNotAllowed)]
    [InlineData("HEAD", "/slack/events", HttpStatusCode.MethodNotAllowed)]
    public async Task The_platforms_and_the_health_checks_get_no_pages(string method, string path, HttpStatusCode status)
    {
        await using var home = await Browser.OpenHome();
        using var browser = new Browser(home.Address);
        using var answer = await browser.Send(new HttpMethod(method), path, "text/html");
        answer.StatusCode.ShouldBe(status);
        answer.Headers.Contains("Content-Security-Policy").ShouldBeFalse();
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("<html");
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

    private static void ShouldBeProtected(HttpResponseMessage answer, string page)
    {
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'", Case.Sensitive, page);
        policy.ShouldContain("frame-ancestors 'none'", Case.Sensitive, page);
        policy.ShouldNotContain("unsafe", Case.Sensitive, page);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"], page);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"], page);
    }

    private static string Filled(string route) =>
        route.Replace("{number}", "1", StringComparison.Ordinal).Replace("{week}", "2026-W47", StringComparison.Ordinal).Replace("{name}", "dashboard.css", StringComparison.Ordinal)
            .Replace("/export", "/export?of=requests&from=2026-01-01&to=2026-12-31&form=csv", StringComparison.Ordinal);

    private static List<string> Routes(Home home, string method) =>
    [
        .. ((EndpointDataSource)home.Services.GetService(typeof(EndpointDataSource))!).Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(method) == true)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Where(route => !Elsewhere.Any(e => route.StartsWith(e, StringComparison.Ordinal))),
    ];
}
