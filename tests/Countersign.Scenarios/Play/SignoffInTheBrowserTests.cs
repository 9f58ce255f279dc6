using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Countersign.Scenarios.Play;

/// <summary>The whole job in a real browser, as somebody who tries the playground does it.</summary>
[Collection(BrowserTests.Name)]
public sealed class SignoffInTheBrowserTests(Chromium chromium)
{
    [Fact]
    public async Task A_change_is_asked_for_assigned_with_its_reason_and_approved()
    {
        await using var playground = await Playground.Start();
        await using var window = await chromium.Window();
        var ana = await Tab.Open(window, playground.Address, "Ana Souza");
        await ana.Go("payments");
        await ana.Ask();
        var reviewer = await ana.WhoIsAsked();
        await ana.Sees("free now");

        var senior = await Tab.Open(window, playground.Address, reviewer);
        await senior.Go("Countersign");
        await senior.PressAndConfirm("Approve", on: "CR-1");

        await ana.Sees($"Approved");
        await ana.Go("payments");
        await Assertions.Expect(ana.Message("CR-1")).ToContainTextAsync("Approved");
        await Assertions.Expect(ana.Button("Approve", on: "CR-1")).ToHaveCountAsync(0);
        ana.Errors.ShouldBeEmpty();
        senior.Errors.ShouldBeEmpty();
        await ana.Picture("story-approved");
    }

    [Fact]
    public async Task A_denial_needs_a_reason_and_the_author_reads_it()
    {
        await using var playground = await Playground.Start();
        await using var window = await chromium.Window();
        var (ana, senior) = await Asked(playground, window);

        await senior.Press("Deny…", on: "CR-1");
        await senior.Dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(senior.Dialog.Locator("[aria-invalid=true]")).ToHaveCountAsync(1);
        await senior.Fill(("Why not?", "It loses refunds that fail twice."));
        await senior.Submit();

        await ana.Sees("It loses refunds that fail twice.");
        await ana.Picture("story-denied");
    }

    [Fact]
    public async Task Requested_changes_lead_to_a_second_round_and_its_approval()
    {
        await using var playground = await Playground.Start();
        await using var window = await chromium.Window();
        var (ana, senior) = await Asked(playground, window);

        await senior.Press("Request changes…", on: "CR-1");
        await senior.Fill(("What has to change?", "Please cover a price of zero."));
        await senior.Submit();
        await ana.Sees("Please cover a price of zero.");
        await ana.Say("/signoff update CR-1");
        await ana.Fill(("What you checked yourself", "Covered a price of zero with three tests, and ran them."));
        await ana.Submit();

        await ana.Go("payments");
        await ana.Sees("round 2");
        var again = await Tab.Open(window, playground.Address, await ana.WhoIsAsked());
        await again.Go("Countersign");
        await again.PressAndConfirm("Approve", on: "round 2");
        await ana.Go("Countersign");
        await ana.Sees("approved");
        await again.Picture("story-second-round");
    }

    [Fact]
    public async Task Whoever_declines_hands_it_on()
    {
        await using var playground = await Playground.Start();
        await using var window = await chromium.Window();
        var (ana, senior) = await Asked(playground, window);
        var first = await ana.WhoIsAsked();

        await senior.Choose("Not me: not my area", on: "CR-1");

        await senior.Sees("You are not asked any more");
        await ana.Go("payments");
        await Assertions.Expect(ana.Message("CR-1")).ToContainTextAsync("is asked");
        await Assertions.Expect(ana.Message("CR-1")).Not.ToContainTextAsync($"{first} is asked");
        await senior.Picture("story-declined");
    }

    [Fact]
    public async Task With_everybody_away_it_waits_until_somebody_is_back()
    {
        await using var playground = await Playground.Start();
        await using var window = await chromium.Window();
        // Dev works further east and Grace further west: in the morning or the afternoon of Berlin they are there as well.
        foreach (var senior in (string[])["Carla Rossi", "Hugo Martin", "Dev Patel", "Grace Chen"])
        {
            var tab = await Tab.Open(window, playground.Address, senior);
            await tab.Go("payments");
            await tab.Say("/signoff away until tomorrow");
            await tab.Sees("away");
            await tab.Page.CloseAsync();
        }

        var ana = await Tab.Open(window, playground.Address, "Ana Souza");
        await ana.Go("payments");
        await ana.Ask();
        await Assertions.Expect(ana.Message("CR-1")).ToContainTextAsync("Waiting");
        await ana.Picture("story-waiting");
        var carla = await Tab.Open(window, playground.Address, "Carla Rossi");
        await carla.Go("payments");
        await carla.Say("/signoff back");

        await carla.Go("Countersign");
        await carla.Sees("CR-1");
        await Assertions.Expect(ana.Message("CR-1")).ToContainTextAsync("Carla Rossi");
    }

    [Fact]
    public async Task A_wrong_persons_press_is_refused_in_private()
    {
        await using var playground = await Playground.Start();
        await using var window = await chromium.Window();
        var (ana, _) = await Asked(playground, window);
        var liam = await Tab.Open(window, playground.Address, "Liam Byrne");
        await liam.Go("payments");
        await liam.PressAndConfirm("Approve", on: "CR-1");

        await liam.Sees("Only visible to you");
        await liam.Picture("story-refused");
        await ana.Go("payments");
        await Assertions.Expect(ana.Page.Locator("article.message").Filter(new() { HasText = "Only visible to you" }).Filter(new() { HasText = "senior" })).ToHaveCountAsync(0);
        await Assertions.Expect(ana.Message("CR-1")).ToContainTextAsync("is asked");
    }

    [Fact]
    public async Task Two_tabs_that_approve_and_deny_at_once_make_one_decision()
    {
        await using var playground = await Playground.Start();
        await using var window = await chromium.Window();
        var ana = await Tab.Open(window, playground.Address, "Ana Souza");
        await ana.Go("web-shop");
        await ana.Ask(service: "Web shop (high)", repository: "web");
        var reviewer = await ana.WhoIsAsked();
        var approving = await Tab.Open(window, playground.Address, reviewer);
        await approving.Go("Countersign");
        var denying = await Tab.Open(window, playground.Address, reviewer);
        await denying.Go("Countersign");
        await denying.Press("Deny…", on: "CR-1");
        await denying.Fill(("Why not?", "It loses refunds that fail twice."));

        // The form is the person's, so it covers both tabs: the first one's press goes to the button underneath.
        await Task.WhenAll(
            approving.Button("Approve", on: "CR-1").DispatchEventAsync("click"),
            denying.Dialog.Locator("button[type=submit]").ClickAsync());

        await ana.Go("web-shop");
        await Assertions.Expect(ana.Message("CR-1")).ToContainTextAsync(new Regex("Approved|Denied"));
        await approving.Picture("story-race");
    }

    private static async Task<(Tab Author, Tab Reviewer)> Asked(Playground playground, IBrowserContext window)
    {
        var ana = await Tab.Open(window, playground.Address, "Ana Souza");
        await ana.Go("payments");
        await ana.Ask();
        var senior = await Tab.Open(window, playground.Address, await ana.WhoIsAsked());
        await senior.Go("Countersign");
        await senior.Sees("CR-1");
        return (ana, senior);
    }
}
