using Countersign.Scenarios.Faults.Rig;

namespace Countersign.Scenarios.Play;

/// <summary>The playground as people start it, in a folder of its own.</summary>
internal sealed class Playground : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("countersign-play-");
    private readonly HostProcess _host;

    private Playground(params string[] more)
    {
        Address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        _host = HostProcess.Start(_folder.FullName, ["--port", $"{Address.Port}", .. more]);
    }

    public Uri Address { get; }

    public static async Task<Playground> Start(params string[] more)
    {
        Assert.SkipUnless(Chromium.IsThere, "Needs a browser: apt-get install chromium.");
        var playground = new Playground(more);
        await playground._host.Ready(playground.Address);
        await playground._host.Says("playground:");
        return playground;
    }

    public ValueTask DisposeAsync()
    {
        _host.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
