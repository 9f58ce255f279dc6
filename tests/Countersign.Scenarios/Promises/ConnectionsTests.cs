using System.Diagnostics.Tracing;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.Promises;

/// <summary>I3: the bot calls Slack's API and nobody else, whatever a link or a payload names.</summary>
public sealed class ConnectionsTests
{
    [Fact]
    public async Task No_link_is_ever_followed()
    {
        using var trap = new Trap();
        using var asked = new NameLookups();
        await using var home = await Home.Open();
        string[] links =
        [
            $"http://127.0.0.1:{trap.Port}/acme/payments-api/pull/1", $"http://localhost:{trap.Port}/x", "http://169.254.169.254/latest/meta-data",
            "http://[::ffff:169.254.169.254]/", "https://evil-ssrf.example/redirect?to=http://127.0.0.1", "http://0x7f.1/",
        ];

        foreach (var link in links)
        {
            await home.As("ana").Run($"/signoff {link}");
            if (home.As("ana").OpenView is null && home.As("ana").Ephemerals.Count > 0)
                continue;
            await home.As("ana").SeesView("Ask for a sign-off");
            await home.As("ana").Submit(
                ("Title", "See " + link), ("Service", "Payments (critical)"), ("AI tools used", "Claude Code"), ("What the AI did", link),
                ("What you checked yourself", "Followed " + link));
        }

        var reviewer = await home.Reviewer();
        await reviewer.Choose("Details", on: "CR-1\n");
        await reviewer.SeesView();
        await home.Quiet();

        trap.Calls.ShouldBe(0);
        asked.Names.ShouldNotContain(n => n.Contains("evil-ssrf", StringComparison.Ordinal));
        home.Slack.Said().ShouldAllBe(c => c.Method.StartsWith("chat.", StringComparison.Ordinal) || c.Method.StartsWith("views.", StringComparison.Ordinal) || c.Method == "response");
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/steal")]
    [InlineData("http://localhost:{0}/steal")]
    [InlineData("https://hooks.slack.com@127.0.0.1:{0}/steal")]
    [InlineData("https://hooks.slack.com.evil-ssrf.example/steal")]
    [InlineData("file:///etc/passwd")]
    public async Task A_response_url_that_points_elsewhere_is_not_called(string template)
    {
        using var trap = new Trap();
        using var asked = new NameLookups();
        await using var home = await Home.Open();
        await home.Submit();
        await home.Reviewer();
        await home.As("mo").Click("Approve", on: "CR-1", channel: "payments");
        await home.As("mo").SeesPrivately("not asked");
        var url = string.Format(System.Globalization.CultureInfo.InvariantCulture, template, trap.Port);
        var body = Encoding.UTF8.GetString(home.Slack.Sender.Last!.Body);
        var payload = System.Text.Json.Nodes.JsonNode.Parse(WebUtility.UrlDecode(body["payload=".Length..]))!;
        payload["response_url"] = url;
        payload["trigger_id"] = "another";

        var answer = await home.Slack.Sender.Send("slack/interactions", Encoding.UTF8.GetBytes("payload=" + Uri.EscapeDataString(payload.ToJsonString())));

        answer.Status.ShouldBe(200);
        // The private word takes the other way: by the API.
        await home.Slack.Eventually("an ephemeral message by the API", () => home.Slack.Calls.Any(c => c.Method == "chat.postEphemeral"));
        trap.Calls.ShouldBe(0);
        asked.Names.ShouldNotContain(n => n.Contains("evil-ssrf", StringComparison.Ordinal));
    }

    /// <summary>Something that listens and should never be called.</summary>
    private sealed class Trap : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private int _calls;

        public Trap()
        {
            _listener.Start();
            _ = Count();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Calls => Volatile.Read(ref _calls);

        public void Dispose() => _listener.Dispose();

        private async Task Count()
        {
            try
            {
                while (true)
                {
                    using var caller = await _listener.AcceptTcpClientAsync();
                    Interlocked.Increment(ref _calls);
                }
            }
            catch (Exception over) when (over is SocketException or ObjectDisposedException)
            {
                // Disposed.
            }
        }
    }

    /// <summary>Every host name that this process looks up.</summary>
    private sealed class NameLookups : EventListener
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _names = new();

        public IEnumerable<string> Names => _names;

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "System.Net.NameResolution")
                EnableEvents(eventSource, EventLevel.Informational);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName == "ResolutionStart" && eventData.Payload is [string name, ..])
                _names.Enqueue(name);
        }
    }
}
