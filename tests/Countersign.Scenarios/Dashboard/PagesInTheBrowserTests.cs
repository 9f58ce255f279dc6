using Countersign.Playground.Slack;
using Countersign.Scenarios.Faults.Rig;
using Countersign.Scenarios.House;
using Countersign.Scenarios.Play;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NodaTime;

namespace Countersign.Scenarios.Dashboard;

/// <summary>
/// The dashboard in a real browser: every page at both widths, light and dark, without a violation of the accessibility rules; in by the
/// link and out by the button, by keyboard. <c>COUNTERSIGN_SHOTS=folder</c> keeps a picture of each.
/// </summary>
public sealed class PagesInTheBrowserTests(Chromium chromium, ITestOutputHelper output) : IClassFixture<Chromium>
{
    private static readonly string[] Rooms = ["", "?turn=mine", "people", "digest", "ledger", "policy", "requests/1", "requests/99999"];

    /// <summary>Both widths and both themes in two runs; all four in the long setting, or for pictures.</summary>
    public static TheoryData<int, bool> Windows => Tab.Shots is not null || Long.Wanted
        ? new() { { 1280, false }, { 1280, true }, { 390, false }, { 390, true } }
        : new() { { 1280, true }, { 390, false } };

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task Every_page_is_accessible(int width, bool dark)
    {
        await using var home = await Busy();
        await using var window = await chromium.Window(width, dark);
        var (page, errors) = await Open(window);
        string name(string view) => $"dashboard-{view}-{width}-{(dark ? "dark" : "light")}";

        await page.GotoAsync((await Browser.LinkOf(home, "lee")).AbsoluteUri);
        await Check(page, name("sign-in"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Queue" }).WaitForAsync();
        foreach (var room in Rooms)
        {
            await page.GotoAsync($"{home.Address}{room}");
            await Check(page, name(room.Trim('?').Replace('/', '-').Replace('=', '-') is { Length: > 0 } view ? view : "queue"));
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByText("You are signed out.").WaitForAsync();
        await Check(page, name("signed-out"));
        errors.RemoveAll(e => e.Contains("404", StringComparison.Ordinal));
        errors.ShouldBeEmpty();
    }

    /// <summary>Words without a break, in the two narrowest and the widest place where people read.</summary>
    [Theory]
    [InlineData(390)]
    [InlineData(720)]
    [InlineData(1280)]
    public async Task Words_without_a_break_make_no_page_wider_and_take_no_room_from_the_clock(int width)
    {
        Assert.SkipUnless(Chromium.IsThere, "Needs a browser: apt-get install chromium.");
        await using var home = await Browser.OpenHome(Endless.Policy);
        await home.Submit(title: Endless.Title, service: $"{Endless.Service} (critical)");
        await Browser.Asked(home, 1);
        await using var window = await chromium.Window(width);
        var (page, _) = await Open(window);
        await page.GotoAsync((await Browser.LinkOf(home, "lee")).AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Queue" }).WaitForAsync();
        (await page.EvaluateAsync<double>("document.querySelector('td.clock').getBoundingClientRect().width")).ShouldBeGreaterThan(150);
        foreach (var room in Rooms)
        {
            await page.GotoAsync($"{home.Address}{room}");
            await Check(page, $"dashboard-endless-{(room.Length == 0 ? "queue" : room.Replace('/', '-').Replace('?', '-'))}-{width}");
            (await page.EvaluateAsync<string[]>(Endless.Clipped)).ShouldBeEmpty(room);
        }
    }

    [Fact]
    public async Task One_comes_in_looks_around_and_leaves_by_keyboard_alone()
    {
        await using var home = await Busy();
        await using var window = await chromium.Window();
        var (page, errors) = await Open(window);
        await page.GotoAsync((await Browser.LinkOf(home, "lee")).AbsoluteUri);
        await Reach(page, "button.main");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Queue" }).WaitForAsync();

        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("document.activeElement.className")).ShouldBe("skip");
        await page.Keyboard.PressAsync("Enter");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("main");
        await Reach(page, "td.what a");
        (await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle")).ShouldBe("solid");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "History" }).WaitForAsync();
        await Reach(page, ".who button");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("You are signed out.").WaitForAsync();
        await page.GotoAsync(home.Address.ToString());
        await page.GetByText("Ask me for a link in chat").WaitForAsync();
        errors.RemoveAll(e => e.Contains("401", StringComparison.Ordinal));
        errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_rules_find_what_is_wrong_where_something_is()
    {
        await using var home = await Browser.OpenHome();
        await using var window = await chromium.Window();
        var (page, _) = await Open(window);
        await page.GotoAsync(home.Address.ToString());
        (await page.RunAxe()).Violations.ShouldBeEmpty();
        await page.EvaluateAsync("document.documentElement.removeAttribute('lang'); document.querySelector('h1').style.color = '#eee'");
        (await page.RunAxe()).Violations.Select(v => v.Id).ShouldBe(["color-contrast", "html-has-lang"], ignoreOrder: true);
    }

    [Fact]
    public async Task In_the_playground_it_stands_open_under_a_path_of_its_own()
    {
        await using var playground = await Play.Playground.Start();
        await using var window = await chromium.Window();
        var (page, errors) = await Open(window);
        await page.GotoAsync($"{playground.Address}dashboard/");
        await page.GetByText("Nothing is open. Enjoy the quiet.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "People" }).ClickAsync();
        await page.GetByText("12 people who review").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the chats" }).ClickAsync();
        await page.Locator("#composer").WaitForAsync();
        errors.ShouldBeEmpty();
    }

    /// <summary>Requests in several states, some of them late, and a rotation.</summary>
    private static async Task<Home> Busy()
    {
        Assert.SkipUnless(Chromium.IsThere, "Needs a browser: apt-get install chromium.");
        var home = await Browser.OpenHome(Town.Policy + """

            rotations:
              - { id: payments-duty, services: [payments], people: [lee, kim], every: week, hands_over: mon 09:00, zone: UTC, starts: 2026-11-02 }
            """);
        await home.Submit(destruction: "It deletes something", rollback: "Restore the nightly backup.");
        await home.Submit(title: "Round prices half to even, in every currency that the shop knows, whatever its number of digits");
        await Browser.Submit(home, "Wider buttons");
        await Browser.Asked(home, 3);
        await home.As("lee").Sees("CR-3");
        await home.As("lee").Click("I'm on it", on: "CR-3");
        await home.As("kim").Sees("CR-2");
        await home.As("kim").Click("Request changes…", on: "CR-2");
        (await home.As("kim").Gives("Say what happens to amounts below zero.")).Outcome.ShouldBe(Submitted.Closed);
        home.Advance(Duration.FromMinutes(100));
        await home.Submit(title: "Cache the product list for a minute");
        return home;
    }

    private static async Task<(IPage Page, List<string> Errors)> Open(IBrowserContext window)
    {
        var page = await window.NewPageAsync();
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, line) =>
        {
            if (line.Type is "error" or "warning")
                errors.Add(line.Text);
        };
        return (page, errors);
    }

    private static async Task Reach(IPage page, string what)
    {
        for (var i = 0; i < 60; i++)
        {
            if (await page.EvaluateAsync<bool>("what => document.activeElement.matches(what)", what))
                return;
            await page.Keyboard.PressAsync("Tab");
        }

        throw new InvalidOperationException($"Tab does not reach {what}.");
    }

    private async Task Check(IPage page, string view)
    {
        if (Tab.Shots is not null)
            await page.ScreenshotAsync(new() { Path = Path.Combine(Tab.Shots, view + ".png"), FullPage = true });
        // The page runs no script of its own, and its policy allows none: the rules are brought in from outside.
        var found = await page.RunAxe();
        foreach (var violation in found.Violations)
            output.WriteLine($"{view}: {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(n => n.Html))}");
        found.Violations.ShouldBeEmpty(view);
        // WCAG 2.2, 2.5.8: what is pressed is 24 pixels high at least, unless it stands in a sentence or a table's cell.
        (await page.EvaluateAsync<string[]>("[...document.querySelectorAll('nav a, button, select, input:not([type=hidden])')].filter(e => e.getBoundingClientRect().height < 24).map(e => e.outerHTML)"))
            .ShouldBeEmpty(view);
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).ShouldBeTrue($"{view} is too wide");
    }
}
