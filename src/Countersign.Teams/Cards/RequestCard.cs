#pragma warning disable IDE0060
using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>The card of a request, for a reviewer or the team's channel. The same order everywhere (approval-ux.md 1).</summary>
public static class RequestCard
{
    public static TeamsMessage For(ChangeRequest change, CardAudience audience, Draw draw, ImmutableArray<string> readers) =>
        draw.Message(SpokenCard.Of(change, CopyStanding.Of(change, audience), draw.Policy));

    public static AdaptiveCard ForReader(ChangeRequest change, PersonId reader, Draw draw, ImmutableArray<string> readers) =>
        For(change, new CardAudience.Reviewer(reader, change.Round.Number), draw, readers).Card;

    public static TeamsMessage Moved(ChangeRequest change, Draw draw) => draw.Message(CardWords.AskedAgain(change));

    public static AdaptiveCard Unavailable(Sentence why, Draw draw) => draw.Message(why).Card;
}
