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

    public static Dialog Of(ChangeRequest change, ImmutableArray<ChangeEvent> events, Draw draw) =>
        new(change.Id.ToString(), Card(change, events, draw, [MessageDialog.Close]), IsTall: true);

    /// <summary>The same in the place of a card.</summary>
    /// <param name="back">Whether one goes back to the request's card from it.</param>
    public static AdaptiveCard InChat(ChangeRequest change, ImmutableArray<ChangeEvent> events, Draw draw, bool back) =>
        Card(change, events, draw, back ? [RequestButtons.Back(change)] : []);

    private static AdaptiveCard Card(ChangeRequest change, ImmutableArray<ChangeEvent> events, Draw draw, IEnumerable<CardAction> actions)
    {
        var draft = change.Draft;
        var texts = new List<(string Label, string Words)>
        {
            ("What the AI did", Blocks.Words(draft.AiDid)),
            ("What the author checked", Blocks.Words(draft.AuthorChecked)),
            ($"Deletes, recreates or migrates: {RequestFace.DestructionLine(draft.Destruction)}. Rollback plan", Blocks.Words(draft.Rollback ?? "none given")),
            ("Evidence", Blocks.Words(draft.Evidence ?? "none given")),
        };
        if (RequestFace.Reason(change) is { } reason)
            texts.Add(("Reason", Blocks.Words(reason)));
        var history = Past(events, draw).ToList();
        return Fitting.Card(texts.Select(t => t.Words), cut => new AdaptiveCard(
            [
                .. RequestLine.Of(change, null, draw, RequestLine.LongestLink),
                .. texts.SelectMany(t => Whole(t.Label, t.Words, cut)),
                Blocks.Heading("History") with { Separator = true },
                .. history,
            ],
            [.. Links.Button(change), .. actions]));
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
