using Microsoft.Playwright;

namespace Countersign.Scenarios.Play;

/// <summary>The Teams half does what the Slack half does. One playground for all: each test has a request of its own, told by its title.</summary>
[Collection(BrowserTests.Name)]
public sealed class TeamsInTheBrowserTests(Chromium chromium, SharedPlayground shared) : IClassFixture<SharedPlayground>
{
    private readonly Uri _address = shared.Address;

    [Fact]
    public async Task A_change_is_asked_for_shown_to_each_as_is_theirs_and_approved()
    {
        await using var window = await chromium.Window();
        var (nils, senior) = await Asked(window, "Round half to even");
        await senior.Go("Billing");
        await Assertions.Expect(senior.Button("Approve", on: "Round half to even")).ToHaveCountAsync(1);
        await nils.Go("Billing");
        await nils.Sees("Round half to even");
        await Assertions.Expect(nils.Post("Round half to even").Locator(".card-buttons")).ToHaveCountAsync(0);

        await senior.Go("Countersign");
        await senior.Press("Approve", on: "Round half to even");
        await Assertions.Expect(senior.Post("Round half to even")).ToContainTextAsync("Approved");
        await Assertions.Expect(senior.Button("Approve", on: "Round half to even")).ToHaveCountAsync(0);
        await senior.Tab.Picture("teams-story-approved");
        await Assertions.Expect(nils.Post("Round half to even")).ToContainTextAsync("Approved");
        await senior.Go("Billing");
        await Assertions.Expect(senior.Post("Round half to even")).ToContainTextAsync("Approved");
        await Assertions.Expect(senior.Post("Round half to even").Locator(".card-buttons")).ToHaveCountAsync(0);
        nils.Tab.Errors.ShouldBeEmpty();
        senior.Tab.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_denial_needs_a_reason_and_the_author_reads_it()
    {
        await using var window = await chromium.Window();
        var (nils, senior) = await Asked(window, "Forget old invoices");
        await senior.Press("Deny…", on: "Forget old invoices");
        await senior.Press("Deny", on: "Forget old invoices");
        await Assertions.Expect(senior.Post("Forget old invoices").Locator("[aria-invalid=true]")).ToBeFocusedAsync();
        await senior.Tab.Picture("teams-story-denied");
        await senior.Post("Forget old invoices").Locator("[aria-invalid=true]").FillAsync("The law wants them for ten years.");
        await senior.Press("Deny", on: "Forget old invoices");

        await Assertions.Expect(senior.Post("Forget old invoices")).ToContainTextAsync("Denied");
        await nils.Go("Countersign");
        await nils.Sees("The law wants them for ten years.");
    }

    [Fact]
    public async Task Requested_changes_lead_to_a_second_round_which_nobody_else_can_begin()
    {
        await using var window = await chromium.Window();
        var (nils, senior) = await Asked(window, "Send reminders");
        var number = (await senior.Post("Send reminders").InnerTextAsync()).Split(' ', '\n').First(word => word.StartsWith("CR-", StringComparison.Ordinal));
        await senior.Unfold("Request changes…", on: "Send reminders", "Please cover a price of zero.");
        await senior.Press("Request changes", on: "Send reminders");
        await nils.Go("Countersign");
        await nils.Sees("Please cover a price of zero.");

        // In a group chat everybody sees the button; whose it is not is told so, alone.
        await nils.Go("Billing reviews");
        await nils.Say($"@Countersign update {number}");
        var ana = await TeamsTab.Open(window, _address, "Ana Souza");
        await ana.Go("Billing reviews");
        await ana.Post(number).Locator(".card-buttons button").First.ClickAsync();
        await Assertions.Expect(ana.Dialog).ToContainTextAsync("author");
        await Assertions.Expect(nils.Dialog).ToHaveCountAsync(0);
        await ana.Tab.Picture("teams-story-refused");
        await ana.Tab.Page.Keyboard.PressAsync("Escape");

        await nils.Tab.Page.BringToFrontAsync();
        await nils.Post(number).Locator(".card-buttons button").First.ClickAsync();
        await nils.Dialog.WaitForAsync();
        await nils.Tab.Fill(("What you checked yourself", "Covered a price of zero with three tests, and ran them."));
        await nils.Submit();
        await senior.Go("Countersign");
        await senior.Sees("round 2");
        await senior.Press("Approve", on: "round 2");
        await Assertions.Expect(senior.Post("round 2")).ToContainTextAsync("Approved");
    }

    [Fact]
    public async Task Whoever_declines_hands_it_on()
    {
        await using var window = await chromium.Window();
        var (nils, senior) = await Asked(window, "Merge two ledgers");
        await senior.Press("More", on: "Merge two ledgers");
        await senior.Press("Not me: not my area", on: "Merge two ledgers");
        await Assertions.Expect(senior.Button("Approve", on: "Merge two ledgers")).ToHaveCountAsync(0);
        await nils.Go("Billing");
        var first = await senior.Tab.Page.Locator("#top .me strong").InnerTextAsync();
        await Assertions.Expect(nils.Post("Merge two ledgers")).ToContainTextAsync("is asked");
        await Assertions.Expect(nils.Post("Merge two ledgers")).Not.ToContainTextAsync($"{first} is asked");
    }

    [Fact]
    public async Task The_message_extension_opens_the_form_beside_the_box_and_on_a_message()
    {
        await using var window = await chromium.Window();
        var ana = await TeamsTab.Open(window, _address, "Ana Souza");
        await ana.Go("General");
        await ana.Tab.Page.GetByRole(AriaRole.Button, new() { Name = "Actions and apps" }).ClickAsync();
        await ana.Tab.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Ask for a sign-off" }).ClickAsync();
        await ana.Dialog.WaitForAsync();
        await ana.Tab.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(ana.Dialog).ToHaveCountAsync(0);

        await ana.Say("Ready for review: https://github.com/acme/web/pull/44");
        await ana.Post("pull/44").GetByRole(AriaRole.Button, new() { Name = "More options" }).ClickAsync();
        await ana.Tab.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Ask for a sign-off" }).ClickAsync();
        await Assertions.Expect(ana.Dialog.GetByLabel("Link to the change")).ToHaveValueAsync("https://github.com/acme/web/pull/44");
        await ana.Fill("Cache prices");
        await ana.Submit();
        await ana.Go("Web shop");
        await ana.Sees("Cache prices");
    }

    [Fact]
    public async Task The_app_is_removed_and_added_again()
    {
        await using var window = await chromium.Window();
        var ines = await TeamsTab.Open(window, _address, "Inês Costa");
        await ines.Tab.Page.GetByRole(AriaRole.Button, new() { Name = "About this app" }).ClickAsync();
        await ines.Tab.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Remove Countersign" }).ClickAsync();
        await ines.Tab.Page.GetByRole(AriaRole.Button, new() { Name = "Add Countersign" }).ClickAsync();
        await ines.Say("list");
        await ines.Sees("Nothing waits");
    }

    [Fact]
    public async Task The_guide_leads_to_a_signoff_in_Slack_and_then_across_to_Teams()
    {
        await using var window = await chromium.Window();
        var tab = await Tab.Open(window, _address);
        var guide = tab.Page.Locator("#guide");
        async Task Next(string button) => await guide.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        async Task AskInSlack(string title)
        {
            await Next("Type it for me");
            await tab.Page.Keyboard.PressAsync("Enter");
            await tab.Dialog.WaitForAsync();
            await tab.Dialog.GetByRole(AriaRole.Button, new() { Name = "Fill in an example" }).ClickAsync();
            await tab.Fill(("Title", title));
            await tab.Submit();
            await Next("Become");
        }

        await AskInSlack("Retry refunds");
        await tab.PressAndConfirm("Approve", on: "Retry refunds");
        await Next("Now approve one in Teams");
        await Next("Become Ana Souza");
        await AskInSlack("Number invoices");
        var teams = new TeamsTab(tab);
        await teams.Press("Approve", on: "Number invoices");
        await Assertions.Expect(teams.Post("Number invoices")).ToContainTextAsync("Approved");
        await Assertions.Expect(guide).ToContainTextAsync("Asked in Slack, answered in Teams");
        await tab.Be("Ana Souza");
        await tab.Go("Countersign");
        await Assertions.Expect(tab.Message("Number invoices")).ToContainTextAsync("pproved");
        await teams.Go("Billing");
        await teams.Sees("Number invoices");
        await tab.Picture("teams-across");
        tab.Errors.ShouldBeEmpty();
    }

    private async Task<(TeamsTab Author, TeamsTab Reviewer)> Asked(IBrowserContext window, string title)
    {
        var nils = await TeamsTab.Open(window, _address, "Nils Berg");
        await nils.Ask(title);
        var senior = await TeamsTab.Open(window, _address, await nils.WhoIsAsked(title));
        await senior.Go("Countersign");
        await senior.Sees(title);
        return (nils, senior);
    }
}
