using System.Collections.Immutable;
using System.Text.Json;
using static Countersign.Teams.Wire.Inbound.SoundJson;

namespace Countersign.Teams.Wire.Inbound;

/// <summary>The fields of an activity that this program uses.</summary>
internal static class ActivityReading
{
    public static Activity? Of(JsonElement root)
    {
        if (Text(root, "type"u8) is not { } type) return null;
        var channelData = Field(root, "channelData"u8);
        var teamsChannel = Text(Field(channelData, "channel"u8), "id"u8);
        var conversation = Field(root, "conversation"u8);
        var recipient = Text(Field(root, "recipient"u8), "id"u8);
        var (text, mentions) = MessageText.Read(root, recipient);
        return new Activity
        {
            Type = type,
            Id = Text(root, "id"u8),
            Name = Text(root, "name"u8),
            ServiceUrl = Text(root, "serviceUrl"u8),
            ChannelId = Text(root, "channelId"u8),
            From = AccountOf(Field(root, "from"u8)),
            RecipientId = recipient,
            Conversation = ConversationOf(conversation, teamsChannel),
            TenantId = Text(Field(channelData, "tenant"u8), "id"u8) ?? Text(conversation, "tenantId"u8),
            TeamId = Text(Field(channelData, "team"u8), "id"u8),
            TeamsChannelId = teamsChannel,
            Text = text,
            Mentions = mentions,
            Value = Field(root, "value"u8) is { ValueKind: not JsonValueKind.Undefined and not JsonValueKind.Null } value ? value : null,
            ReplyToId = Text(root, "replyToId"u8),
            Action = Text(root, "action"u8),
            MembersAdded = Accounts(Field(root, "membersAdded"u8)),
            MembersRemoved = Accounts(Field(root, "membersRemoved"u8)),
            Locale = Text(root, "locale"u8),
            TimeZone = TimeZoneOf(root),
        };
    }

    private static Account? AccountOf(JsonElement account) => Text(account, "id"u8) is { } id
        ? new Account(id, Text(account, "name"u8), Text(account, "aadObjectId"u8), Text(account, "tenantId"u8))
        : null;

    private static ImmutableArray<Account> Accounts(JsonElement accounts) => accounts.ValueKind == JsonValueKind.Array
        ? [.. accounts.EnumerateArray().Select(AccountOf).OfType<Account>()]
        : [];

    private static ActivityConversation? ConversationOf(JsonElement conversation, string? teamsChannel) =>
        Text(conversation, "id"u8) is { } id
            ? new ActivityConversation(id, TypeOf(conversation, teamsChannel))
            : null;

    // In doubt others read along: only what says that it is personal, or says nothing at all, counts as such.
    private static ConversationType TypeOf(JsonElement conversation, string? teamsChannel) =>
        Text(conversation, "conversationType"u8)?.ToUpperInvariant() switch
        {
            "PERSONAL" => ConversationType.Personal,
            "CHANNEL" => ConversationType.Channel,
            null when teamsChannel is not null => ConversationType.Channel,
            null when Field(conversation, "isGroup"u8).ValueKind != JsonValueKind.True => ConversationType.Personal,
            _ => ConversationType.GroupChat,
        };

    private static string? TimeZoneOf(JsonElement root)
    {
        if (Text(root, "localTimezone"u8) is { } zone) return zone;
        var entities = Field(root, "entities"u8);
        if (entities.ValueKind != JsonValueKind.Array) return null;
        foreach (var entity in entities.EnumerateArray())
        {
            if (Text(entity, "type"u8) == "clientInfo" && Text(entity, "timezone"u8) is { } told) return told;
        }

        return null;
    }
}
