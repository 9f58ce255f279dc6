using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>A message as one person sees it.</summary>
/// <param name="Card">Their own view of it if they have one, else everybody's; null for text.</param>
/// <param name="Refresh">What came of the card refreshing itself; null when it did not.</param>
public sealed record SeenMessage(TeamsMessage Message, JsonObject? Card, PressAnswer? Refresh)
{
    /// <summary>The reader's zone, an IANA name.</summary>
    internal string? Zone { get; init; }

    /// <summary>What this reader sees, times in their own zone, as plain text.</summary>
    public string Readable => Card is { } card ? AdaptiveCardText.Of(card, Zone) : Message.Readable;
}
