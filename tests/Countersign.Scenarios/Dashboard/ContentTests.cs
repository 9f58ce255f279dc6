using System.Net;
using Countersign.Core.Ledger;
using Countersign.Host.Health;
using Countersign.Scenarios.House;
using NodaTime;

namespace Countersign.Scenarios.Dashboard;

/// <summary>What the pages say, on the way of one request.</summary>
public sealed class ContentTests
{
    /// <summary>Time that passes without waiting, once: what comes after the first look waits for good.</summary>
    private sealed class Hurried : TimeProvider
    {
        private int _timers;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Interlocked.Increment(ref _timers) == 1 ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, period);
    }

    private const string Hostile = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>";

    [Fact]
    public async Task A_request_is_followed_from_the_queue_to_its_history_and_the_ledger()
    {
        await using var home = await Browser.OpenHome();
        await home.Submit();
        await Browser.Asked(home, 1);
        home.Advance(Duration.FromMinutes(90));
        // What came due by then is on record before the head is read.
        await home.Slack.Eventually("nothing is due", () => home.Store.Due(home.Clock.Now, 1).GetAwaiter().GetResult().IsEmpty);
        await home.Quiet();
        using var lee = await Browser.In(home, "lee");

        var (_, queue) = await lee.Get("/");
        queue.ShouldContain("Retry failed refunds");
        queue.ShouldContain("Due in 30 min");
        queue.ShouldContain("1 h 30 min of 2 h used");
        var (_, request) = await lee.Get("/requests/1");
        request.ShouldContain("asked for a sign-off");
        request.ShouldMatch("As it stood <time datetime=\"[^\"]+\">[A-Z][a-z]{2} [0-9]+ [A-Z][a-z]{2} 2[0-9]{3} [0-9:]{5}</time>:");
        request.ShouldContain("Wrote the retry loop and its tests.");
        request.ShouldContain("Whose turn it was in round 1");
        request.ShouldContain("verdict expected", Case.Insensitive);
        var (_, ledger) = await lee.Get("/ledger");
        var head = await home.Store.Head();
        ledger.ShouldContain(head.Hash);
        ledger.ShouldContain($"No. {head.Entries}");
        ledger.ShouldContain("No check has found anything wrong");
        var (_, policy) = await lee.Get("/policy");
        policy.ShouldContain("Payments is critical");
        policy.ShouldNotContain("U0LEE");
        policy.ShouldNotContain("C0PAY");
    }

    [Fact]
    public async Task What_was_shown_in_an_earlier_round_stays_to_be_read()
    {
        await using var home = await Browser.OpenHome();
        await home.Submit();
        var reviewer = await home.Reviewer();
        await reviewer.Click("Request changes…", on: "CR-1");
        await reviewer.Gives("Add a limit.");
        await home.As("ana").Run("/signoff update CR-1");
        await home.As("ana").SeesView("Update CR-1");
        await home.As("ana").Submit(("What you checked yourself", "Five tries at most; ran it against a failing bank."));
        await reviewer.Sees("round 2");
        using var lee = await Browser.In(home, "lee");

        var (_, request) = await lee.Get("/requests/1");
        var (now, then) = (request.IndexOf("Five tries at most", StringComparison.Ordinal), request.IndexOf("As it was in round 1", StringComparison.Ordinal));
        now.ShouldBeInRange(0, then);
        request[then..].ShouldContain("Read every line and ran it against the sandbox.");
        request[then..].ShouldNotContain("Five tries at most");
    }

    [Fact]
    public async Task What_those_carry_whom_no_digest_names_is_for_themselves_to_read()
    {
        await using var home = await Browser.OpenHome();
        using var lee = await Browser.In(home, "lee");
        using var kim = await Browser.In(home, "kim");
        (await kim.Get("/people")).Body.ShouldNotContain("Not shown");
        await home.As("lee").Run("/signoff digest names off");

        Loads((await kim.Get("/people")).Body, "Lee Park").ShouldContain("Not shown");
        var own = (await lee.Get("/people")).Body;
        Loads(own, "Lee Park").ShouldNotContain("Not shown");
        // One more, lest the sum tell: by now theirs is nobody's to see but their own.
        own.ShouldContain("Not shown");
    }

    [Fact]
    public async Task The_queue_is_looked_through_by_whose_turn_it_is_service_and_tier()
    {
        await using var home = await Browser.OpenHome();
        await home.Submit(title: "Refund twice");
        await Browser.Submit(home, "Wider buttons");
        await Browser.Asked(home, 2);
        using var ana = await Browser.In(home, "ana");

        (await ana.Get("/?service=web")).Body.ShouldSatisfyAllConditions(b => b.ShouldContain("Wider buttons"), b => b.ShouldNotContain("Refund twice"));
        (await ana.Get("/?tier=critical")).Body.ShouldSatisfyAllConditions(b => b.ShouldNotContain("Wider buttons"), b => b.ShouldContain("Refund twice"));
        (await ana.Get("/?turn=mine")).Body.ShouldContain("Nothing of that is open.");
        (await ana.Get("/?turn=nobody&tier=critical")).Body.ShouldContain("Nothing of that is open.");
    }

    [Fact]
    public async Task Behind_the_last_page_stands_the_last_page()
    {
        await using var home = await Browser.OpenHome();
        await home.Submit(title: "Refund twice");
        using var lee = await Browser.In(home, "lee");
        (await lee.Get("/?page=99")).Body.ShouldContain("Refund twice");
        (await lee.Get("/ledger?page=99")).Body.ShouldContain("Entries 1 to");
    }

    [Fact]
    public async Task The_servers_own_check_of_the_whole_record_shows_on_the_ledgers_page()
    {
        await using var home = await Browser.OpenHome();
        using var lee = await Browser.In(home, "lee");
        (await lee.Get("/ledger")).Body.ShouldContain("It has not checked the whole record since");
        var checks = home.Services.GetRequiredService<RecordChecks>();
        using var patrol = ActivatorUtilities.CreateInstance<LedgerPatrol>(home.Services, new Hurried());

        await patrol.StartAsync(CancellationToken.None);
        await home.Slack.Eventually("a whole check", () => checks.Last);
        await patrol.StopAsync(CancellationToken.None);

        checks.Last!.Fault.ShouldBeNull();
        var (_, page) = await lee.Get("/ledger");
        page.ShouldContain("This server checked the whole record");
        page.ShouldContain(checks.Last.Head);
    }

    [Fact]
    public async Task Markup_in_titles_reasons_and_names_is_text_on_every_page()
    {
        await using var home = await Browser.OpenHome(Town.Policy.Replace("name: Lee Park", "name: \"Lee <b>Park</b>\"", StringComparison.Ordinal)
            .Replace("name: Payments", "name: \"Pay<i>ments\"", StringComparison.Ordinal));
        await home.Submit(title: Hostile, service: "Pay<i>ments (critical)");
        await Browser.Asked(home, 1);
        using var mo = await Browser.In(home, "mo");
        foreach (var page in new[] { "/", "/requests/1", "/people", "/ledger", "/policy", "/digest", $"/digest/{Uri.EscapeDataString(Hostile)}", $"/?service={Uri.EscapeDataString(Hostile)}", $"/sign-in?token={Uri.EscapeDataString(Hostile)}" })
        {
            var (status, body) = await mo.Get(page);
            status.ShouldBe(page.StartsWith("/digest/", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK, page);
            body.ShouldNotContain("<script", Case.Insensitive, page);
            body.ShouldNotContain("<img src=x", Case.Insensitive, page);
            body.ShouldNotContain("<b>", Case.Insensitive, page);
            body.ShouldNotContain("<i>", Case.Insensitive, page);
        }
    }

    [Fact]
    public async Task The_week_so_far_is_shown_in_words_and_charts_and_weeks_and_teams_that_are_none_are_not()
    {
        await using var home = await Browser.OpenHome();
        await home.Submit();
        await Browser.Asked(home, 1);
        using var lee = await Browser.In(home, "lee");
        var (status, body) = await lee.Get("/digest");
        status.ShouldBe(HttpStatusCode.OK);
        body.ShouldContain("<svg class=\"chart\"");
        body.ShouldContain("/assets/charts.css");
        body.ShouldContain("The week before");
        (await lee.Get("/digest/2100-W01")).ShouldSatisfyAllConditions(
            a => a.Status.ShouldBe(HttpStatusCode.NotFound), a => a.Body.ShouldContain("This week has not begun"), a => a.Body.ShouldNotContain("so far"));
        foreach (var nothing in new[] { "/digest/2026-W99", "/digest/last", "/digest?of=team/nobody", "/digest?of=nonsense" })
            (await lee.Get(nothing)).Status.ShouldBe(HttpStatusCode.NotFound, nothing);
        var (_, styles) = await lee.Get("/assets/charts.css");
        styles.ShouldContain("prefers-color-scheme: dark");
    }

    [Fact]
    public async Task A_period_is_given_as_a_file_and_no_cell_of_it_is_a_formula()
    {
        await using var home = await Browser.OpenHome();
        await home.Submit(title: "=HYPERLINK(1)");
        await Browser.Asked(home, 1);
        using var lee = await Browser.In(home, "lee");
        var day = home.Clock.Now.InZone(NodaTime.DateTimeZone.Utc).Date;
        using var file = await lee.Send(HttpMethod.Get, $"/export?of=requests&from={day:uuuu-MM-dd}&to={day:uuuu-MM-dd}&form=csv");
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        file.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        file.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        (await file.Content.ReadAsStringAsync()).ShouldContain("'=HYPERLINK(1)");
        var (_, none) = await lee.Get("/export?of=requests&from=2020-01-01&to=2020-01-02&form=json");
        none.Trim().ShouldBe("[\n]");
        foreach (var wrong in new[] { "/export", "/export?of=requests&form=csv&from=2026-02-30&to=2026-03-01", "/export?of=requests&form=csv&from=2026-03-02&to=2026-03-01",
            "/export?of=requests&form=csv&from=2026-03-01&to=9999-12-31", "/export?of=requests&form=csv&from=-9998-01-01&to=2026-03-01",
            "/export?of=foo&form=csv&from=2026-03-01&to=2026-03-01", "/export?of=requests&form=xml&from=2026-03-01&to=2026-03-01" })
            (await lee.Get(wrong)).Status.ShouldBe(HttpStatusCode.BadRequest, wrong);
    }

    [Fact]
    public async Task A_period_that_the_record_does_not_prove_is_no_file()
    {
        await using var home = await Browser.OpenHome();
        await home.Submit();
        await Browser.Asked(home, 1);
        await using (var db = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={home.DatabasePath};Pooling=False"))
        {
            await db.OpenAsync();
            await using var change = db.CreateCommand();
            change.CommandText = "update change_event set body = cast(replace(cast(body as text), 'Retry failed refunds', 'Retry other refunds') as blob) where kind = 'submitted'";
            (await change.ExecuteNonQueryAsync()).ShouldBe(1);
        }

        var day = home.Clock.Now.InZone(NodaTime.DateTimeZone.Utc).Date;
        var way = $"/export?of=requests&from={day:uuuu-MM-dd}&to={day:uuuu-MM-dd}&form=csv";
        using var mo = await Browser.In(home, "mo");
        using var lee = await Browser.In(home, "lee");
        var (refused, found) = await mo.Get(way);
        refused.ShouldBe(HttpStatusCode.Conflict);
        found.ShouldContain("CR-1");
        var (_, said) = await lee.Get(way);
        said.ShouldContain("does not prove every line");
        said.ShouldContain("An operator can see");
        said.ShouldNotContain("Retry");
    }

    private static string Loads(string people, string name) => people.Split("<tr").Single(row => row.Contains(name, StringComparison.Ordinal) && row.Contains("data-label=\"Load\"", StringComparison.Ordinal));
}
