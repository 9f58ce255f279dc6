using Microsoft.Playwright;

namespace Countersign.Scenarios.Play;

/// <summary>The Teams half of a tab, used as a person uses it.</summary>
internal sealed class TeamsTab(Tab tab)
{
    /// <summary>Those who can be asked to review billing, and who are in Teams.</summary>
    private static readonly string[] Seniors = ["Mara Novak", "Olu Adeyemi"];

    public Tab Tab => tab;

    public ILocator Dialog => tab.Dialog;

    private ILocator Half => tab.Page.Locator("#teams");

    private ILocator Typing => tab.Page.Locator("#typing");

    public static async Task<TeamsTab> Open(IBrowserContext window, Uri address, string person)
    {
        var tab = await Tab.Open(window, address, person);
        await tab.Turn("Teams");
        return new TeamsTab(tab);
    }

    /// <param name="place">A channel's or chat's name, or Countersign for the personal chat.</param>
    public async Task Go(string place)
    {
        // A tab behind another one is drawn seldom.
        await tab.Page.BringToFrontAsync();
        await tab.Turn("Teams");
        await tab.OpenDrawer();
        await tab.Page.Locator("#chats .place").Filter(new() { Has = tab.Page.Locator($".place-name:text-is('{place}')") }).ClickAsync();
        await Assertions.Expect(Half.Locator(".head h2")).ToContainTextAsync(place);
    }

    public async Task Say(string text)
    {
        await Typing.FillAsync(text);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Send in Teams" }).ClickAsync();
    }

    /// <summary>The newest message that holds these words.</summary>
    public ILocator Post(string words) => Half.Locator("article.post").Filter(new() { HasText = words }).Last;

    public Task Sees(string words) => Post(words).WaitForAsync();

    public ILocator Button(string button, string on) => Post(on).Locator($".card-buttons button:text-is('{button}'):visible");

    public Task Press(string button, string on) => Button(button, on).Last.ClickAsync();

    /// <summary>Opens what unfolds under a button, and fills in its one field.</summary>
    public async Task Unfold(string button, string on, string text)
    {
        await Press(button, on);
        await Post(on).Locator(".unfolded:not([hidden]) textarea").FillAsync(text);
    }

    public async Task Submit()
    {
        await Dialog.Locator(".card-buttons button").Last.ClickAsync();
        await Assertions.Expect(Dialog).ToHaveCountAsync(0);
    }

    /// <summary>Asks for a sign-off of billing: the command, its card's button, the form.</summary>
    public async Task Ask(string title)
    {
        await Go("Countersign");
        await Say("new https://github.com/acme/billing/pull/7");
        await Press("Ask for a sign-off", on: "acme/billing #7");
        await Dialog.WaitForAsync();
        await Fill(title);
        await Submit();
    }

    public Task Fill(string title) => tab.Fill(
        ("Title", title), ("AI tools used", "Claude Code"), ("What the AI did", "Wrote the retry loop and its tests."),
        ("What you checked yourself", "Read every line and ran it against the sandbox."),
        ("Files or folders it touches", "src/Refunds.cs"), ("Tests run and their result", "All 412 pass."), ("Rollback plan", "Revert the commit; no data is touched."));

    /// <summary>Who is asked, as the author reads it in the chat.</summary>
    public async Task<string> WhoIsAsked(string title)
    {
        var note = Half.Locator("article.post").Filter(new() { HasText = title }).Filter(new() { HasText = "is with" }).Last;
        await note.WaitForAsync();
        var text = await note.InnerTextAsync();
        return Seniors.Where(text.Contains).MinBy(name => text.IndexOf(name, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"Nobody known is asked: {text}");
    }
}
