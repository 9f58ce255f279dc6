using System.Text;
using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>Speaks to the bot as the channel does: with a token of its own, to <c>api/messages</c>.</summary>
public sealed class ActivitySender : IDisposable
{
    public const string Path = "api/messages";
    private const string JsonType = "application/json; charset=utf-8";

    private readonly StandInTeams _teams;
    private readonly BotCaller _bot;

    internal ActivitySender(StandInTeams teams)
    {
        _teams = teams;
        _bot = new BotCaller(() => teams.BotAddress, teams.Options.AckLimit, headers => headers.UserAgent.ParseAdd("Microsoft-SkypeBotApi"));
    }

    /// <summary>What went out last, from whatever thread; an answer names its own request.</summary>
    public SentRequest? Last => _bot.Last;

    /// <summary>Sends an activity.</summary>
    /// <param name="activity">Any JSON.</param>
    /// <param name="token">In place of the right one; empty for no Authorization at all.</param>
    public Task<HttpAnswer> Send(JsonNode activity, string? token = null) => Send(Encoding.UTF8.GetBytes(Json.Write(activity)), token);

    /// <summary>Sends raw bytes.</summary>
    /// <inheritdoc cref="Send(JsonNode, string?)"/>
    public Task<HttpAnswer> Send(byte[] body, string? token = null)
    {
        token ??= _teams.Tokens.Issue();
        return Send(new SentRequest(Path, body, JsonType, token.Length == 0 ? new Dictionary<string, string>() : new() { ["Authorization"] = $"Bearer {token}" }));
    }

    /// <summary>Sends a request byte for byte, old token included: as Teams does when an answer took too long.</summary>
    public Task<HttpAnswer> Send(SentRequest request) => _bot.Send(request);

    /// <summary>Sends a request again and again, all copies at once.</summary>
    /// <param name="request">Which one; null for the last.</param>
    public Task<HttpAnswer[]> Replay(int times, SentRequest? request = null) => _bot.Replay(times, request);

    public void Dispose() => _bot.Dispose();
}
