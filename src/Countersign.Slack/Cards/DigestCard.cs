using Countersign.Core.Digest;
using Countersign.Core.Words;
using Countersign.Slack.Wire;

namespace Countersign.Slack.Cards;

/// <summary>A team's week: in its channel, or privately for whoever asks.</summary>
public static class DigestCard
{
    private const int LineMax = 800;

    public static SlackMessage Of(WeeklyDigest week, Draw draw)
    {
        var text = DigestText.Of(week);
        var blocks = new List<Block> { new Header(new PlainText(Graphemes.Clip(text.Title, BlockLimits.HeaderText))) };
        if (!text.Lead.IsEmpty)
            blocks.Add(new Section(draw.Markup(text.Lead)));
        foreach (var section in text.Sections)
            blocks.AddRange(Drawn(section, draw));
        return new SlackMessage(draw.Spoken(text.Spoken), blocks);
    }

    public static CommandResponse Reply(WeeklyDigest week, Draw draw)
    {
        var message = Of(week, draw);
        return new CommandResponse(message.Text, message.Blocks);
    }

    private static IEnumerable<Block> Drawn(DigestSection section, Draw draw)
    {
        var lines = section.Lines.Select(l => $"• {draw.MarkupText(Sentence.Of($"{l.Label}: {l.Value}"), LineMax)}").Prepend($"*{section.Heading}*");
        return [.. Replies.Lines([.. lines], firstMatter: true), .. section.Note.IsEmpty ? [] : new[] { Draw.Small(draw.MarkupText(section.Note)) }];
    }
}
