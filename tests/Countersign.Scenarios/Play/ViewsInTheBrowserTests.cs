using Countersign.Scenarios.Faults.Rig;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Countersign.Scenarios.Play;

/// <summary>
/// Every view of the playground at both widths, light and dark: without a violation of the accessibility rules, and without a word of
/// complaint from the browser. <c>COUNTERSIGN_SHOTS=folder</c> keeps a picture of each (docs/pictures are such pictures).
/// The longest of the browser's tests: a browser of their own, beside the others.
/// </summary>
public sealed class ViewsInTheBrowserTests(Chromium chromium, ITestOutputHelper output) : IClassFixture<Chromium>
{
    /// <summary>Both widths and both themes in two runs; all four in the long setting, or for pictures.</summary>
    public static TheoryData<int, bool> Windows => Tab.Shots is not null || Long.Wanted
        ? new() { { 1280, false }, { 1280, true }, { 390, false }, { 390, true } }
        : new() { { 1280, false }, { 390, true } };

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task Every_view_is_accessible(int width, bool dark)
    {
        await using var playground = await Playground.Start();
        await using var window = await chromium.Window(width, dark);
        var ana = await Tab.Open(window, playground.Address, "Ana Souza");
        async Task Look(Tab tab, string view) => await Check(tab, $"{view}-{width}-{(dark ? "dark" : "light")}");
        await Look(ana, "guide");

        await ana.Go("payments");
        await ana.Page.Locator("#composer").PressSequentiallyAsync("/signoff ");
        await ana.Page.GetByRole(AriaRole.Option).First.WaitForAsync();
        await Look(ana, "completion");
        await ana.Say("/signoff https://github.com/acme/payments-api/pull/12");
        await ana.Dialog.WaitForAsync();
        await Look(ana, "form");
        await ana.Dialog.Locator("button[type=submit]").ClickAsync();
        await ana.Dialog.Locator("[aria-invalid=true]").First.WaitForAsync();
        await Look(ana, "form-errors");
        await ana.Fill(
            ("Title", "Retry failed refunds"), ("Service", "Payments (critical)"), ("AI tools used", "Claude Code"),
            ("What the AI did", "Wrote the retry loop and its tests."), ("What you checked yourself", "Read every line and ran it against the sandbox."),
            ("Files or folders it touches", "src/Refunds.cs"), ("Tests run and their result", "All 412 pass."), ("Rollback plan", "Revert the commit; no data is touched."));
        await ana.Submit();
        var reviewer = await ana.WhoIsAsked();
        await Look(ana, "author");
        await ana.Go("payments");
        await Look(ana, "channel");
        await ana.Say("/signoff help");
        await ana.Sees("Only visible to you");
        await Look(ana, "private");

        var senior = await Tab.Open(window, playground.Address, reviewer);
        await senior.Go("Countersign");
        await senior.Sees("CR-1");
        await senior.Page.GetByRole(AriaRole.Button, new() { Name = "Close the guide" }).ClickAsync();
        await Look(senior, "reviewer");
        await LookAside(senior, Look);
        await senior.Press("Approve", on: "CR-1");
        await senior.Question.WaitForAsync();
        await Look(senior, "confirm");
        await senior.Question.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Assertions.Expect(senior.Message("CR-1")).ToContainTextAsync("Approved");
        await senior.Page.GetByRole(AriaRole.Tab, new() { Name = "Home" }).ClickAsync();
        await senior.Page.GetByText("Ask for a sign-off").First.WaitForAsync();
        await Look(senior, "home");
        await senior.Page.GetByRole(AriaRole.Button, new() { Name = "Behind the scenes" }).ClickAsync();
        await senior.Page.Locator("#backstage").WaitForAsync();
        await Look(senior, "backstage");
        ana.Errors.ShouldBeEmpty();
        senior.Errors.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task Every_view_of_Teams_is_accessible(int width, bool dark)
    {
        await using var playground = await Playground.Start();
        await using var window = await chromium.Window(width, dark);
        var nils = await TeamsTab.Open(window, playground.Address, "Nils Berg");
        async Task Look(TeamsTab tab, string view) => await Check(tab.Tab, $"teams-{view}-{width}-{(dark ? "dark" : "light")}");
        await nils.Tab.Page.GetByRole(AriaRole.Button, new() { Name = "Close the guide" }).ClickAsync();
        await nils.Tab.Page.Locator("#typing").ClickAsync();
        await nils.Tab.Page.GetByRole(AriaRole.Option).First.WaitForAsync();
        await Look(nils, "completion");
        await nils.Say("new https://github.com/acme/billing/pull/7");
        await nils.Press("Ask for a sign-off", on: "acme/billing #7");
        await nils.Dialog.WaitForAsync();
        await nils.Dialog.Locator(".card-buttons button").Last.ClickAsync();
        await nils.Dialog.Locator("[aria-invalid=true]").First.WaitForAsync();
        await Look(nils, "form-errors");
        await nils.Fill("Retry failed refunds");
        await nils.Dialog.GetByRole(AriaRole.Combobox).Last.FillAsync("a");
        await Look(nils, "picker");
        await nils.Dialog.GetByRole(AriaRole.Combobox).Last.FillAsync("");
        await nils.Submit();
        var reviewer = await nils.WhoIsAsked("Retry failed refunds");
        await nils.Say("help");
        await nils.Sees("what waits for me");
        await Look(nils, "help");

        var senior = await TeamsTab.Open(window, playground.Address, reviewer);
        await senior.Sees("CR-1");
        await LookAside(senior, Look);
        await senior.Unfold("Deny…", on: "CR-1", "It loses refunds that fail twice.");
        await Look(senior, "deny");
        await senior.Go("Billing");
        await senior.Button("Approve", on: "CR-1").WaitForAsync();
        await senior.Say("@Countersign why CR-1");
        await senior.Sees("free now");
        await Look(senior, "channel");
        await senior.Press("Approve", on: "Retry failed refunds");
        await Assertions.Expect(senior.Post("Retry failed refunds")).ToContainTextAsync("Approved");
        await senior.Tab.Page.GetByRole(AriaRole.Button, new() { Name = "Behind the scenes" }).ClickAsync();
        await senior.Tab.Page.Locator("#backstage .act").First.WaitForAsync();
        await Look(senior, "backstage");
        nils.Tab.Errors.ShouldBeEmpty();
        senior.Tab.Errors.ShouldBeEmpty();
    }

    private static async Task LookAside(TeamsTab senior, Func<TeamsTab, string, Task> look)
    {
        await look(senior, "reviewer");
        await senior.Press("More", on: "CR-1");
        await look(senior, "more");
        await senior.Press("More", on: "CR-1");
        await senior.Tab.Page.GetByRole(AriaRole.Button, new() { Name = "Actions and apps" }).ClickAsync();
        await senior.Tab.Page.GetByRole(AriaRole.Menuitem).First.WaitForAsync();
        await look(senior, "apps");
        await senior.Tab.Page.Keyboard.PressAsync("Escape");
    }

    // What opens over a card or beside it, and is closed again.
    private static async Task LookAside(Tab senior, Func<Tab, string, Task> look)
    {
        await senior.OpenPeople();
        await look(senior, "people");
        await senior.Page.Keyboard.PressAsync("Escape");
        await senior.Go("Countersign");
        await senior.Message("CR-1").GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
        await senior.Page.GetByRole(AriaRole.Menuitem).First.WaitForAsync();
        await look(senior, "menu");
        await senior.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Details" }).ClickAsync();
        await senior.Dialog.WaitForAsync();
        await look(senior, "details");
        await senior.Dialog.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).First.ClickAsync();
        await senior.Press("Deny…", on: "CR-1");
        await senior.Dialog.WaitForAsync();
        await look(senior, "deny");
        await senior.Dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(senior.Dialog).ToHaveCountAsync(0);
    }

    private async Task Check(Tab tab, string view)
    {
        if (Tab.Shots is not null)
            await tab.Page.ScreenshotAsync(new() { Path = Path.Combine(Tab.Shots, view + ".png") });
        var found = await tab.Page.RunAxe();
        foreach (var violation in found.Violations)
            output.WriteLine($"{view}: {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(n => n.Html))}");
        found.Violations.ShouldBeEmpty(view);
        // A page that is wider than its window makes people on a phone scroll sideways.
        (await tab.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).ShouldBeTrue($"{view} is too wide");
    }
}
