using Countersign.Core.Changes;
using Countersign.Core.Words;
using Countersign.Slack.Wire;

namespace Countersign.Slack.Cards;

/// <summary>The short direct messages: to the author at every step, to a lead when nobody can be asked, to the operators.</summary>
public static class Notes
{
    public static SlackMessage ToAuthor(ChangeRequest change, ChangeEvent about, Draw draw)
    {
        var (emoji, words) = Words(change, about);
        if (about is ChangeEvent.Waited)
            words += RequestFace.ServiceGone(change, draw.Policy);
        return WithLink(emoji, words, ReasonOf(about), change, draw);
    }

    public static SlackMessage NobodyToAsk(ChangeRequest change, Draw draw) => WithLink(
        ":hourglass_flowing_sand:",
        Sentence.Of($"{change.Id} “{change.Draft.Title}” by {change.Author} is stuck. {RequestFace.Detail(change)}{RequestFace.ServiceGone(change, draw.Policy)} You can give it to somebody yourself: {new Typed($"/signoff reassign {change.Id}")}."),
        null, change, draw, isNamed: true);

    public static SlackMessage ForOperators(Sentence words, Draw draw) =>
        new($"For operators: {draw.Spoken(words)}", [new Section(new Mrkdwn($":wrench: {draw.MarkupText(words)}"))]);

    private static (string Emoji, Sentence Words) Words(ChangeRequest c, ChangeEvent about) => about switch
    {
        ChangeEvent.Waited e => (":hourglass_flowing_sand:", Sentence.Of($"{c.Id} waits. {e.Report.Sentence}")),
        ChangeEvent.Assigned { By: { } lead } e when lead == e.Person => (":inbox_tray:",
            Sentence.Of($"{lead} took {c.Id} over{Due(e)}.")),
        ChangeEvent.Assigned { By: { } lead } e => (":inbox_tray:",
            Sentence.Of($"{lead} gave {c.Id} to {e.Person}{Due(e)}.")),
        ChangeEvent.Assigned e => (":inbox_tray:",
            Sentence.Of($"{c.Id} is with {e.Person}{Due(e)}. {e.Report?.Sentence ?? Sentence.Empty}")),
        ChangeEvent.RoundSettled { Verdict: Verdict.Approved } e => (":white_check_mark:",
            Sentence.Of($"{e.By} approved {c.Id}, {e.At}.")),
        ChangeEvent.RoundSettled { Verdict: Verdict.Denied } e => (":no_entry:",
            Sentence.Of($"{e.By} denied {c.Id}, {e.At}. Once it is put right, ask again with {new Typed("/signoff")}.")),
        ChangeEvent.RoundSettled e => (":pencil2:",
            Sentence.Of($"{e.By} asked for changes to {c.Id}, {e.At}. Answer with {new Typed($"/signoff update {c.Id}")}; the next round begins then.")),
        _ => (":information_source:", Sentence.Of($"{c.Id}: {RequestFace.Detail(c)}")),
    };

    private static string? ReasonOf(ChangeEvent about) => about switch
    {
        ChangeEvent.RoundSettled e => e.Reason,
        ChangeEvent.Assigned e => e.Reason,
        _ => null,
    };

    private static Sentence Due(ChangeEvent.Assigned e) => e.Due is { } due ? Sentence.Of($", due {due}") : Sentence.Empty;

    private static SlackMessage WithLink(string emoji, Sentence words, string? reason, ChangeRequest change, Draw draw, bool isNamed = false)
    {
        var spoken = isNamed ? words : words + Sentence.Of($" {change.Id} is “{change.Draft.Title}”.");
        spoken += Sentence.Text($" Change: {Mrkdwn.Clip(change.Draft.Link.ShortName, 200)}.");
        if (reason is not null)
            spoken += Sentence.Text($" Reason: {Mrkdwn.Clip(reason, 1_000)}");
        var blocks = new List<Block> { new Section(new Mrkdwn($"{emoji} {draw.MarkupText(words)}")) };
        if (reason is not null)
            blocks.Add(Draw.Labelled("Reason", reason, 2_000));
        blocks.Add(Draw.LinkTo(change, Mrkdwn.Clip(change.Draft.Title, 100)));
        return new SlackMessage(draw.Spoken(spoken), blocks);
    }
}
