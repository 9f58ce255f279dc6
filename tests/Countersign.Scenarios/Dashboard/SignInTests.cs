using System.Diagnostics;
using System.Net;
using Countersign.Dashboard.Door;
using Countersign.Scenarios.Faults.Rig;
using Countersign.Scenarios.House;
using Countersign.Scenarios.InTeams;
using NodaTime;

namespace Countersign.Scenarios.Dashboard;

/// <summary>The door: a link is asked for in chat, works once, in the browser that presses the button, and for a while.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task The_link_from_chat_leads_in_and_the_page_says_who_reads_it()
    {
        await using var home = await Browser.OpenHome();
        var link = await Browser.LinkOf(home, "lee");
        using var browser = new Browser(home.Address);
        var (status, door) = await browser.Get(link.PathAndQuery);
        status.ShouldBe(HttpStatusCode.OK);
        door.ShouldContain("Sign in");

        using var answer = await browser.SignIn(link);

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().ShouldBe("/");
        var cookie = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ToLowerInvariant();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldContain("path=/");
        cookie.ShouldNotContain("domain");
        var (inside, page) = await browser.Get("/");
        inside.ShouldBe(HttpStatusCode.OK);
        page.ShouldContain("Lee Park");
        page.ShouldContain("Times are those of UTC.");
    }

    [Fact]
    public async Task Looking_at_the_link_uses_nothing_up_so_previews_are_harmless()
    {
        await using var home = await Browser.OpenHome();
        var link = await Browser.LinkOf(home, "lee");
        using var preview = new Browser(home.Address);
        for (var i = 0; i < 5; i++)
            (await preview.Get(link.PathAndQuery)).Status.ShouldBe(HttpStatusCode.OK);
        preview.Cookies.Count.ShouldBe(0);

        using var browser = new Browser(home.Address);
        (await browser.SignIn(link)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task A_link_that_was_used_is_refused_in_this_browser_and_in_any_other()
    {
        await using var home = await Browser.OpenHome();
        var link = await Browser.LinkOf(home, "lee");
        using var browser = new Browser(home.Address);
        (await browser.SignIn(link)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var other = new Browser(home.Address);

        await Refused(await browser.SignIn(link));
        await Refused(await other.SignIn(link));

        other.Cookies.Count.ShouldBe(0);
        (await other.Get("/")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.Get("/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_presses_at_once_let_one_in()
    {
        await using var home = await Browser.OpenHome();
        var link = await Browser.LinkOf(home, "lee");
        var browsers = Enumerable.Range(0, 10).Select(_ => new Browser(home.Address)).ToList();
        var answers = await Task.WhenAll(browsers.Select(b => b.SignIn(link)));
        answers.Count(a => a.StatusCode == HttpStatusCode.SeeOther).ShouldBe(1);
        browsers.ForEach(b => b.Dispose());
    }

    [Fact]
    public async Task A_link_is_too_old_after_ten_minutes()
    {
        await using var home = await Browser.OpenHome();
        var link = await Browser.LinkOf(home, "lee");
        home.Advance(Duration.FromMinutes(10));
        using var browser = new Browser(home.Address);
        await Refused(await browser.SignIn(link));
        (await browser.Get("/")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Bad_links_are_all_answered_alike()
    {
        await using var home = await Browser.OpenHome();
        var (used, old) = (await Browser.LinkOf(home, "lee"), await Browser.LinkOf(home, "kim"));
        using var browser = new Browser(home.Address);
        (await browser.SignIn(used)).Dispose();
        home.Advance(Duration.FromMinutes(11));
        using var other = new Browser(home.Address);
        var answers = new HashSet<string>();
        foreach (var token in new[] { Browser.TokenOf(used), Browser.TokenOf(old), new string('0', 64), "", "x", new string('f', 600) })
            answers.Add(await Refused(await other.SignIn(token)));
        answers.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Guesses_are_stopped_after_a_few_and_cost_nothing()
    {
        await using var home = await Browser.OpenHome();
        using var guesser = new Browser(home.Address);
        var statuses = new Dictionary<HttpStatusCode, int>();
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < (Long.Wanted ? 1_000_000 : 500); i++)
        {
            using var answer = await guesser.SignIn(i.ToString("x64", System.Globalization.CultureInfo.InvariantCulture));
            statuses[answer.StatusCode] = statuses.GetValueOrDefault(answer.StatusCode) + 1;
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(1));
        }

        statuses.Keys.ShouldBe([HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], ignoreOrder: true);
        statuses[HttpStatusCode.Unauthorized].ShouldBeLessThanOrEqualTo(TryLimit.Each * (2 + (int)Stopwatch.GetElapsedTime(began).TotalMinutes));
        (await guesser.Get("/")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        // Whoever sits behind the same proxy is not shut out by it.
        using var lee = await Browser.In(home, "lee");
        (await lee.Get("/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_sites_form_signs_nobody_in_or_out()
    {
        await using var home = await Browser.OpenHome();
        var link = await Browser.LinkOf(home, "lee");
        using var browser = new Browser(home.Address);
        using (var forged = await browser.SignIn(link, origin: "https://evil.example"))
            forged.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using (var forged = await browser.SignIn(link, site: "cross-site"))
            forged.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.SignIn(link)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_for_good()
    {
        await using var home = await Browser.OpenHome();
        using var browser = await Browser.In(home, "lee");
        var cookie = browser.Cookies.GetAllCookies().ShouldHaveSingleItem();
        var (name, secret) = (cookie.Name, cookie.Value);

        using var answer = await browser.Send(HttpMethod.Post, "/sign-out");

        (await answer.Content.ReadAsStringAsync()).ShouldContain("You are signed out.");
        (await browser.Get("/")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        using var thief = new Browser(home.Address);
        thief.Cookies.Add(home.Address, new Cookie(name, secret));
        (await thief.Get("/")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_ends_an_hour_after_the_last_look_and_eight_hours_after_it_began()
    {
        await using var home = await Browser.OpenHome();
        using var idle = await Browser.In(home, "lee");
        home.Advance(Duration.FromMinutes(60));
        (await idle.Get("/")).Status.ShouldBe(HttpStatusCode.Unauthorized);

        using var busy = await Browser.In(home, "lee");
        for (var i = 0; i < 9; i++)
        {
            home.Advance(Duration.FromMinutes(50));
            (await busy.Get("/people")).Status.ShouldBe(HttpStatusCode.OK);
        }

        home.Advance(Duration.FromMinutes(30));
        (await busy.Get("/people")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Whoever_leaves_the_policy_file_is_out_at_once_and_their_link_is_void()
    {
        await using var home = await Browser.OpenHome();
        using var browser = await Browser.In(home, "bo");
        var unused = await Browser.LinkOf(home, "bo");
        await home.ChangePolicy(Town.Policy.Replace("primary: [web] }\n  - { id: jo", "primary: [web], active: false }\n  - { id: jo", StringComparison.Ordinal));
        (await browser.Get("/")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await Refused(await browser.SignIn(unused));
        (await home.As("bo").Run("/signoff dashboard")).Blocks.ToJsonString().ShouldNotContain("token");
    }

    [Fact]
    public async Task A_restart_voids_links_and_sessions_and_leaves_no_secret_on_disk()
    {
        await using var home = await Browser.OpenHome();
        using var browser = await Browser.In(home, "lee");
        var unused = await Browser.LinkOf(home, "kim");
        await home.Restart();

        (await browser.Get("/")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await Refused(await browser.SignIn(unused));
        var secrets = browser.Cookies.GetAllCookies().Select(c => c.Value).Append(Browser.TokenOf(unused)).ToList();
        await home.Stop();
        var record = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(home.DatabasePath));
        secrets.ShouldAllBe(secret => !record.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Over_https_the_cookie_is_for_https_and_this_host_alone()
    {
        await using var home = await Home.Open(publicUrl: new Uri("https://sign.example.com"));
        var link = await Browser.LinkOf(home, "lee");
        link.GetLeftPart(UriPartial.Authority).ShouldBe("https://sign.example.com");
        using var browser = new Browser(home.Address);
        using var answer = await browser.SignIn(link, origin: "https://sign.example.com");
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var cookie = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldStartWith("__Host-countersign=");
        cookie.ShouldContain("secure", Case.Insensitive);
        cookie.ShouldContain("path=/;", Case.Insensitive);
    }

    [Fact]
    public async Task Without_an_address_nobody_gets_a_link_and_the_pages_stay_closed()
    {
        await using var home = await Home.Open();
        (await home.As("lee").Run("/signoff dashboard")).Readable.ShouldContain("an operator has to set Host:PublicUrl");
        using var browser = new Browser(home.Address);
        (await browser.Get("/")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task In_Teams_the_link_is_given_in_the_personal_chat_alone()
    {
        await using var home = await Home.OpenWithTeams(publicUrl: new Uri($"http://127.0.0.1:{FreePort.Next()}"));
        var heard = await home.Hears("lee", "dashboard", null, "Your link to the dashboard");
        var link = Browser.LinkIn(heard.Card!.ToJsonString());
        using var browser = new Browser(home.Address);
        (await browser.SignIn(link)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        var inChannel = await home.Hears("lee", "dashboard", TeamsTown.Payments, "for you alone");
        inChannel.Card!.ToJsonString().ShouldNotContain("token");
    }

    private static async Task<string> Refused(HttpResponseMessage answer)
    {
        using (answer)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
            var body = await answer.Content.ReadAsStringAsync();
            body.ShouldContain("This link does not work");
            return body;
        }
    }
}
