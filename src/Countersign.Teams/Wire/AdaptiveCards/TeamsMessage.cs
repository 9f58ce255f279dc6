using Countersign.Teams.Wire.Connector;

namespace Countersign.Teams.Wire.AdaptiveCards;

/// <summary>A message: nothing but its card, since Teams splits a text with a card into two messages.</summary>
/// <param name="Summary">The whole meaning in plain words: what the notification says.</param>
public sealed record TeamsMessage(string Summary, AdaptiveCard Card)
{
    public OutgoingActivity ToActivity() => new(CardText.Plain(Summary), CardJson.ToUtf8(Card));
}
