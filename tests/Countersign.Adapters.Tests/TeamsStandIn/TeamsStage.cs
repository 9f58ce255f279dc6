using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Countersign.Adapters.Tests.StandIn;
using Countersign.Playground.Teams;
using Shouldly;

namespace Countersign.Adapters.Tests.TeamsStandIn;

/// <summary>A stand-in tenant with a few people, a recording bot, and a bare client of the Connector.</summary>
internal sealed class TeamsStage : IAsyncDisposable
{
    public const string Payments = "19:payments@thread.tacv2";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private string? _token;

    private TeamsStage(StandInTeams teams, RecordingBot bot, ManualTime clock) => (Teams, Bot, Clock) = (teams, bot, clock);

    public StandInTeams Teams { get; }
    public RecordingBot Bot { get; }
    public ManualTime Clock { get; }
    public TeamsPerson Ana => Teams.As("ana");
    public TeamsPerson Lee => Teams.As("lee");

    public static async Task<TeamsStage> Start(Func<TeamsStandInOptions, TeamsStandInOptions>? change = null)
    {
        var clock = new ManualTime();
        var bot = await RecordingBot.Start();
        var options = new TeamsStandInOptions
        {
            Time = clock,
            BotAddress = bot.Address,
            AckLimit = TimeSpan.FromSeconds(20),
            Users =
            [
                new("29:1ANA", "a0a0a0a0-0000-4000-8000-000000000001", "ana", "Ana Ruiz") { Zone = "Europe/Berlin" },
                new("29:1LEE", "a0a0a0a0-0000-4000-8000-000000000002", "lee", "Lee Park"),
                new("29:1OUT", "a0a0a0a0-0000-4000-8000-000000000003", "out", "Olga Outside") { TenantId = "0ddba11a-0000-4000-8000-000000000009" },
            ],
            Teams =
            [
                new("19:shop@thread.tacv2", "Shop") { GroupId = "60606060-0000-4000-8000-000000000001", Members = ["ana", "lee", "out"], Channels = [new(Payments, "payments")] },
                new("19:quiet@thread.tacv2", "Quiet") { Members = ["ana"], Channels = [new("19:silent@thread.tacv2", "silent")], HasBot = false },
            ],
            GroupChats = [new("19:release@thread.v2", "Release") { Members = ["ana", "lee"] }],
        };
        var stage = new TeamsStage(await StandInTeams.Start(change?.Invoke(options) ?? options), bot, clock);
        stage.Teams.Tenant.Directory.SetInstalled(stage.Ana.User, true);
        stage.Teams.Tenant.Directory.SetInstalled(stage.Lee.User, true);
        return stage;
    }

    /// <summary>The body of the last invoke or message that the bot got.</summary>
    public JsonNode Last => Bot.Last.Json;

    public void Answers(JsonNode body) => Bot.Answer = _ => (200, body.ToJsonString());

    public void AnswersCard(string card) => Answers(new JsonObject { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.card.adaptive", ["value"] = JsonNode.Parse(card) });

    public static JsonObject Dialog(string card) => new()
    {
        ["task"] = new JsonObject
        {
            ["type"] = "continue",
            ["value"] = new JsonObject { ["title"] = "A form", ["card"] = new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = JsonNode.Parse(card) } },
        },
    };

    public async Task<string> Token()
    {
        var (status, body) = await AskToken();
        status.ShouldBe(200, body.ToJsonString());
        return (string)body["access_token"]!;
    }

    public async Task<(int Status, JsonNode Body)> AskToken(Action<Dictionary<string, string>>? change = null)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Teams.AppId,
            ["client_secret"] = Teams.Options.AppSecret,
            ["scope"] = "https://api.botframework.com/.default",
        };
        change?.Invoke(form);
        using var answer = await _http.PostAsync(Teams.TokenUrl, new FormUrlEncodedContent(form));
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    public async Task<(int Status, JsonNode? Body)> Call(string verb, string path, JsonNode? body = null, string? token = null)
    {
        using var answer = await Raw(verb, path, body, token);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    public async Task<HttpResponseMessage> Raw(string verb, string path, JsonNode? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), new Uri(Teams.ServiceUrl, "v3/conversations" + path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? (_token ??= await Token()));
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await _http.SendAsync(request);
    }

    public async Task<string?> CodeOf(string verb, string path, JsonNode? body = null) => (string?)(await Call(verb, path, body)).Body?["error"]?["code"];

    public static JsonObject Activity(string card) => new()
    {
        ["type"] = "message",
        ["summary"] = "A card",
        ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = JsonNode.Parse(card) }),
    };

    public static string Chat(TeamsPerson person) => "/" + Uri.EscapeDataString(TeamsDirectory.PersonalId(person.User));

    /// <summary>Posts a card as the bot.</summary>
    public async Task<TeamsMessage> Card(string card, TeamsPerson? to = null)
    {
        var path = to is null ? "/" + Uri.EscapeDataString(Payments) : Chat(to);
        var (status, body) = await Call("POST", path + "/activities", Activity(card));
        status.ShouldBe(201, body?.ToJsonString());
        return (to is null ? Teams.Channel("payments") : to.Chat).Single(message => message.Id == (string?)body!["id"]);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Teams.DisposeAsync();
        await Bot.DisposeAsync();
    }
}
