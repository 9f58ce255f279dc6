using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Countersign.Teams.Wire.Inbound;

/// <summary>
/// What the channel told us: a message, a press, an installation. Parsed once, from the bytes as they came.
/// Nothing in it is proven before <see cref="Auth.ChannelTokens"/> has said so.
/// </summary>
public sealed record Activity
{
    /// <summary><c>message</c>, <c>invoke</c>, <c>conversationUpdate</c>, <c>installationUpdate</c> or another; never empty.</summary>
    public required string Type { get; init; }

    /// <summary>The same for every redelivery.</summary>
    public string? Id { get; init; }

    /// <summary>What an invoke asks for, such as <c>adaptiveCard/action</c>.</summary>
    public string? Name { get; init; }

    /// <summary>As it came: the token's claim is compared with it. A bearer goes there only through <see cref="Connector.ConnectorApi"/>.</summary>
    public string? ServiceUrl { get; init; }

    public string? ChannelId { get; init; }

    public Account? From { get; init; }

    /// <summary>Us, as the channel names us.</summary>
    public string? RecipientId { get; init; }

    public ActivityConversation? Conversation { get; init; }

    /// <summary>Of the channel's data, or else of the conversation.</summary>
    public string? TenantId { get; init; }

    /// <summary>The team's thread id (<c>19:…</c>), not its directory id.</summary>
    public string? TeamId { get; init; }

    /// <summary>The channel of a team that it happened in (<c>19:…</c>).</summary>
    public string? TeamsChannelId { get; init; }

    /// <summary>Without the mention of the bot, with <c>@id</c> where others are mentioned; empty where there was none.</summary>
    public string Text { get; init; } = "";

    /// <summary>Those mentioned beside the bot, in the order they came.</summary>
    public ImmutableArray<Mention> Mentions { get; init; } = [];

    /// <summary>What a press or a form holds. Its strings are sound: reading one as text never throws.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>The message with the pressed button, or the one that was answered.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>Of an installation: <c>add</c>, <c>remove</c>, <c>add-upgrade</c>, <c>remove-upgrade</c>.</summary>
    public string? Action { get; init; }

    public ImmutableArray<Account> MembersAdded { get; init; } = [];

    public ImmutableArray<Account> MembersRemoved { get; init; } = [];

    /// <summary>Such as <c>de-DE</c>.</summary>
    public string? Locale { get; init; }

    /// <summary>An IANA name, such as <c>Europe/Berlin</c>, where the client tells.</summary>
    public string? TimeZone { get; init; }

    /// <summary>
    /// False for what is no activity: broken or deep JSON, a name given twice in one object, no type. Unknown
    /// fields are passed over, and a field of another type than expected reads as missing. Never throws.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out Activity? activity)
    {
        activity = SoundJson.TryParse(utf8, out var root) ? ActivityReading.Of(root) : null;
        return activity is not null;
    }

    // Activities carry people's words and names: none of them belongs in a log.
    public override string ToString() => nameof(Activity);
}

/// <summary>A person or a bot, as the channel names them.</summary>
/// <param name="Id">Theirs with this bot: <c>29:…</c>, for a bot <c>28:…</c>.</param>
/// <param name="DirectoryId">The directory's object id; what identifies a person.</param>
public sealed record Account(string Id, string? Name, string? DirectoryId, string? TenantId);

/// <param name="Id">Theirs with this bot, <c>29:…</c>.</param>
/// <param name="Text">As it stood in the message, <c>&lt;at&gt;Ana&lt;/at&gt;</c>.</param>
public sealed record Mention(string Id, string? Name, string Text);

/// <param name="Id">As the channel gave it; in a thread of a channel with <c>;messageid=</c>.</param>
public sealed record ActivityConversation(string Id, ConversationType Type)
{
    private const string ThreadMark = ";messageid=";

    /// <summary>The channel itself, without the thread.</summary>
    public string BaseId => WithoutThread(Id);

    public static string WithoutThread(string id) =>
        id.IndexOf(ThreadMark, StringComparison.OrdinalIgnoreCase) is > 0 and var mark ? id[..mark] : id;
}

public enum ConversationType
{
    Personal,
    GroupChat,
    Channel,
}
