using Microsoft.Playwright;

namespace Countersign.Scenarios.Play;

/// <summary>The first sign-off without a mouse: Tab, arrows, Enter, Escape, and what one types.</summary>
[Collection(BrowserTests.Name)]
public sealed class KeyboardInTheBrowserTests(Chromium chromium)
{
    [Fact]
    public async Task The_whole_first_signoff_works_by_keyboard_alone()
    {
        await using var playground = await Playground.Start();
        await using var window = await chromium.Window();
        var tab = await Tab.Open(window, playground.Address);
        var keys = tab.Page.Keyboard;

        await Become(tab, "Ana Souza");
        await Reach(tab, "#side .place:has-text('payments')");
        await keys.PressAsync("Enter");
        await Reach(tab, "#composer");
        await keys.TypeAsync("/signoff https://github.com/acme/payments-api/pull/12");
        await keys.PressAsync("Enter");
        await tab.Dialog.WaitForAsync();
        await Type(tab, "Title", "Retry failed refunds");
        await Type(tab, "Files or folders it touches", "src/Refunds.cs");
        await Type(tab, "AI tools used", "Claude Code");
        await Type(tab, "What the AI did", "Wrote the retry loop and its tests.");
        await Type(tab, "What you checked yourself", "Read every line and ran it against the sandbox.");
        await Type(tab, "Rollback plan", "Revert the commit; no data is touched.");
        await Type(tab, "Tests run and their result", "All 412 pass.");
        await Reach(tab, "dialog button[type=submit]");
        await keys.PressAsync("Enter");
        await Assertions.Expect(tab.Dialog).ToHaveCountAsync(0);
        await tab.Sees("is asked");
        var text = await tab.Message("CR-1").InnerTextAsync();
        var reviewer = new[] { "Carla Rossi", "Hugo Martin", "Dev Patel", "Grace Chen" }.First(name => text.Contains($"{name} is asked", StringComparison.Ordinal));

        await Become(tab, reviewer);
        await Reach(tab, "#side .place:has-text('Countersign')");
        await keys.PressAsync("Enter");
        await tab.Sees("CR-1");
        await Reach(tab, "article.message button:has-text('Approve')");
        await keys.PressAsync("Enter");
        await tab.Question.WaitForAsync();
        await Reach(tab, "dialog button:has-text('Approve')");
        await keys.PressAsync("Enter");

        await Assertions.Expect(tab.Message("CR-1")).ToContainTextAsync("Approved");
    }

    [Fact]
    public async Task The_whole_signoff_in_Teams_works_by_keyboard_alone()
    {
        await using var playground = await Playground.Start();
        await using var window = await chromium.Window();
        var tab = await Tab.Open(window, playground.Address);
        var teams = new TeamsTab(tab);
        var keys = tab.Page.Keyboard;

        await Become(tab, "Nils Berg");
        await Reach(tab, "#typing");
        await keys.TypeAsync("new https://github.com/acme/billing/pull/12");
        await keys.PressAsync("Enter");
        await teams.Sees("acme/billing #12");
        await Reach(tab, "#teams article.post:last-child button:has-text('Ask for a sign-off')");
        await keys.PressAsync("Enter");
        await tab.Dialog.WaitForAsync();
        await Type(tab, "Title", "Retry failed refunds");
        await Type(tab, "Files or folders it touches", "src/Refunds.cs");
        await Type(tab, "AI tools used", "Claude Code");
        await Type(tab, "What the AI did", "Wrote the retry loop and its tests.");
        await Type(tab, "What you checked yourself", "Read every line and ran it against the sandbox.");
        await Type(tab, "Rollback plan", "Revert the commit; no data is touched.");
        await Type(tab, "Tests run and their result", "All 412 pass.");
        await Reach(tab, "dialog [role=combobox]");
        await keys.TypeAsync("Ana");
        await keys.PressAsync("Enter");
        await Assertions.Expect(tab.Dialog.Locator(".chip")).ToContainTextAsync("Ana Souza");
        await Reach(tab, "dialog .card-buttons button");
        await keys.PressAsync("Enter");
        await Assertions.Expect(tab.Dialog).ToHaveCountAsync(0);
        var reviewer = await teams.WhoIsAsked("Retry failed refunds");

        await Become(tab, reviewer);
        await teams.Sees("CR-1");
        await Reach(tab, "#teams button:has-text('Deny…')");
        await keys.PressAsync("Enter");
        await keys.TypeAsync("It loses refunds that fail twice.");
        await Reach(tab, "#teams .unfolded:not([hidden]) button:has-text('Deny')");
        await keys.PressAsync("Enter");

        await Assertions.Expect(teams.Post("CR-1")).ToContainTextAsync("Denied");
        // The card was drawn anew under the focus, which stays there.
        (await tab.Page.EvaluateAsync<bool>("document.activeElement.closest('#posts') !== null")).ShouldBeTrue();
    }

    private static async Task Become(Tab tab, string person)
    {
        await Reach(tab, "#top .me");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Reach(tab, $"#seats button:has-text('{person}')");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator("#top .me")).ToContainTextAsync(person);
    }

    private static async Task Type(Tab tab, string label, string text)
    {
        var control = tab.Dialog.GetByLabel(label).First;
        for (var i = 0; i < 60 && !await control.EvaluateAsync<bool>("e => e === document.activeElement"); i++)
            await tab.Page.Keyboard.PressAsync("Tab");
        await tab.Page.Keyboard.PressAsync("Control+A");
        await tab.Page.Keyboard.TypeAsync(text);
        (await control.InputValueAsync()).ShouldBe(text);
    }

    // By Tab alone, from wherever the focus is.
    private static async Task Reach(Tab tab, string selector)
    {
        var target = tab.Page.Locator(selector).Last;
        await target.WaitForAsync();
        for (var i = 0; i < 120; i++)
        {
            if (await target.EvaluateAsync<bool>("e => e === document.activeElement"))
                return;
            await tab.Page.Keyboard.PressAsync("Tab");
        }

        throw new InvalidOperationException($"{selector} can't be reached by the keyboard.");
    }
}
