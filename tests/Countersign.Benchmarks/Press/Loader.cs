using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;

namespace Countersign.Benchmarks.Press;

/// <param name="Rate">Answers of 200 a second.</param>
/// <param name="P50">Milliseconds, as the client sees it.</param>
internal sealed record Measured(double Rate, double P50, double P99, double Worst, long Failed);

/// <summary>Connections that each press, wait for the answer, and press again.</summary>
/// <param name="next">The bytes of the next HTTP request, by a serial number.</param>
internal sealed class Loader(Uri server, Func<long, byte[]> next)
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
        var buffer = new byte[64 * 1024];
        while (watch.Elapsed < duration)
        {
            var request = next(Interlocked.Increment(ref _serial));
            var start = Stopwatch.GetTimestamp();
            await socket.SendAsync(request);
            if (await Answered(socket, buffer))
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            else
                failed++;
        }

        return (times, failed);
    }

    // Every answer measured here has its length; it is read whole, because a card in it is part of the work.
    private static async Task<bool> Answered(Socket socket, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
                throw new IOException("The server closed the connection.");
            length += read;
            if (Whole(buffer.AsSpan(0, length)) is { } good)
                return good;
        }
    }

    /// <returns>Null while there is more to come.</returns>
    private static bool? Whole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return null;
        var at = answer.IndexOf("Content-Length: "u8);
        var body = at >= 0 && Utf8Parser.TryParse(answer[(at + "Content-Length: ".Length)..], out int bytes, out _) ? bytes : 0;
        return answer.Length >= end + 4 + body ? answer.StartsWith("HTTP/1.1 200"u8) : null;
    }
}
