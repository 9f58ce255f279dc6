using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>Everything about a request, as whole as a card can hold it, in a dialog that anybody on the roster may open.</summary>
public static class DetailsDialog
{
    private const int MostEvents = 40;
    private const int EventMax = 600;

    // The history may have as much; people's texts share the rest.
    private const int HistoryBytes = 7_000;
    private const int RuleMax = 1_500;

    public static Dialog Of(ChangeRequest change, ImmutableArray<ChangeEvent> events, Draw draw) =>
        new(change.Id.ToString(), Card(change, events, draw, [MessageDialog.Close]), IsTall: true);

    /// <summary>The same in the place of a card.</summary>
    /// <param name="back">Whether one goes back to the request's card from it.</param>
    public static AdaptiveCard InChat(ChangeRequest change, ImmutableArray<ChangeEvent> events, Draw draw, bool back) =>
        Card(change, events, draw, back ? [RequestButtons.Back(change)] : []);

    private static AdaptiveCard Card(ChangeRequest change, ImmutableArray<ChangeEvent> events, Draw draw, IEnumerable<CardAction> actions)
    {
        var draft = change.Draft;
        var texts = Texts(draft);
        if (RequestFace.Reason(change) is { } reason)
            texts.Add(("Reason", Blocks.Words(reason)));
        var history = Past(events, draw).ToList();
        return Fitting.Card(texts.Select(t => t.Words), cut => new AdaptiveCard(
            [
                .. RequestLine.Of(change, RequestFace.Detail(change), draw, RequestLine.LongestLink),
                .. Rule(change, draw),
                .. texts.SelectMany(t => Whole(t.Label, t.Words, cut)),
                .. Results(draft),
                .. EvidenceWords.Missing(draft) is { } missing ? new[] { Blocks.Small(CardText.Literal(missing)) } : [],
                Blocks.Heading("History") with { Separator = true },
                .. history,
            ],
            [.. Links.Button(change), .. actions]));
    }

    // In the order of the form.
    private static List<(string Label, string Words)> Texts(Draft draft)
    {
        (string Label, string? Words)[] all =
        [
            ("What the AI did", draft.AiDid),
            ("What the author checked", draft.AuthorChecked),
            ("Files or folders it touches", draft.Paths),
            ("Can it be undone", $"It {RequestFace.DestructionClause(draft.Destruction)}."),
            ("Rollback plan", draft.Rollback),
            ("Tests", draft.Tests),
            ("Scanner", draft.Scanner?.Words),
            ("Edge cases", draft.EdgeCases),
            ("AI review", draft.AiReview),
            ("Other evidence", draft.Evidence),
        ];
        return [.. all.Where(t => t.Words is not null).Select(t => (t.Label, Blocks.Words(t.Words!)))];
    }

    // What the policy asks of it and why, and how far it is.
    private static IEnumerable<CardElement> Rule(ChangeRequest change, Draw draw)
    {
        if (RequirementWords.Of(change) is { } asks)
            yield return Blocks.Small(CardText.Literal(asks, RuleMax));
        if (SeatWords.Of(change, CopyStanding.Of(change)) is { IsEmpty: false } seats)
            yield return Blocks.Small(draw.Markup(seats));
    }

    private static IEnumerable<CardElement> Results(Draft draft)
    {
        if (ChangeLink.TryParse(draft.Scanner?.Link, out var link))
            yield return Blocks.Small($"Scanner's results: {Links.To(link.Address, link.ShortName)}");
    }

    private static IEnumerable<CardElement> Whole(string label, string words, Func<string, string> cut)
    {
        var shown = cut(words);
        var isCut = shown.Length < words.Length;
        return [.. Blocks.Labelled(label, shown), .. isCut ? new[] { Blocks.Small($"(cut: {shown.Length} of {words.Length} characters fit here)") } : []];
    }

    // The newest matter most, and stand last.
    private static IEnumerable<CardElement> Past(ImmutableArray<ChangeEvent> events, Draw draw)
    {
        var lines = History.Of([.. events.TakeLast(MostEvents)]).Where(s => !s.IsEmpty)
            .Select(s => Blocks.Small(draw.Markup(s, EventMax))).Reverse();
        var shown = Fitting.Most(lines, line => JsonSize.Of([line]), HistoryBytes);
        shown.Reverse();
        return shown.Count < events.Length ? shown.Prepend(Blocks.Small($"The newest {shown.Count} of {events.Length} entries.")) : shown;
    }
}
