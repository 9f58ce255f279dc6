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
    private readonly int _port = FreePort.Next();

    private Uri Address => new($"http://127.0.0.1:{_port}");

    private string Database => Path.Combine(_folder.FullName, "data", "playground", "countersign.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Without_any_setting_it_serves_its_page_to_this_machine_alone()
    {
        using var host = Start();
        await host.Ready(Address);
        await host.Says($"playground: {Address.AbsoluteUri.TrimEnd('/')}");
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
    [InlineData("""{ "Slack": { "SigningSecret": "", "BotToken": null } }""", "Slack:SigningSecret")]
    [InlineData("""{ "slack": {} }""", "slack")]
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

    [Theory]
    [InlineData("Kestrel__Endpoints__x__Url")]
    [InlineData("ASPNETCORE_Kestrel__Endpoints__x__Url")]
    [InlineData("ASPNETCORE_URLS")]
    public async Task The_frameworks_own_variables_bind_nothing_else(string variable)
    {
        var other = FreePort.Next();
        using var host = HostProcess.Start(_folder.FullName, ["--port", $"{_port}"], under: ["env", $"{variable}=http://0.0.0.0:{other}"]);
        await host.Ready(Address);
        using var client = new TcpClient();
        await Should.ThrowAsync<SocketException>(client.ConnectAsync(IPAddress.Loopback, other, TestContext.Current.CancellationToken).AsTask());
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("0")]
    [InlineData("99999999999")]
    public async Task A_port_that_is_none_is_said_in_a_sentence(string port)
    {
        var refused = await HostProcess.Run(_folder.FullName, "--port", port);
        refused.ExitCode.ShouldBe(2, refused.All);
        refused.All.ShouldContain("--port has to be a number from 1 to 65535.");
        refused.All.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_taken_port_costs_nothing_and_broken_files_are_put_aside_or_reset()
    {
        using (var host = Start())
            await host.Ready(Address);
        using (var taken = new TcpListener(IPAddress.Loopback, _port))
        {
            taken.Start();
            var refused = await HostProcess.Run(_folder.FullName, "--port", $"{_port}", "--reset");
            refused.ExitCode.ShouldBe(2, refused.All);
            refused.All.ShouldContain($"Something else listens on port {_port}");
            File.Exists(Database).ShouldBeTrue();
        }

        var chats = new[] { "slack.json", "teams.json" }.Select(name => Path.Combine(Path.GetDirectoryName(Database)!, name)).ToList();
        foreach (var chat in chats)
            await File.WriteAllTextAsync(chat, """{ "Messages": [{}] }""", TestContext.Current.CancellationToken);
        using (var host = Start())
        {
            await host.Ready(Address);
            host.Output.ShouldContain("The chat could not be read and begins empty");
            chats.ShouldAllBe(chat => File.Exists(chat + ".broken"));
        }

        await File.WriteAllTextAsync(Database, "hello", TestContext.Current.CancellationToken);
        using var anew = Start("--reset");
        await anew.Ready(Address);
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
            // Whoever is in Teams is reached there from the first message on.
            host.Output.ShouldNotContain("parked");
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
            var beside = await HostProcess.Run(_folder.FullName, "--port", $"{FreePort.Next()}", "--reset");
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
}
