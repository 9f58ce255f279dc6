using System.Net;
using System.Text.RegularExpressions;
using Countersign.Playground.Slack;
using Countersign.Scenarios.Faults.Rig;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.Dashboard;

/// <summary>One browser as far as HTTP sees it: cookies of its own, and it follows nothing by itself.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient _http;

    public Browser(Uri address) => _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies })
    {
        BaseAddress = address,
    };

    public CookieContainer Cookies { get; } = new();

    /// <summary>A bot whose dashboard people reach where it listens.</summary>
    public static Task<Home> OpenHome(string? policy = null) =>
        Home.Open(policy: policy, publicUrl: new Uri($"http://127.0.0.1:{FreePort.Next()}"));

    /// <summary>Ana asks for a sign-off of a change to the web shop.</summary>
    public static async Task Submit(Home home, string title)
    {
        var ana = home.As("ana");
        await ana.Run("/signoff https://github.com/acme/web/pull/7");
        await ana.SeesView("Ask for a sign-off");
        var answer = await ana.Submit(
            ("Title", title), ("Service", "Web shop (high)"), ("AI tools used", "Claude Code"),
            ("What the AI did", "Made the buttons wider."), ("What you checked yourself", "Looked at every page at both widths."));
        answer.Outcome.ShouldBe(Submitted.Closed, string.Join("; ", answer.Errors));
    }

    /// <summary>Waits until so many requests ask somebody.</summary>
    public static Task Asked(Home home, int count) => home.Slack.Eventually(
        $"{count} requests ask somebody", () => home.Store.QueueCounts(new("lee")).Result.Reviewers == count ? "asked" : null);

    /// <summary>Asks in Slack, and gives the whole link.</summary>
    public static async Task<Uri> LinkOf(Home home, string who)
    {
        var said = await home.As(who).Run("/signoff dashboard");
        said.Status.ShouldBe(200);
        return LinkIn(said.Blocks.ToJsonString());
    }

    public static Uri LinkIn(string json) => new(Link().Match(Regex.Unescape(json)).Value);

    public static string TokenOf(Uri link) => link.Query["?token=".Length..];

    public async Task<(HttpStatusCode Status, string Body)> Get(string path)
    {
        using var answer = await _http.GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <param name="accepts">What it takes for an answer; null says nothing of that.</param>
    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? accepts = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (accepts is not null)
            request.Headers.Add("Accept", accepts);
        return await _http.SendAsync(request);
    }

    /// <summary>Presses the button of the page behind a link.</summary>
    public Task<HttpResponseMessage> SignIn(Uri link, string? origin = null, string? site = null) => SignIn(TokenOf(link), origin, site);

    /// <param name="origin">Null for the dashboard's own.</param>
    /// <param name="site">What a browser says of whose page it comes from; null for one that says nothing.</param>
    public async Task<HttpResponseMessage> SignIn(string token, string? origin = null, string? site = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("token", token)]) };
        request.Headers.Add("Origin", origin ?? _http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        return await _http.SendAsync(request);
    }

    /// <summary>Comes in by a fresh link.</summary>
    public static async Task<Browser> In(Home home, string who)
    {
        var browser = new Browser(home.Address);
        (await browser.SignIn(await LinkOf(home, who))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return browser;
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex(@"https?://[^\s|""<>]+/sign-in\?token=[0-9a-f]{64}")]
    private static partial Regex Link();
}
