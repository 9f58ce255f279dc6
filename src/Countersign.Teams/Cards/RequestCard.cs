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
    /// <summary>
    /// A reviewer's has buttons. The team's has none: whoever is asked gets theirs by a refresh, so that the channel shows nobody
    /// a button that is not for them.
    /// </summary>
    /// <param name="readers">The channel's ids (<c>29:…</c>) of those asked now.</param>
    public static TeamsMessage For(ChangeRequest change, CardAudience audience, Draw draw, ImmutableArray<string> readers)
    {
        var standing = CopyStanding.Of(change, audience);
        var isTeam = audience is CardAudience.Team;
        // Whoever has approved one of several seats has nothing left to press on their own copy.
        var asked = audience is CardAudience.Reviewer reviewer ? AskedOne(change, reviewer.Person) : null;
        var card = Drawn(change, standing, draw, hasButtons: !isTeam, asked, isTeam ? RefreshFor(change, standing, readers) : null);
        var summary = draw.Spoken(SpokenCard.Of(change, standing, draw.Policy));
        return new TeamsMessage(summary, card);
    }

    /// <summary>
    /// What somebody sees of the team's card by a refresh, or after a press there: with buttons while they are asked. It refreshes
    /// again, so that it stays fresh.
    /// </summary>
    public static AdaptiveCard ForReader(ChangeRequest change, PersonId reader, Draw draw, ImmutableArray<string> readers)
    {
        var standing = CopyStanding.Of(change, new CardAudience.Team());
        var asked = AskedOne(change, reader);
        return Drawn(change, standing, draw, hasButtons: asked is not null, asked, RefreshFor(change, standing, readers));
    }

    /// <summary>What becomes of a copy when its reader is asked again: the new card comes as a message of its own.</summary>
    public static TeamsMessage Moved(ChangeRequest change, Draw draw) => draw.Message(CardWords.AskedAgain(change));

    /// <summary>For a refresh that can't be answered from the record. It holds nothing to press.</summary>
    public static AdaptiveCard Unavailable(Sentence why, Draw draw) => draw.Message(why).Card;

    /// <param name="hasButtons">This copy has them at some time, so that its texts leave them room.</param>
    /// <param name="asked">Its reader, who is asked now; null when they are not.</param>
    private static AdaptiveCard Drawn(ChangeRequest change, CopyStanding standing, Draw draw, bool hasButtons, PersonId? asked, Refresh? refresh)
    {
        var body = new RequestBody(change, standing, draw, hasButtons);
        return Fitting.Card(body.Texts, cut => new AdaptiveCard(
            body.Elements(cut), asked is { } reader && standing.IsLive ? [.. RequestButtons.Of(change, reader, draw)] : null)
        {
            Refresh = refresh,
            FullWidth = true,
            FallbackText = Draw.Fallback(draw.Plain(
                Sentence.Of($"{standing.Word}: {change.Id} “{change.Draft.Title}” by {change.Author}. {standing.Detail}"))),
        });
    }

    private static PersonId? AskedOne(ChangeRequest change, PersonId person) => change.AskedNow.Any(a => a.Person == person) ? person : null;

    private static Refresh? RefreshFor(ChangeRequest change, CopyStanding standing, ImmutableArray<string> readers) =>
        standing.IsLive && !change.IsSettled && !readers.IsEmpty
            ? new Refresh(Ids.Refresh, [new(Ids.Button, ButtonValue.Of(change).ToString())], [.. readers.Take(CardBudget.MostReaders)])
            : null;
}
