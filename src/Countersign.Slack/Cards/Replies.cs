using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Words;
using Countersign.Slack.Wire;

namespace Countersign.Slack.Cards;

/// <summary>The private answers to commands that ask.</summary>
public static class Replies
{
    // One section holds 3,000, and all of a reply's together stay under the message budget of 10,000.
    private const int MostText = 2_900;
    private const int MostListed = 8_500;

    private const int MostServices = 5;
    private const int HomeEach = 4;
    private const int HomeFree = 1_000;

    public static CommandResponse Say(Sentence words, Draw draw) => new(draw.Spoken(words), [new Section(draw.Markup(words))]);

    public static CommandResponse Way(Reply.Way way, Draw draw) => new(
        draw.Spoken(way.Words), [new Section(draw.Markup(way.Words)), new Section(new Mrkdwn(Mrkdwn.Link(way.Address, way.Label)))]);

    public static CommandResponse Partly(CommandResponse response, Sentence leftOut, Draw draw) => response with
    {
        Text = $"{draw.Spoken(leftOut)} {UpTo(response.Text, BlockLimits.MessageText - 300)}",
        Blocks = [.. response.Blocks ?? [], Draw.Small(draw.MarkupText(leftOut))],
    };

    // Escaped text is cut between words: an entity holds no space.
    private static string UpTo(string escaped, int max) =>
        escaped.Length <= max ? escaped : escaped[..Math.Max(0, escaped.LastIndexOf(' ', max))];

    public static CommandResponse Status(Reply.Status status, Draw draw)
    {
        var (change, events, time) = status;
        var lines = History.Of(events).Where(s => !s.IsEmpty).Select(s => draw.MarkupText(s)).ToList();
        return new CommandResponse(
            draw.Spoken(Sentence.Join(" ", [time, SpokenCard.Of(change, CopyStanding.Of(change), draw.Policy)])),
            [
                new Section(new Mrkdwn(RequestText.Line(change, RequestFace.Detail(change), draw)), Accessory: RequestText.LinkFits(change) ? null : Draw.OpenButton(change)),
                Draw.Small($"{Mrkdwn.Literal(Graphemes.Clip(RequestFace.ServiceLine(change, draw.Policy), 150))} · by {draw.Person(change.Author)} · round {change.Round.Number}"),
                .. time.IsEmpty ? [] : new[] { Draw.Small(draw.MarkupText(time)) },
                .. Lines(lines, most: 2),
            ]);
    }

    public static CommandResponse List(string title, Sentence none, Listed listed, Draw draw)
    {
        if (listed.Shown.IsEmpty)
            return Say(none, draw);
        var blocks = new List<Block> { new Section(new Mrkdwn($"*{title}*")) };
        var left = MostListed;
        foreach (var change in listed.Shown)
        {
            var line = RequestText.Line(change, listed.DetailOf(change), draw);
            if ((left -= line.Length) < 0)
                break;
            blocks.Add(new Section(new Mrkdwn(line), Accessory: RequestText.LinkFits(change) ? null : Draw.OpenButton(change)));
        }

        var missing = listed.Missing(blocks.Count - 1);
        if (missing is not null)
            blocks.Add(Draw.Small(missing));
        var spoken = string.Join(" ", listed.Shown.Select(c => draw.Plain(Sentence.Of(
            $"{RequestFace.Word(c)}: {c.Id} “{Graphemes.Clip(c.Draft.Title, 80)}”. {listed.DetailOf(c)}"))));
        return new CommandResponse(Mrkdwn.Literal($"{title}: {(missing is null ? "" : missing + " ")}{spoken}", BlockLimits.MessageText - 100), blocks);
    }

    public static CommandResponse Next(Sentence words, ChangeRequest first, Draw draw) => new(draw.Spoken(words),
    [
        new Section(draw.Markup(words)),
        Draw.LinkTo(first, Graphemes.Clip(first.Draft.Link.ShortName, 100)),
    ]);

    public static CommandResponse Why(ImmutableArray<Sentence> words, Draw draw) => new(
        draw.Spoken(Sentence.Join(" ", words)), [.. Lines([.. words.Select(w => draw.MarkupText(w))], firstMatter: true)]);

    /// <summary>Short, and with what this person may do.</summary>
    public static CommandResponse Help(Actor by, ImmutableArray<VerbText> verbs, Draw draw)
    {
        var lines = verbs.Select(v => $"`/signoff {Mrkdwn.Escape(v.Example)}` {Mrkdwn.Literal(v.Does)}").ToList();
        return new CommandResponse(
            Mrkdwn.Literal("Countersign: senior sign-off for AI-assisted changes. " + string.Join(" ", verbs.Select(v => $"/signoff {v.Example}: {v.Does}."))),
            [
                new Section(new Mrkdwn("*Countersign*: senior sign-off for AI-assisted changes.")),
                .. Lines(lines),
                Draw.Small(draw.MarkupText(ReplyWords.WhoYouAre(by))),
            ]);
    }

    /// <summary>The Home tab's content as an answer, for whoever asks by command.</summary>
    public static CommandResponse Home(Reply.Home home, Draw draw)
    {
        var availability = AvailabilityWords.Of(home, draw.Policy);
        var queue = List("Waiting for you", ReplyWords.NothingWaitsShort, home.Queue with { Shown = [.. home.Queue.Shown.Take(HomeEach)] }, draw);
        var mine = List("Your requests", ReplyWords.NothingAsked, home.Mine with { Shown = [.. home.Mine.Shown.Take(HomeEach)] }, draw);
        return new CommandResponse(
            UpTo($"{draw.Spoken(availability)} {queue.Text} {mine.Text}", BlockLimits.MessageText - 100),
            [
                Draw.Small(draw.MarkupText(availability)),
                .. queue.Blocks ?? [],
                .. mine.Blocks ?? [],
                .. Free([.. home.Free.Select(f => draw.MarkupText(f, HomeFree))]),
                Draw.Small($"*{PolicyWords.Heading}*"),
                .. PolicyWords.ServicesOf(draw.Policy, home.Person, MostServices).Select(s => Draw.Small(draw.MarkupText(s, 400))),
            ]);
    }

    // As many as fit beside the lists, none of them cut.
    private static IEnumerable<Block> Free(List<string> lines)
    {
        var left = HomeFree;
        var shown = lines.TakeWhile(line => (left -= line.Length + 1) >= 0).ToList();
        return shown.Count == 0 ? [] : [Draw.Small($"*{FreeWords.Heading}*"), Draw.Small(string.Join('\n', shown))];
    }

    // As many sections as the lines need, never cut inside one. With too many, the oldest (which stand first) give way.
    internal static List<Section> Lines(List<string> lines, int most = 3, bool firstMatter = false)
    {
        var pages = new List<List<string>>();
        var room = 0;
        foreach (var line in firstMatter ? lines : Enumerable.Reverse(lines))
        {
            if (room < line.Length + 1)
            {
                if (pages.Count == most)
                    break;
                pages.Add([]);
                room = MostText;
            }

            pages[^1].Add(line);
            room -= line.Length + 1;
        }

        if (!firstMatter)
        {
            pages.Reverse();
            pages.ForEach(page => page.Reverse());
        }

        return [.. pages.Select(page => new Section(new Mrkdwn(string.Join('\n', page))))];
    }
}
