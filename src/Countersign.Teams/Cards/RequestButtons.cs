using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>What a reviewer can do to a request. What needs words of theirs, or a second look, opens below the buttons first.</summary>
internal static class RequestButtons
{
    /// <param name="reader">Whose buttons they are.</param>
    public static IEnumerable<CardAction> Of(ChangeRequest change, PersonId reader, Draw draw) =>
    [
        CardWords.AsksOnceMore(change, draw.Policy) ? ApproveOnceMore(change, draw) : Approve(change),
        WithReason(change, Ids.Deny, ReasonWords.Deny, CardWords.Deny, $"Deny {change.Id} with a reason", draw),
        WithReason(change, Ids.RequestChanges, ReasonWords.RequestChanges, CardWords.RequestChanges, $"Request changes to {change.Id} with a reason", draw),
        Press(change, CardWords.Claim, Ids.Claim) with { Tooltip = $"Say that you are reviewing {change.Id}" },
        More(change, reader, draw),
    ];

    /// <summary>Shows the details in the card's place, to whoever pressed.</summary>
    public static ExecuteAction Details(ChangeRequest change) => Press(change, CardWords.Details, Ids.Details) with
    {
        Tooltip = $"Details of {change.Id}",
    };

    /// <summary>From the details back to the card.</summary>
    public static ExecuteAction Back(ChangeRequest change) => Press(change, "Back to the card", Ids.Refresh);

    /// <summary>The author's answer to a request for changes.</summary>
    public static SubmitAction Update(ChangeRequest change) => Opening(change, CardWords.Update, Ids.Update) with
    {
        Tooltip = $"Update {change.Id}",
    };

    /// <summary>A lead gives the request to somebody.</summary>
    /// <param name="more">What they have said already.</param>
    public static SubmitAction Reassign(ChangeRequest change, params KeyValuePair<string, string>[] more) =>
        Opening(change, $"{ReasonWords.Reassign.Verb}…", Ids.Reassign, more) with { Tooltip = $"Give {change.Id} to somebody" };

    /// <summary>What somebody can say to an offer of it.</summary>
    public static IEnumerable<CardAction> Offer(ChangeRequest change) =>
    [
        Press(change, OfferWords.Take, Ids.Take) with { Style = ActionStyle.Positive, Tooltip = $"Take {change.Id} over" },
        Press(change, OfferWords.NotNow, Ids.NotNow) with { Tooltip = $"Leave {change.Id} where it is" },
    ];

    /// <summary>What whoever hears that it waits too long can do.</summary>
    public static IEnumerable<CardAction> OnIt(ChangeRequest change, PersonId named, Draw draw)
    {
        var isAsked = change.Round.SeatOf(named) is not null;
        yield return Press(change, CardWords.Claim, Ids.OnIt) with
        {
            Style = ActionStyle.Positive,
            Tooltip = isAsked ? $"Say that you are reviewing {change.Id}" : $"Say that you look after {change.Id}",
        };
        foreach (var snooze in Snooze(change, named, draw))
            yield return snooze;
        if (!isAsked)
            yield return Reassign(change);
    }

    // As long as the tier allows.
    private static IEnumerable<CardAction> Snooze(ChangeRequest change, PersonId reader, Draw draw) => Snoozes.Offered(change, reader, draw.Policy)
        .Select(time => Press(change, Snoozes.Label(time), Ids.Snooze, new KeyValuePair<string, string>(Ids.For, Snoozes.Carried(time))) with
        {
            Tooltip = $"Remind me of {change.Id} in {Times.Span(time)}",
        });

    /// <summary>A button that opens a dialog about a request.</summary>
    public static SubmitAction Opening(ChangeRequest change, string title, string verb, params KeyValuePair<string, string>[] more) => new(title)
    {
        OpensDialog = true,
        LeavesInputs = true,
        Data = [new(Ids.Do, verb), Value(change), .. more],
    };

    public static KeyValuePair<string, string> Value(ChangeRequest change) => new(Ids.Button, ButtonValue.Of(change).ToString());

    private static ExecuteAction Approve(ChangeRequest change) => Press(change, CardWords.Approve, Ids.Approve) with
    {
        Style = ActionStyle.Positive,
        Tooltip = $"Approve {change.Id}",
    };

    private static ShowCardAction ApproveOnceMore(ChangeRequest change, Draw draw) => new(
        $"{CardWords.Approve}…",
        new AdaptiveCard(
            [
                Blocks.Heading(CardWords.OnceMoreTitle(change)),
                new TextBlock(CardText.Literal(CardWords.OnceMore(change, draw.Policy), 600)) { Spacing = Spacing.Small },
            ],
            [Approve(change)]))
    {
        Style = ActionStyle.Positive,
        Tooltip = $"Approve {change.Id}",
    };

    private static ShowCardAction WithReason(ChangeRequest change, string verb, ReasonWords words, string title, string tooltip, Draw draw) => new(
        title,
        new AdaptiveCard(
            [.. ReasonForms.Field(Ids.ReasonFor(verb), words, null, draw)],
            [
                new ExecuteAction(words.Verb, verb)
                {
                    Data = [Value(change)],
                    Style = verb == Ids.Deny ? ActionStyle.Destructive : null,
                    Tooltip = tooltip,
                },
            ]))
    {
        Tooltip = tooltip,
    };

    // Six stand side by side at most: beside the rest there is room for one time to put it off.
    private static ShowCardAction More(ChangeRequest change, PersonId reader, Draw draw) => new(
        CardWords.More,
        new AdaptiveCard(
            [],
            [
                .. CardWords.Declines.Select(d => Press(change, d.Label, Ids.Decline, new KeyValuePair<string, string>(Ids.Because, d.Reason.ToString()))),
                .. Snooze(change, reader, draw).Take(1).Select(later => later with { Title = $"Remind me {later.Title.ToLowerInvariant()}" }),
                Press(change, CardWords.Details, Ids.Details, new KeyValuePair<string, string>(Ids.Back, Ids.Refresh)) with { Tooltip = $"Details of {change.Id}" },
            ]))
    {
        Tooltip = $"More about {change.Id}",
    };

    // No field of the card belongs to it.
    private static ExecuteAction Press(ChangeRequest change, string title, string verb, params KeyValuePair<string, string>[] more) =>
        new(title, verb) { Data = [Value(change), .. more], LeavesInputs = true };
}
