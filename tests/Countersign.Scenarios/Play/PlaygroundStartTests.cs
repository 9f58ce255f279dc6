using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Countersign.Scenarios.Faults.Rig;

namespace Countersign.Scenarios.Play;

/// <summary>The playground as a process of its own: where it starts, where it refuses, what it remembers.</summary>
[Collection(FaultTests.Name)]
public sealed class PlaygroundStartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("countersign-play-");
    private readonly int _port = FreePort();

    private Uri Address => new($"http://127.0.0.1:{_port}");

    private string Database => Path.Combine(_folder.FullName, "data", "playground", "countersign.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Without_any_setting_it_serves_its_page_to_this_machine_alone()
    {
        using var host = Start();
        await host.Ready(Address);

        host.Output.ShouldContain($"playground: {Address.AbsoluteUri.TrimEnd('/')}");
        using var http = new HttpClient();
        using var page = await http.GetAsync(Address, TestContext.Current.CancellationToken);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("default-src 'none'");
        foreach (var outside in OutsideAddresses())
            (await Connects(outside)).ShouldBeFalse($"{outside} reaches the playground");
    }

    [Theory]
    [InlineData("""{ "Slack": { "BotToken": "xoxb-1" } }""", "Slack:BotToken")]
    [InlineData("""{ "Slack": { "SigningSecretFile": "/run/secrets/slack" } }""", "Slack:SigningSecretFile")]
    [InlineData("""{ "Storage": { "Path": "x.db" } }""", "Storage:Path")]
    [InlineData("""{ "Policy": { "Path": "policy.yaml" } }""", "Policy:Path")]
    [InlineData("""{ broken""", "is not JSON")]
    public async Task Beside_anything_of_a_real_bot_it_refuses(string settings, string named)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "appsettings.json"), settings, TestContext.Current.CancellationToken);
        var refused = await HostProcess.Run(_folder.FullName, "--port", $"{_port}");
        refused.ExitCode.ShouldBe(2, refused.All);
        refused.All.ShouldContain("This is no place to play:");
        refused.All.ShouldContain(named);
        Directory.Exists(Path.Combine(_folder.FullName, "data")).ShouldBeFalse();
    }

    [Fact]
    public async Task It_remembers_until_it_is_reset()
    {
        long made;
        using (var host = Start("--seed-history"))
        {
            await host.Ready(Address);
            made = new RecordFile(Database).Count("select count(*) from change_request");
            (await host.Stop(TimeSpan.FromSeconds(40))).ShouldBe(0, host.Output);
        }

        made.ShouldBeGreaterThan(200);
        (await HostProcess.Run(_folder.FullName, "ledger", "verify", "--database", Database)).ExitCode.ShouldBe(0);
        var twice = await HostProcess.Run(_folder.FullName, "--port", $"{_port}", "--seed-history");
        twice.ExitCode.ShouldBe(2, twice.All);
        twice.All.ShouldContain("add --reset");
        using (var again = Start())
        {
            await again.Ready(Address);
            new RecordFile(Database).Count("select count(*) from change_request").ShouldBe(made);
            var beside = await HostProcess.Run(_folder.FullName, "--port", $"{FreePort()}", "--reset");
            beside.ExitCode.ShouldBe(2, beside.All);
            beside.All.ShouldContain("is in use by process");
        }

        using var anew = Start("--reset");
        await anew.Ready(Address);
        new RecordFile(Database).Count("select count(*) from change_request").ShouldBe(0);
    }

    private HostProcess Start(params string[] more) => HostProcess.Start(_folder.FullName, ["--port", $"{_port}", .. more]);

    private static IEnumerable<IPAddress> OutsideAddresses() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(n => n.GetIPProperties().UnicastAddresses)
        .Select(a => a.Address)
        .Where(a => !IPAddress.IsLoopback(a) && !a.IsIPv6LinkLocal);

    private async Task<bool> Connects(IPAddress to)
    {
        using var client = new TcpClient(to.AddressFamily);
        try
        {
            await client.ConnectAsync(to, _port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var any = new TcpListener(IPAddress.Loopback, 0);
        any.Start();
        return ((IPEndPoint)any.LocalEndpoint).Port;
    }
}
