using System.Text.Json;
using static Countersign.Teams.Wire.Inbound.SoundJson;

namespace Countersign.Teams.Wire.Connector;

/// <summary>What each call's answer holds; null when it lacks what was asked for.</summary>
internal static class AnswerReading
{
    public static Conversation? Conversation(ConnectorAnswer answer) =>
        Text(answer.Json, "id"u8) is { } id ? new Conversation(id) : null;

    public static PostedActivity? Thread(ConnectorAnswer answer) =>
        Text(answer.Json, "id"u8) is { } id && Text(answer.Json, "activityId"u8) is { } activity
            ? new PostedActivity(id, activity)
            : null;

    public static PostedActivity? Posted(ConnectorAnswer answer, string conversationId) =>
        Text(answer.Json, "id"u8) is { } id ? new PostedActivity(conversationId, id) : null;

    public static Member? Member(ConnectorAnswer answer) => Member(answer.Json);

    public static MemberPage? Members(ConnectorAnswer answer)
    {
        var members = Field(answer.Json, "members"u8);
        return members.ValueKind == JsonValueKind.Array
            ? new MemberPage([.. members.EnumerateArray().Select(Member).OfType<Member>()], Text(answer.Json, "continuationToken"u8))
            : null;
    }

    // The directory id has two names, by the kind of conversation.
    private static Member? Member(JsonElement member) => Text(member, "id"u8) is { } id
        ? new Member(
            id,
            Text(member, "aadObjectId"u8) ?? Text(member, "objectId"u8),
            Text(member, "name"u8),
            Text(member, "tenantId"u8))
        : null;
}
