#pragma warning disable IDE0060
using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>Everything about a request, in a dialog that anybody on the roster may open.</summary>
public static class DetailsDialog
{
    public static Dialog Of(ChangeRequest change, ImmutableArray<ChangeEvent> events, Draw draw) =>
        new(change.Id.ToString(), new AdaptiveCard([new TextBlock(CardText.Literal(change.Draft.Title))]), IsTall: true);
}
