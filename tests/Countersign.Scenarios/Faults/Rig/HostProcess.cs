using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Countersign.Scenarios.Faults.Rig;

/// <summary>What a verb of the command line came to.</summary>
internal sealed record Outcome(int ExitCode, string Out, string Error, TimeSpan Took)
{
    public string All => Out + Error;
}

/// <summary>The built host as a process of its own: it can be killed, stopped and started again.</summary>
internal sealed class HostProcess : IDisposable
{
    private static readonly string Dll = Path.Combine(AppContext.BaseDirectory, "Countersign.Host.dll");

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines;
    private readonly Stopwatch _since;
    private bool _disposed;

    private HostProcess(Process process, ConcurrentQueue<string> lines, Stopwatch since) =>
        (_process, _lines, _since) = (process, lines, since);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Everything it has written, errors too.</summary>
    public string Output => string.Join('\n', _lines);

    public static HostProcess Start(string folder, string[] command, IReadOnlyList<string>? under = null)
    {
        string[] all = [.. under ?? [], "dotnet", Dll, .. command];
        var start = new ProcessStartInfo(all[0], all[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Settings meant for whoever runs the tests must not reach the bot.
        start.Environment.Remove("ASPNETCORE_URLS");
        // Many short lives: compiling fully at once costs more than it earns.
        start.Environment["DOTNET_TieredPGO"] = "0";
        var lines = new ConcurrentQueue<string>();
        var since = Stopwatch.StartNew();
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new HostProcess(process, lines, since);

        void Keep(string? line)
        {
            if (line is null)
                return;
            lines.Enqueue(line);
            while (lines.Count > 2_000)
                lines.TryDequeue(out var _);
        }
    }

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<Outcome> Run(string folder, params string[] command)
    {
        using var host = Start(folder, command);
        var code = await host.Exit(TimeSpan.FromSeconds(60));
        return new Outcome(code, "", host.Output, host._since.Elapsed);
    }

    /// <returns>How long it took from the start of the process.</returns>
    public async Task<TimeSpan> Ready(Uri address, string health = "ready")
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        var ready = new Uri(address, "/health/" + health);
        while (_since.Elapsed < TimeSpan.FromSeconds(60))
        {
            if (HasExited)
                throw new InvalidOperationException($"The host ended with {_process.ExitCode}:\n{Output}");
            try
            {
                using var answer = await http.GetAsync(ready);
                if (answer.IsSuccessStatusCode)
                    return _since.Elapsed;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
            {
                // Nobody listens yet.
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"The host did not become ready:\n{Output}");
    }

    /// <summary>Waits until it has written these words.</summary>
    public async Task Says(string words)
    {
        while (!Output.Contains(words, StringComparison.Ordinal))
        {
            if (HasExited || _since.Elapsed > TimeSpan.FromSeconds(60))
                throw new TimeoutException($"The host did not say “{words}”:\n{Output}");
            await Task.Delay(10);
        }
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an orchestrator stops it.</summary>
    public async Task<int> Stop(TimeSpan atMost)
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return await Exit(atMost);
    }

    public async Task<int> Exit(TimeSpan atMost)
    {
        using var limit = new CancellationTokenSource(atMost);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The host did not end within {atMost.TotalSeconds} s:\n{Output}");
        }

        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
