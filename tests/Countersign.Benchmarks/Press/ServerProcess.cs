using System.Diagnostics;
using System.Net.Sockets;

namespace Countersign.Benchmarks.Press;

/// <summary>A server in a process of its own, so that its memory, processor time and garbage are its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public double MemoryMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    public static async Task<ServerProcess> Start(int port, params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
            info.ArgumentList.Add(argument);
        var process = Process.Start(info) ?? throw new InvalidOperationException("The server did not start.");
        Uri? said = null;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith("listening ", StringComparison.Ordinal) == true)
                said = new Uri(line.Data["listening ".Length..]);
        };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        for (var i = 0; i < 600; i++)
        {
            var address = port > 0 ? new Uri($"http://127.0.0.1:{port}") : said;
            if (address is not null && await IsReady(address))
                return new ServerProcess(process, address);
            if (process.HasExited)
                throw new InvalidOperationException($"The server ended with {process.ExitCode}.");
            await Task.Delay(50);
        }

        process.Kill();
        throw new TimeoutException("The server did not become ready.");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> IsReady(Uri address)
    {
        try
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(1) };
            return (await http.GetAsync(new Uri(address, "/health/ready"))).IsSuccessStatusCode;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
