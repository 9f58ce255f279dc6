using System.Collections.Immutable;
using Countersign.Core.Desk;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>The answers to commands.</summary>
public static class Replies
{
    public static TeamsMessage Of(Reply reply, Draw draw) => reply switch
    {
        Reply.Says r => Say(r.Words, draw),
        Reply.List r => ListReplies.One(r, draw),
        Reply.Home r => ListReplies.Home(r, draw),
        Reply.Next r => Next(r, draw),
        Reply.Way r => Way(r, draw),
        Reply.Status r => Status(r, draw),
        Reply.Why r => Why(r.Words, draw),
        Reply.Audit r => AuditReply.Of(r, draw),
        Reply.Help r => HelpReply.Of(r, draw),
        Reply.Digest r => DigestCard.Of(r.Week, draw),
        Reply.NewForm r => FormReplies.New(r, draw),
        Reply.UpdateForm r => FormReplies.Update(r, draw),
        Reply.ReassignForm r => FormReplies.Reassign(r, draw),
        Reply.Partly r => Partly(Of(r.Answer, draw), r.LeftOut, draw),
        _ => throw new InvalidOperationException($"No drawing for {reply.GetType().Name}."),
    };

    public static TeamsMessage Say(Sentence words, Draw draw) => draw.Message(words);

    /// <summary>When the bot was installed: what it is, and how one begins.</summary>
    /// <param name="greeting">What else is to be said, such as that somebody is not on the roster.</param>
    public static TeamsMessage Welcome(Sentence? greeting, Draw draw)
    {
        var how = Sentence.Of($"{new Typed("/signoff help")} lists what I do, and {new Typed("/signoff home")} shows all of yours.");
        var all = Sentence.Join(" ", [Sentence.Text(HelpReply.WhatItIs), greeting ?? Sentence.Empty, how]);
        return Draw.Message(
            draw.Spoken(all),
            [
                Blocks.Heading(HelpReply.WhatItIs),
                .. greeting is null ? [] : new[] { new TextBlock(draw.Markup(greeting)) },
                new TextBlock(draw.Markup(how)) { Spacing = Spacing.Small },
            ],
            [FormReplies.NewButton(null)]);
    }

    private static TeamsMessage Partly(TeamsMessage message, Sentence leftOut, Draw draw) => message with
    {
        Summary = CardText.Plain($"{draw.Plain(leftOut)} {message.Summary}", Draw.SummaryMax),
        Card = message.Card with { Body = [.. message.Card.Body, Blocks.Small(draw.Markup(leftOut))] },
    };

    private static TeamsMessage Next(Reply.Next reply, Draw draw) => Draw.Message(
        draw.Spoken(reply.Words),
        [new TextBlock(draw.Markup(reply.Words)), Blocks.Small(Links.ToChange(reply.Change))],
        [RequestButtons.Details(reply.Change), .. Links.Button(reply.Change)]);

    // A button opens https alone; an address of this machine is written out, to be copied whole.
    private static TeamsMessage Way(Reply.Way reply, Draw draw) => reply.Address.Scheme == Uri.UriSchemeHttps
        ? Draw.Message(draw.Spoken(reply.Words), [new TextBlock(draw.Markup(reply.Words))], [new OpenUrlAction(reply.Label, reply.Address)])
        : Draw.Message(draw.Spoken(reply.Words), [new TextBlock(draw.Markup(reply.Words)), new RichTextBlock([new TextRun(reply.Address.AbsoluteUri)])]);

    private static TeamsMessage Status(Reply.Status reply, Draw draw)
    {
        var change = reply.Change;
        var by = $"{Blocks.Line(RequestFace.ServiceLine(change, draw.Policy), 200)} · by {draw.Person(change.Author)} · round {change.Round.Number}";
        return Draw.Message(
            draw.Spoken(Sentence.Join(" ", [reply.Time, SpokenCard.Of(change, CopyStanding.Of(change), draw.Policy)])),
            [
                .. RequestLine.Of(change, RequestFace.Detail(change), draw, RequestLine.LongestLink),
                Blocks.Small(by),
                .. reply.Time.IsEmpty ? [] : new[] { Blocks.Small(draw.Markup(reply.Time)) },
                .. Lines.NewestLast([.. History.Of(reply.Events).Where(s => !s.IsEmpty).Select(s => draw.Markup(s))]),
            ],
            [RequestButtons.Details(change), .. Links.Button(change)]);
    }

    private static TeamsMessage Why(ImmutableArray<Sentence> words, Draw draw) => Draw.Message(
        draw.Spoken(Sentence.Join(" ", words)), [.. Lines.FirstMatters([.. words.Select(w => draw.Markup(w))])]);
}
