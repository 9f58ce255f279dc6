using Microsoft.Playwright;

namespace Countersign.Scenarios.Play;

/// <summary>Debian's browser, one for a collection of tests; each test has a profile of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Path = "/usr/bin/chromium";
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static bool IsThere => File.Exists(Path);

    public async ValueTask InitializeAsync()
    {
        if (!IsThere)
            return;
        _playwright = await Playwright.CreateAsync();
        // As long as anything else may take: on a busy machine five seconds are soon over.
        Assertions.SetDefaultExpectTimeout(15_000);
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Path,
            Headless = true,
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <param name="width">In CSS pixels.</param>
    public async Task<IBrowserContext> Window(int width = 1280, bool dark = false)
    {
        Assert.SkipUnless(IsThere, "Needs a browser: apt-get install chromium.");
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 800 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "Europe/Berlin",
        });
        context.SetDefaultTimeout(15_000);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>One at a time: a browser fills a core.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Chromium>
{
    public const string Name = "browser";
}
