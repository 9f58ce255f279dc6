using Countersign.Core.Changes;
using Countersign.Core.Words;
using Countersign.Slack.Wire;

namespace Countersign.Slack.Cards;

/// <summary>The short direct messages: to the author at every step, to a lead when nobody can be asked, to the operators.</summary>
public static class Notes
{
    public static SlackMessage ToAuthor(ChangeRequest change, ChangeEvent about, Draw draw) =>
        WithLink(NoteWords.ToAuthor(change, about, draw.Policy), change, draw);

    public static SlackMessage NobodyToAsk(ChangeRequest change, Draw draw) =>
        WithLink(NoteWords.NobodyToAsk(change, draw.Policy), change, draw);

    public static SlackMessage ForOperators(Sentence words, Draw draw) =>
        new($"For operators: {draw.Spoken(words)}", [new Section(new Mrkdwn($":wrench: {draw.MarkupText(words)}"))]);

    public static SlackMessage ForLead(Sentence words, Draw draw) =>
        new($"For leads: {draw.Spoken(words)}", [new Section(new Mrkdwn($":wrench: {draw.MarkupText(words)}"))]);

    private static SlackMessage WithLink(NoteWords note, ChangeRequest change, Draw draw)
    {
        var blocks = new List<Block> { new Section(new Mrkdwn($"{Emoji.Of(note.Mark)} {draw.MarkupText(note.Said)}")) };
        if (note.Reason is { } reason)
            blocks.Add(Draw.Labelled("Reason", reason, 2_000));
        blocks.Add(Draw.LinkTo(change, Graphemes.Clip(change.Draft.Title, 100)));
        return new SlackMessage(draw.Spoken(note.Spoken(change)), blocks);
    }
}
