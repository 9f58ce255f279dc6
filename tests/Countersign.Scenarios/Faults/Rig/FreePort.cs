using System.Net;
using System.Net.Sockets;

namespace Countersign.Scenarios.Faults.Rig;

/// <summary>A port of this machine that nobody listens on just now.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var any = new TcpListener(IPAddress.Loopback, 0);
        any.Start();
        return ((IPEndPoint)any.LocalEndpoint).Port;
    }
}
