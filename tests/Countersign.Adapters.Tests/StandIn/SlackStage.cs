using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Countersign.Playground.Slack;
using Shouldly;

namespace Countersign.Adapters.Tests.StandIn;

/// <summary>A stand-in workspace with a few people, a recording bot, and a bare client of the Web API.</summary>
internal sealed class SlackStage : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };

    private SlackStage(StandInSlack slack, RecordingBot bot, ManualTime clock) => (Slack, Bot, Clock) = (slack, bot, clock);

    public StandInSlack Slack { get; }
    public RecordingBot Bot { get; }
    public ManualTime Clock { get; }
    public SlackPerson Ana => Slack.As("ana");

    public static async Task<SlackStage> Start(Func<StandInOptions, StandInOptions>? change = null)
    {
        var clock = new ManualTime();
        var bot = await RecordingBot.Start();
        var options = new StandInOptions
        {
            Time = clock,
            BotAddress = bot.Address,
            AckLimit = TimeSpan.FromSeconds(20),
            Users = [new("U0ANA", "ana", "Ana Ruiz"), new("U0LEE", "lee", "Lee Park"), new("U0GONE", "gone", "Gone Person") { Deleted = true }],
            Channels =
            [
                new("C0PAY", "payments") { Members = ["ana"] },
                new("C0OLD", "old") { Members = ["ana"], Archived = true },
                new("C0OUT", "outside") { Members = ["ana"], HasBot = false },
            ],
        };
        return new(await StandInSlack.Start(change?.Invoke(options) ?? options), bot, clock);
    }

    public async Task<JsonNode> Call(string method, JsonNode arguments) => JsonNode.Parse(await BodyOf(method, arguments))!;

    public async Task<string> BodyOf(string method, JsonNode arguments, string? token = "xoxb-stand-in")
    {
        using var answer = await Post(method, arguments, token);
        return await answer.Content.ReadAsStringAsync();
    }

    public async Task<string?> ErrorOf(string method, JsonNode arguments) => (string?)(await Call(method, arguments))["error"];

    public async Task<HttpResponseMessage> Post(string method, JsonNode arguments, string? token = "xoxb-stand-in")
    {
        var address = method.StartsWith("http", StringComparison.Ordinal) ? method : $"{Slack.ApiBaseUrl}/{method}";
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new StringContent(arguments.ToJsonString(), Encoding.UTF8, "application/json");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _http.SendAsync(request);
    }

    public async Task<JsonNode> CallForm(string method, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Slack.ApiBaseUrl}/{method}");
        request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "xoxb-stand-in");
        return JsonNode.Parse(await (await _http.SendAsync(request)).Content.ReadAsStringAsync())!;
    }

    /// <summary>Posts a card as the bot and gives its place.</summary>
    public async Task<(string Channel, string Ts)> Card(string to, string blocks)
    {
        var answer = await Call("chat.postMessage", new JsonObject { ["channel"] = to, ["text"] = "card", ["blocks"] = JsonNode.Parse(blocks) });
        ((bool?)answer["ok"]).ShouldBe(true, answer.ToJsonString());
        return ((string)answer["channel"]!, (string)answer["ts"]!);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Slack.DisposeAsync();
        await Bot.DisposeAsync();
    }
}
