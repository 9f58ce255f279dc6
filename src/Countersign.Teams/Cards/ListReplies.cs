using Countersign.Core.Desk;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>Lists of requests: one of them, or all of somebody's on one card.</summary>
internal static class ListReplies
{
    private const int MostListed = 15;
    private const int HomeEach = 6;

    // Of the entries, beside the headings and buttons.
    private const int MostBytes = 21_000;

    private const string PolicyAsks = "What the policy asks";
    private const int MostServices = 10;
    private const int ServiceMax = 1_000;
    private const int PolicyBytes = 5_000;
    private const int FreeBytes = 4_000;
    private const int HomeBytes = MostBytes - PolicyBytes - FreeBytes;

    public static TeamsMessage One(Reply.List reply, Draw draw)
    {
        if (reply.Listed.Shown.IsEmpty)
            return Replies.Say(reply.None, draw);
        var (body, summary) = Entries(reply.Title, reply.None, reply.Listed, MostListed, MostBytes, draw);
        return Draw.Message(summary, body);
    }

    public static TeamsMessage Home(Reply.Home reply, Draw draw)
    {
        var availability = AvailabilityWords.Of(reply, draw.Policy);
        var queue = Entries("Waiting for you", ReplyWords.NothingWaitsShort, reply.Queue, HomeEach, HomeBytes / 2, draw);
        var mine = Entries("Your requests", ReplyWords.NothingAsked, reply.Mine, HomeEach, HomeBytes / 2, draw);
        var asks = PolicyWords.ServicesOf(draw.Policy, reply.Person, MostServices).ToList();
        var policy = Fitting.Most(asks.Select(s => Blocks.Small(draw.Markup(s, ServiceMax))), line => JsonSize.Of(line), PolicyBytes);
        return Draw.Message(
            CardText.Plain($"{draw.Plain(availability)} {queue.Summary} {mine.Summary} {draw.Plain(Sentence.Join(" ", reply.Free.Append(Sentence.Text($"{PolicyAsks}:"))))} {draw.Plain(Sentence.Join(" ", asks))}", Draw.SummaryMax),
            [
                Blocks.Heading($"Hello {draw.Person(reply.Person.Id)}") with { Size = TextSize.Large },
                Blocks.Small(draw.Markup(availability)),
                .. queue.Body,
                .. mine.Body,
                .. Free(reply, draw),
                Blocks.Heading(PolicyAsks) with { Separator = true },
                .. policy,
                .. policy.Count < asks.Count ? new[] { Blocks.Small($"The first {policy.Count} of {asks.Count}.") } : [],
            ],
            [FormReplies.NewButton(null)]);
    }

    private static List<CardElement> Free(Reply.Home reply, Draw draw)
    {
        if (reply.Free.IsEmpty)
            return [];
        var lines = Fitting.Most(
            reply.Free.Select(CardElement (f) => new TextBlock(draw.Markup(f)) { Spacing = Spacing.Small }), line => JsonSize.Of(line), FreeBytes);
        return
        [
            Blocks.Heading(FreeWords.Heading) with { Separator = true },
            .. lines,
            .. lines.Count < reply.Free.Length ? new[] { Blocks.Small($"The first {lines.Count} of {reply.Free.Length}.") } : [],
        ];
    }

    private static (List<CardElement> Body, string Summary) Entries(
        string title, Sentence none, Listed listed, int most, int bytes, Draw draw)
    {
        var body = new List<CardElement> { Blocks.Heading(title) with { Separator = true } };
        var entries = Fitting.Most(
            listed.Shown.Take(most).Select(c => RequestLine.Of(c, listed.DetailOf(c), draw)), entry => JsonSize.Of(entry), bytes);
        body.AddRange(entries.SelectMany(e => e));
        if (listed.Shown.IsEmpty)
        {
            body.Add(new TextBlock(draw.Markup(none)));
            return (body, draw.Plain(none));
        }

        var missing = listed.Missing(entries.Count);
        if (missing is not null)
            body.Add(Blocks.Small(missing));
        var spoken = string.Join(" ", listed.Shown.Select(c => RequestLine.Spoken(c, listed.DetailOf(c), draw)));
        return (body, CardText.Plain($"{title}: {(missing is null ? "" : missing + " ")}{spoken}", Draw.SummaryMax));
    }
}
