using System.Diagnostics;
using System.Net.Sockets;
using Countersign.Core.Changes;

namespace Countersign.Benchmarks.Press;

/// <param name="Rate">Answers of 200 a second.</param>
/// <param name="P50">Milliseconds, as the client sees it.</param>
internal sealed record Measured(double Rate, double P50, double P99, double Worst, long Failed);

/// <summary>Connections that each press, wait for the answer, and press again.</summary>
internal sealed class Loader(Uri server, RequestStamp stamp, Func<long, (string User, long Change)> next)
{
    private long _serial;

    public async Task<Measured> Run(int connections, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => Press(watch, duration))));
        var seconds = watch.Elapsed.TotalSeconds;
        var times = all.SelectMany(a => a.Times).Order().ToArray();
        if (times.Length == 0)
            return new Measured(0, 0, 0, 0, all.Sum(a => a.Failed));
        double At(double share) => times[Math.Min(times.Length - 1, (int)(times.Length * share))];
        return new Measured(times.Length / seconds, At(.5), At(.99), times[^1], all.Sum(a => a.Failed));
    }

    private async Task<(List<double> Times, long Failed)> Press(Stopwatch watch, TimeSpan duration)
    {
        var times = new List<double>(100_000);
        var failed = 0L;
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port);
        var buffer = new byte[4096];
        while (watch.Elapsed < duration)
        {
            var serial = Interlocked.Increment(ref _serial);
            var (user, change) = next(serial);
            var request = Presses.Http(server.Authority, user, change, stamp, serial);
            var start = Stopwatch.GetTimestamp();
            await socket.SendAsync(request);
            if (await Answered(socket, buffer))
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            else
                failed++;
        }

        return (times, failed);
    }

    // Every answer measured here is small and has its length: one that is not a 200 ends in a count, not in a figure.
    private static async Task<bool> Answered(Socket socket, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
                throw new IOException("The server closed the connection.");
            length += read;
            var text = buffer.AsSpan(0, length);
            var end = text.IndexOf("\r\n\r\n"u8);
            if (end < 0)
                continue;
            var good = text.StartsWith("HTTP/1.1 200"u8);
            if (good || length > end + 4)
                return good;
        }
    }
}
