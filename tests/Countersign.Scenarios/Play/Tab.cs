using Microsoft.Playwright;

namespace Countersign.Scenarios.Play;

/// <summary>One tab with the playground's page and its Slack half (the other is <see cref="TeamsTab"/>), used as a person uses it: by what can be read on it.</summary>
internal sealed class Tab(IPage page)
{
    /// <summary>Those who can be asked to review payments on a Berlin morning.</summary>
    private static readonly string[] Seniors = ["Carla Rossi", "Hugo Martin", "Dev Patel", "Grace Chen", "Emma Lind", "Keiko Tanaka", "Jonas Weber"];

    /// <summary>The folder for pictures; null when none are wanted.</summary>
    public static string? Shots { get; } = Environment.GetEnvironmentVariable("COUNTERSIGN_SHOTS");

    public IPage Page => page;

    public ILocator Dialog => page.GetByRole(AriaRole.Dialog);

    /// <summary>The question before a press.</summary>
    public ILocator Question => page.GetByRole(AriaRole.Alertdialog);

    private ILocator Composer => page.Locator("#composer");

    public static async Task<Tab> Open(IBrowserContext window, Uri address, string? person = null)
    {
        var page = await window.NewPageAsync();
        var tab = new Tab(page);
        page.PageError += (_, error) => tab.Errors.Add(error);
        page.Console += (_, line) =>
        {
            if (line.Type == "error")
                tab.Errors.Add(line.Text);
        };
        await page.GotoAsync(address.ToString());
        await page.Locator("#top .me").WaitForAsync();
        if (person is not null)
            await tab.Be(person);
        return tab;
    }

    /// <summary>What the browser complained of; a page in order leaves this empty.</summary>
    public List<string> Errors { get; } = [];

    public async Task Be(string person)
    {
        await OpenPeople();
        await page.Locator("#seats button").Filter(new() { HasText = person }).ClickAsync();
        await Assertions.Expect(page.Locator("#top .me")).ToContainTextAsync(person);
    }

    public async Task OpenPeople()
    {
        await page.Locator("#top .me").ClickAsync();
        await page.Locator("#seats").WaitForAsync();
    }

    /// <param name="place">A channel's name, or Countersign for the direct message.</param>
    public async Task Go(string place)
    {
        // A tab behind another one is drawn seldom.
        await page.BringToFrontAsync();
        await Turn("Slack");
        await OpenDrawer();
        await page.Locator("#side .place").Filter(new() { Has = page.Locator($".place-name:text-is('{place}')") }).ClickAsync();
        await Assertions.Expect(page.Locator("#talk .head h2")).ToContainTextAsync(place);
        await Composer.WaitForAsync();
    }

    public async Task Say(string text)
    {
        await Composer.FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
    }

    /// <summary>The newest message that holds these words.</summary>
    public ILocator Message(string words) => page.Locator("article.message").Filter(new() { HasText = words }).Last;

    public Task Sees(string words) => Message(words).WaitForAsync();

    public async Task Press(string button, string on) =>
        await Button(button, on).ClickAsync();

    /// <summary>By what stands on it: what a screen reader says of it names the request too.</summary>
    public ILocator Button(string button, string on) => Message(on).Locator($"button:text-is('{button}')");

    /// <summary>Presses, and says yes to the confirmation.</summary>
    public async Task PressAndConfirm(string button, string on)
    {
        await Press(button, on);
        await Question.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
    }

    public async Task Choose(string option, string on)
    {
        await Message(on).GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = option }).ClickAsync();
    }

    public async Task Fill(params (string Field, string Value)[] fields)
    {
        foreach (var (field, value) in fields)
        {
            var control = Dialog.GetByLabel(field).First;
            if (await control.EvaluateAsync<string>("e => e.tagName") == "SELECT")
                await control.SelectOptionAsync(new SelectOptionValue { Label = value });
            else
                await control.FillAsync(value);
        }
    }

    public async Task Submit()
    {
        await Dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(Dialog).ToHaveCountAsync(0);
    }

    /// <summary>Keeps a picture of what stands there, at both widths, light and dark, when pictures are wanted.</summary>
    public async Task Picture(string name)
    {
        if (Shots is null)
            return;
        foreach (var (width, height) in ((int, int)[])[(1280, 800), (390, 844)])
            foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await page.SetViewportSizeAsync(width, height);
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"{name}-{width}-{(scheme == ColorScheme.Dark ? "dark" : "light")}.png") });
            }
    }

    /// <summary>Asks for a sign-off of payments by the form.</summary>
    public async Task Ask(string title = "Retry failed refunds", string service = "Payments (critical)", string repository = "payments-api")
    {
        await Say($"/signoff https://github.com/acme/{repository}/pull/12");
        await Dialog.WaitForAsync();
        await Fill(
            ("Title", title), ("Service", service), ("AI tools used", "Claude Code"), ("What the AI did", "Wrote the retry loop and its tests."),
            ("What you checked yourself", "Read every line and ran it against the sandbox."),
            ("Files or folders it touches", "src/Refunds.cs"), ("Tests run and their result", "All 412 pass."), ("Rollback plan", "Revert the commit; no data is touched."));
        await Submit();
    }

    /// <summary>Who is asked, as the author reads it in the direct message.</summary>
    public async Task<string> WhoIsAsked(string request = "CR-1")
    {
        await Go("Countersign");
        var note = page.Locator("article.message").Filter(new() { HasText = request }).Filter(new() { HasText = "is with" }).Last;
        await note.WaitForAsync();
        var text = await note.InnerTextAsync();
        return Seniors.Where(text.Contains).MinBy(name => text.IndexOf(name, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"Nobody known is asked: {text}");
    }

    /// <summary>Where only one half has room, to that one.</summary>
    public async Task Turn(string half)
    {
        var to = page.Locator($".which-one.to-{half.ToLowerInvariant()}");
        if (await to.IsVisibleAsync() && await to.GetAttributeAsync("aria-pressed") == "false")
            await to.ClickAsync();
    }

    /// <summary>On a phone the places are behind a button.</summary>
    public async Task OpenDrawer()
    {
        var drawer = page.GetByRole(AriaRole.Button, new() { Name = "Conversations" });
        if (await drawer.IsVisibleAsync() && await drawer.GetAttributeAsync("aria-expanded") == "false")
            await drawer.ClickAsync();
    }
}
