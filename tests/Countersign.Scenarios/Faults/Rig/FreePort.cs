using System.Net;
using System.Net.Sockets;

namespace Countersign.Scenarios.Faults.Rig;

/// <summary>
/// Ports of this machine that nobody listens on. Each is given once, and from below those that the system gives to whoever asks for any:
/// otherwise another test's connection may take it before the process that it is for is up.
/// </summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int Count = 10_000;
    private static int _next = Environment.ProcessId * 131 % Count;

    public static int Next()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; the next one.
            }
        }
    }
}
