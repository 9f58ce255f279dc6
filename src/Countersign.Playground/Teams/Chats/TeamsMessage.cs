using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>What a message said at one time. The nodes are never changed once stored.</summary>
/// <param name="Activity">As it was sent: text, attachments, summary, entities.</param>
public sealed record TeamsVersion(JsonObject Activity, DateTimeOffset At)
{
    public string Text => Json.Text(Activity["text"]) ?? "";

    /// <summary>What a notification shows.</summary>
    public string Summary => Json.Text(Activity["summary"]) ?? "";

    /// <summary>The first card, or null.</summary>
    public JsonObject? Card => Cards.FirstOrDefault();

    public IEnumerable<JsonObject> Cards => Json.Objects(Activity["attachments"]).Select(attachment => attachment["content"]).OfType<JsonObject>();
}

/// <summary>A message with everything it ever said, as everybody sees it: who has a view of their own is in <see cref="Screens"/>.</summary>
/// <param name="Place">The channel or chat, without the thread.</param>
/// <param name="Id">Unix milliseconds, unique in the tenant.</param>
/// <param name="From">A user's id or the bot's.</param>
/// <param name="Versions">Oldest first; never empty.</param>
public sealed record TeamsMessage(string Place, string Id, string From, ImmutableArray<TeamsVersion> Versions)
{
    /// <summary>The first message of the thread, for one in a channel; its own id for that first one.</summary>
    public string? Thread { get; init; }
    public bool Deleted { get; init; }

    public TeamsVersion Newest => Versions[^1];
    public string Text => Newest.Text;
    public string Summary => Newest.Summary;
    public JsonObject? Card => Newest.Card;
    public bool Edited => Versions.Length > 1;

    /// <summary>Answers another message of the thread.</summary>
    public bool IsReply => Thread is not null && Thread != Id;

    /// <summary>As an activity names the conversation: with the thread, in a channel.</summary>
    public string Conversation => Thread is { } thread ? TeamsDirectory.InThread(Place, thread) : Place;

    /// <summary>What a reader sees who has no view of their own, as plain text.</summary>
    public string Readable => AdaptiveCardText.Of(Newest);

    internal TeamsMessage With(TeamsVersion version) => this with { Versions = Versions.Add(version) };
}
