using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Countersign.Adapters.Tests.StandIn;
using Countersign.Core.Ledger;
using Countersign.Playground.Page;
using Countersign.Playground.Slack;
using Countersign.Playground.Teams;
using NodaTime;

namespace Countersign.Adapters.Tests.Page;

/// <summary>The page over a small company in both workspaces with a recording bot behind it, and a bare client that says what it likes.</summary>
internal sealed class PageStage : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly WebApplication _app;
    private int _swept;

    private PageStage(WebApplication app, StandInSlack slack, StandInTeams teams, RecordingBot bot, PlaygroundClock clock) => (_app, Slack, Teams, Bot, Clock) = (app, slack, teams, bot, clock);

    public StandInSlack Slack { get; }
    public StandInTeams Teams { get; }
    public RecordingBot Bot { get; }
    public PlaygroundClock Clock { get; }
    public List<SealedEntry> Ledger { get; } = [];
    public int Swept => _swept;
    public Uri Address => new(_app.Urls.First());

    public static async Task<PageStage> Start()
    {
        var clock = new PlaygroundClock(new StillClock());
        var bot = await RecordingBot.Start();
        var slack = await StandInSlack.Start(new StandInOptions
        {
            Time = clock,
            BotAddress = bot.Address,
            // Elsewhere on the machine much may be going on.
            AckLimit = TimeSpan.FromSeconds(20),
            Users = [new("U0LEE", "lee", "Lee Park") { Tz = "Europe/Berlin" }, new("U0ANA", "ana", "Ana Ruiz"), new("U0GONE", "gone", "Gone Person") { Deleted = true }],
            Channels = [new("C0PAY", "payments") { Members = ["ana", "lee"] }, new("C0LEE", "seniors") { Members = ["lee"] }],
            Commands = [new("/signoff", "Ask for a sign-off", "[link]")],
            Shortcuts = [new("Ask for a sign-off", "signoff_new", "Opens the form")],
        });
        var teams = await StandInTeams.Start(Tenant(clock) with { BotAddress = bot.Address });
        foreach (var user in teams.Tenant.Directory.Users) teams.Tenant.Directory.SetInstalled(user, true);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var stage = new PageStage(app, slack, teams, bot, clock);
        ChatPage.Map(app, slack, teams, clock, new Backstage((seq, _) => Task.FromResult(stage.Ledger.Where(entry => entry.Entry.Seq > seq).ToImmutableArray()), () => stage._swept++));
        await app.StartAsync();
        return stage;
    }

    /// <summary>Acts as the page does: JSON from its own origin.</summary>
    public Task<(int Status, JsonNode Body)> Act(string act, string body) => Post($"playground/api/acts/{act}", body, Address.GetLeftPart(UriPartial.Authority));

    public async Task<(int Status, JsonNode Body)> Post(string path, string body, string? origin, string type = "application/json", Action<HttpRequestMessage>? more = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path)) { Content = new StringContent(body, Encoding.UTF8, type) };
        if (origin is not null) request.Headers.Add("Origin", origin);
        more?.Invoke(request);
        return await Send(request);
    }

    /// <summary>The same in Teams.</summary>
    public Task<(int Status, JsonNode Body)> ActInTeams(string act, string body) => Post($"playground/api/teams/{act}", body, Address.GetLeftPart(UriPartial.Authority));

    public Task<(int Status, JsonNode Body)> State(string query) => Get($"playground/api/state?{query}");

    public async Task<(int Status, JsonNode Body)> Get(string path, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
        if (host is not null) request.Headers.Host = host;
        return await Send(request);
    }

    public async Task<HttpResponseMessage> File(string path, string? etag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
        if (etag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        return await _http.SendAsync(request);
    }

    /// <summary>A card in a channel with one button, or for one person only.</summary>
    public SlackMessage Card(string channel, string? onlyFor = null, string blocks = Buttons) => Slack.Workspace.Messages.Post(
        channel, Slack.BotUserId, MessageVia.PostMessage, new("card", (JsonArray)JsonNode.Parse(blocks)!, null, Clock.GetUtcNow()), onlyFor: onlyFor);

    /// <summary>A card of the bot's in Teams.</summary>
    public TeamsMessage TeamsCard(string place, string card) => Teams.Tenant.Messages.Post(
        Teams.Tenant.Directory.Conversation(place)!, Teams.BotId, Teams.Tenant.Messages.Version((JsonObject)JsonNode.Parse($$"""{"attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{{card}}}]}""")!), null);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await Slack.DisposeAsync();
        await Teams.DisposeAsync();
        await Bot.DisposeAsync();
    }

    private async Task<(int, JsonNode)> Send(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    private static TeamsStandInOptions Tenant(PlaygroundClock clock) => new()
    {
        Time = clock,
        Users = [new("29:ana", "a0a0a0a0-0000-4000-8000-000000000001", "ana", "Ana Ruiz"), new("29:mia", "a0a0a0a0-0000-4000-8000-000000000002", "mia", "Mia Wolf") { Zone = "Asia/Singapore" }],
        Teams = [new("19:all@thread.tacv2", "All") { Members = ["ana", "mia"] }, new("19:mias@thread.tacv2", "Mias") { Members = ["mia"] }],
        Extensions = [new("newSignoff", "Ask for a sign-off", "Opens the form")],
    };

    private const string Buttons = """
        [{"type":"actions","block_id":"decide","elements":[
           {"type":"button","action_id":"claim","value":"CR-1:3","text":{"type":"plain_text","text":"I'm on it"}},
           {"type":"button","action_id":"approve","value":"CR-1:3","text":{"type":"plain_text","text":"Approve"},
            "confirm":{"title":{"type":"plain_text","text":"Sure?"},"text":{"type":"plain_text","text":"It is critical."},"confirm":{"type":"plain_text","text":"Yes"},"deny":{"type":"plain_text","text":"No"}}},
           {"type":"overflow","action_id":"more","options":[{"text":{"type":"plain_text","text":"Decline"},"value":"decline:CR-1"}]}]}]
        """;
}

/// <summary>A wall clock that stands on a Friday.</summary>
internal sealed class StillClock : IClock
{
    public Instant GetCurrentInstant() => Instant.FromUtc(2026, 11, 20, 10, 0);
}
