using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>One call of the bot's as the stand-in saw and answered it.</summary>
/// <param name="Method">One of <see cref="Operations"/>.</param>
/// <param name="Conversation">From the path, thread included; empty where there is none.</param>
/// <param name="Activity">The activity's or member's id from the path, or null.</param>
/// <param name="Body">As it arrived; a secret is left out.</param>
/// <param name="Status">The HTTP status that was sent, or 0 when no answer was.</param>
/// <param name="Answer">The body; null when it was not done. A failure may have kept it from the caller.</param>
/// <param name="At">By the stand-in's clock.</param>
/// <param name="Took">Real time.</param>
/// <param name="Failure">The planned failure that struck, if any.</param>
public sealed record ConnectorCall(
    string Method, string Conversation, string? Activity, JsonNode? Body, int Status, JsonNode? Answer, DateTimeOffset At, TimeSpan Took, Failure? Failure) : ILoggedCall
{
    public bool Ok => Status is >= 200 and < 300;

    /// <summary>The Connector's or the token endpoint's code.</summary>
    public string? Error => Answer is JsonObject answer ? Json.Text((answer["error"] as JsonObject)?["code"]) ?? Json.Text(answer["error"]) : null;

    /// <summary>What was authorized: the bearer token as it came, or null.</summary>
    public string? Bearer { get; init; }
}

/// <summary>The names of the calls, for the log and for failures; <c>activities.*</c> stands for several.</summary>
public static class Operations
{
    public const string CreateConversation = "conversations.create";
    public const string Send = "activities.send";
    public const string Reply = "activities.reply";
    public const string Update = "activities.update";
    public const string Delete = "activities.delete";
    public const string Member = "members.get";
    public const string MembersPage = "members.page";
    public const string Members = "members.list";
    public const string Token = "token";
    public const string Metadata = "openid.metadata";
    public const string Keys = "openid.keys";

    /// <summary>Any other path.</summary>
    public const string Unknown = "unknown";
}
