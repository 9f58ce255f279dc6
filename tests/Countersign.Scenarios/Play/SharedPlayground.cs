namespace Countersign.Scenarios.Play;

/// <summary>One playground for all tests of a class.</summary>
public sealed class SharedPlayground : IAsyncLifetime
{
    private Playground? _playground;

    /// <summary>Without a browser there is none; its tests are skipped then.</summary>
    public Uri Address => _playground?.Address ?? new Uri("http://127.0.0.1/");

    public async ValueTask InitializeAsync() => _playground = Chromium.IsThere ? await Playground.Start() : null;

    public ValueTask DisposeAsync() => _playground?.DisposeAsync() ?? ValueTask.CompletedTask;
}
