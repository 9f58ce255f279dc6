using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>What is answered to the bot.</summary>
/// <param name="Body">Null for an empty one.</param>
internal sealed record ConnectorAnswer(int Status, JsonNode? Body = null)
{
    public int? RetryAfter { get; init; }

    public static ConnectorAnswer Refuse(int status, string code, string message) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });

    public static ConnectorAnswer Throttled(int? retryAfter) =>
        Refuse(429, "ServiceError", "API calls quota exceeded, maximum admitted rate was reached.") with { RetryAfter = retryAfter };

    public static readonly ConnectorAnswer NotInRoster = Refuse(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");

    public static readonly ConnectorAnswer NoConversation = Refuse(404, "ConversationNotFound", "Conversation not found.");

    public static readonly ConnectorAnswer NoActivity = Refuse(404, "ActivityNotFoundInConversation", "The activity was not found in the conversation.");

    public static ConnectorAnswer BadSyntax(string message) => Refuse(400, "BadSyntax", message);
}
