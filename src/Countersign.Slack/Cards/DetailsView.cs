using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Words;
using Countersign.Slack.Wire;

namespace Countersign.Slack.Cards;

/// <summary>Everything about a request, unabridged, in a modal that anybody on the roster may open.</summary>
public static class DetailsView
{
    // People's texts have up to 3,000 characters, and escaping makes them longer: as rich text they go in whole.
    private const int MostEvents = 40;

    // 40 of these, in the longest letters, leave room within a view's 250,000 bytes.
    private const int EventMax = 600;

    public static ModalView Of(ChangeRequest change, ImmutableArray<ChangeEvent> events, Draw draw)
    {
        var draft = change.Draft;
        var blocks = new List<Block>
        {
            new Section(new Mrkdwn(RequestText.Line(change, RequestFace.Detail(change), draw))),
            new RichText([new RichTextSection([new RichTextLink(draft.Link.Address)])]),
        };
        if (RequirementWords.Of(change) is { } asks)
            blocks.Add(Draw.Small(Draw.Words(asks, Draw.SentenceMax)));
        if (SeatWords.Of(change, CopyStanding.Of(change)) is { IsEmpty: false } seats)
            blocks.Add(Draw.Small(draw.MarkupText(seats)));
        blocks.Add(new Divider());
        Whole(blocks, "What the AI did", draft.AiDid);
        Whole(blocks, "What the author checked", draft.AuthorChecked);
        Evidence(blocks, draft);
        if (RequestFace.Reason(change) is { } reason)
            Whole(blocks, "Reason", reason);
        blocks.Add(new Divider());
        if (events.Length > MostEvents)
            blocks.Add(Draw.Small($"The newest {MostEvents} of {events.Length} entries."));
        foreach (var sentence in History.Of([.. events.TakeLast(MostEvents)]).Where(s => !s.IsEmpty))
            blocks.Add(Draw.Small(draw.MarkupText(sentence, EventMax)));
        return new ModalView(new PlainText(Graphemes.Clip(change.Id.ToString(), BlockLimits.ModalLabel)), blocks, Close: new PlainText("Close"))
        {
            CallbackId = Ids.DetailsView,
        };
    }

    // In the order of the form.
    private static void Evidence(List<Block> blocks, Draft draft)
    {
        Given(blocks, "Files or folders it touches", draft.Paths);
        Whole(blocks, "Can it be undone", $"It {RequestFace.DestructionClause(draft.Destruction)}.");
        Given(blocks, "Rollback plan", draft.Rollback);
        Given(blocks, "Tests", draft.Tests);
        if (draft.Scanner is { } scanner)
        {
            Whole(blocks, "Scanner", scanner.Words);
            if (ChangeLink.TryParse(scanner.Link, out var results))
                blocks.Add(new RichText([new RichTextSection([new RichTextLink(results.Address)])]));
        }

        Given(blocks, "Edge cases", draft.EdgeCases);
        Given(blocks, "AI review", draft.AiReview);
        Given(blocks, "Other evidence", draft.Evidence);
        if (EvidenceWords.Missing(draft) is { } missing)
            blocks.Add(Draw.Small(missing));
    }

    private static void Given(List<Block> blocks, string label, string? text)
    {
        if (text is not null)
            Whole(blocks, label, text);
    }

    private static void Whole(List<Block> blocks, string label, string text)
    {
        blocks.Add(new Section(new Mrkdwn($"*{label}*")));
        // Invisible characters alone leave nothing, and Slack refuses an empty text.
        var clean = CleanText.Of(text);
        blocks.Add(new RichText([new RichTextSection([new RichTextText(clean.Length > 0 ? clean : "(nothing readable)")])]));
    }
}
