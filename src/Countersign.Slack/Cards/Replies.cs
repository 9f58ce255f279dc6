using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Routing;
using Countersign.Core.Words;
using Countersign.Slack.Wire;

namespace Countersign.Slack.Cards;

/// <summary>The private answers to commands that ask.</summary>
public static class Replies
{
    // One section holds 3,000, and all of a reply's together stay under the message budget of 10,000.
    private const int MostText = 2_900;
    private const int MostListed = 8_500;

    public static CommandResponse Say(Sentence words, Draw draw) => new(draw.Spoken(words), [new Section(draw.Markup(words))]);

    /// <summary>Says what of the command was not taken, so that nobody believes it was.</summary>
    public static CommandResponse LeftOut(CommandResponse response, ChangeId taken, string rest, Draw draw)
    {
        var words = Sentence.Of($"That is about {taken} only: I left out “{Mrkdwn.Clip(rest, 60)}”.");
        return response with
        {
            Text = $"{draw.Spoken(words)} {UpTo(response.Text, BlockLimits.MessageText - 300)}",
            Blocks = [.. response.Blocks ?? [], Draw.Small(draw.MarkupText(words))],
        };
    }

    // Escaped text is cut between words: an entity holds no space.
    private static string UpTo(string escaped, int max) =>
        escaped.Length <= max ? escaped : escaped[..Math.Max(0, escaped.LastIndexOf(' ', max))];

    public static CommandResponse Status(ChangeRequest change, ImmutableArray<ChangeEvent> events, Draw draw)
    {
        var lines = History.Of(events).Where(s => !s.IsEmpty).Select(s => draw.MarkupText(s)).ToList();
        return new CommandResponse(
            RequestText.Of(change, draw),
            [
                new Section(new Mrkdwn(RequestText.Line(change, null, draw)), Accessory: RequestText.LinkFits(change) ? null : Draw.OpenButton(change)),
                Draw.Small($"{Mrkdwn.Literal(Mrkdwn.Clip(RequestFace.ServiceLine(change, draw.Policy), 150))} · by {draw.Person(change.Author)} · round {change.Round.Number}"),
                .. Lines(lines, most: 2),
            ]);
    }

    public static CommandResponse List(string title, string none, Listed listed, Draw draw)
    {
        if (listed.Shown.IsEmpty)
            return new CommandResponse(none, [new Section(new Mrkdwn(none))]);
        var blocks = new List<Block> { new Section(new Mrkdwn($"*{title}*")) };
        var left = MostListed;
        foreach (var change in listed.Shown)
        {
            var line = RequestText.Line(change, listed.Reader, draw);
            if ((left -= line.Length) < 0)
                break;
            blocks.Add(new Section(new Mrkdwn(line), Accessory: RequestText.LinkFits(change) ? null : Draw.OpenButton(change)));
        }

        var missing = listed.Missing(blocks.Count - 1);
        if (missing is not null)
            blocks.Add(Draw.Small(missing));
        var spoken = string.Join(" ", listed.Shown.Select(c => draw.Plain(Sentence.Of(
            $"{RequestFace.Word(c)}: {c.Id} “{Mrkdwn.Clip(c.Draft.Title, 80)}”. {RequestFace.Detail(c, listed.Reader)}"))));
        return new CommandResponse(Mrkdwn.Literal($"{title}: {(missing is null ? "" : missing + " ")}{spoken}", BlockLimits.MessageText - 100), blocks);
    }

    /// <param name="total">How many wait, of which <paramref name="queue"/> holds the first.</param>
    public static CommandResponse Next(ImmutableArray<ChangeRequest> queue, long total, Draw draw)
    {
        if (queue is not [var first, ..])
            return Say(Sentence.Text("Nothing waits for you. Enjoy the quiet."), draw);
        var words = Sentence.Of($"Next: {first.Id} “{Mrkdwn.Clip(first.Draft.Title, 80)}” by {first.Author}{Due(first)}. {More(total - 1)}");
        return new CommandResponse(draw.Spoken(words),
        [
            new Section(draw.Markup(words)),
            Draw.LinkTo(first, Mrkdwn.Clip(first.Draft.Link.ShortName, 100)),
        ]);
    }

    public static CommandResponse Why(ChangeRequest change, Draw draw)
    {
        if (change.Report is not { } report)
            return Say(Unrouted(change, draw), draw);
        var words = new List<Sentence> { Sentence.Of($"{change.Id}: {report.Sentence}{RequestFace.ServiceGone(change, draw.Policy)}") };
        if (!report.Candidates.IsEmpty)
            words.Add(Sentence.Text("In order: ") + Sentence.Join(", ", report.Candidates.Select(Candidate)) + Sentence.Text("."));
        // Each person once: the sentence has named some.
        words.AddRange(report.PassedOver.Except(RoutingWords.Named(report)).Select(RoutingWords.Of).Select(w => Sentence.Of($"Not asked: {w}.")));
        return new CommandResponse(draw.Spoken(Sentence.Join(" ", words)), [.. Lines([.. words.Select(w => draw.MarkupText(w))], firstMatter: true)]);
    }

    private static Sentence Unrouted(ChangeRequest change, Draw draw) => change switch
    {
        { IsSettled: true } => Sentence.Of($"{change.Id} is over: {RequestFace.Detail(change)}"),
        _ when change.AskedNow.FirstOrDefault() is { } asked => Sentence.Of(
            $"{change.Id} is with {asked.Person} because a lead gave it to them; {new Typed($"/signoff status {change.Id}")} shows who and why."),
        { Status: Core.Changes.Status.ChangesRequested } => Sentence.Of($"{change.Id}: {RequestFace.Detail(change)}"),
        _ => Sentence.Of($"{change.Id} has not been routed yet. Try again in a moment.{RequestFace.ServiceGone(change, draw.Policy)}"),
    };

    /// <summary>Short, and with what this person may do.</summary>
    public static CommandResponse Help(Actor by, bool mayReassign, Draw draw)
    {
        var shown = Verbs.All.Where(v => v.Verb != Verb.Reassign || mayReassign);
        var lines = shown.Select(v => $"`/signoff {Mrkdwn.Escape(v.Example)}` {Mrkdwn.Literal(v.Does)}").ToList();
        var who = by is Actor.Member { Person: var person }
            ? $"You are on the roster as {draw.Person(person.Id)}, {person.Level.ToString().ToLowerInvariant()}."
            : "You are not on the roster yet; ask an operator to add you.";
        return new CommandResponse(
            Mrkdwn.Literal("Countersign: senior sign-off for AI-assisted changes. " + string.Join(" ", shown.Select(v => $"/signoff {v.Example}: {v.Does}."))),
            [
                new Section(new Mrkdwn("*Countersign*: senior sign-off for AI-assisted changes.")),
                .. Lines(lines),
                Draw.Small(who),
            ]);
    }

    private static Sentence Due(ChangeRequest change) => change.Due is { } due ? Sentence.Of($", due {due}") : Sentence.Empty;

    private static Sentence Candidate(Ranked r) => Sentence.Of($"{r.Person} ({r.Open} open{(r.KnowsIt ? ", knows it" : "")})");

    private static string More(long count) => count switch
    {
        <= 0 => "Nothing else waits.",
        1 => "One more waits after it.",
        _ => $"{count} more wait after it.",
    };

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
