using Countersign.Core.Words;
using Countersign.Core.Policy;
using Countersign.Teams.Wire.AdaptiveCards;
using NodaTime;

namespace Countersign.Teams.Cards;

/// <summary>Draws the core's sentences in Teams' Markdown, or as plain text for notifications and screen readers.</summary>
/// <param name="policy">Whose names are shown.</param>
/// <param name="personalChat">Elsewhere the bot hears only what is said to it: what one types begins with its name there.</param>
public sealed class Draw(PolicyBook policy, bool personalChat)
{
    public PolicyBook Policy { get; } = policy;

    public string Markup(Sentence sentence) => CardText.Literal(Plain(sentence));

    public string Plain(Sentence sentence) => CardText.Plain(sentence.Plain(Policy.Roster, DateTimeZone.Utc)) + (personalChat ? "" : "");

    internal TeamsMessage Message(Sentence sentence) => new(Plain(sentence), new AdaptiveCard([new TextBlock(Markup(sentence))]));
}
