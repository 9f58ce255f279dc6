using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>How a message came to be.</summary>
public enum MessageVia
{
    PostMessage,
    PostEphemeral,
    ResponseUrl,
    CommandReply,
    Person,

    /// <summary>Slack itself, about something that went wrong.</summary>
    Slackbot,
}

/// <summary>What a message said at one time. The nodes are never changed once stored.</summary>
public sealed record MessageVersion(string Text, JsonArray Blocks, JsonObject? Metadata, DateTimeOffset At);

/// <summary>A message with everything it ever said; an ephemeral one has <see cref="OnlyFor"/>.</summary>
/// <param name="Channel">The conversation's id.</param>
/// <param name="Ts">Unix seconds with six decimals, unique in the workspace.</param>
/// <param name="User">Who wrote it.</param>
/// <param name="Via">The way it came.</param>
/// <param name="Versions">Oldest first; never empty.</param>
public sealed record SlackMessage(string Channel, string Ts, string User, MessageVia Via, ImmutableArray<MessageVersion> Versions)
{
    public string? ThreadTs { get; init; }
    public string? OnlyFor { get; init; }
    public bool Deleted { get; init; }
    public ImmutableArray<string> Reactions { get; init; } = [];

    public MessageVersion Newest => Versions[^1];
    public string Text => Newest.Text;
    public JsonArray Blocks => Newest.Blocks;
    public JsonObject? Metadata => Newest.Metadata;
    public bool Edited => Versions.Length > 1;
    public bool IsEphemeral => OnlyFor is not null;

    /// <summary>What a reader sees, as plain text.</summary>
    public string Readable => CardText.Of(this);

    internal SlackMessage With(MessageVersion version) => this with { Versions = Versions.Add(version) };
}
