using Countersign.Core.Desk;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>Short, and with what this person may do.</summary>
internal static class HelpReply
{
    public const string WhatItIs = "Countersign: senior sign-off for AI-assisted changes.";

    public static TeamsMessage Of(Reply.Help reply, Draw draw)
    {
        var verbs = reply.Verbs.Select(v => (Typed: Typed(v), v.Does)).ToList();
        var who = ReplyWords.WhoYouAre(reply.By);
        var spoken = string.Join(" ", verbs.Select(v => $"{v.Typed}: {v.Does}."));
        return Draw.Message(
            CardText.Plain($"{WhatItIs} {spoken} {draw.Plain(who)}", Draw.SummaryMax),
            [
                Blocks.Heading(WhatItIs),
                .. draw.IsPersonal ? [] : new[] { Blocks.Small($"Here I hear only what is said to me: begin with **{CardText.Literal("@" + Draw.BotName)}**.") },
                new FactSet([.. verbs.Select(v => new Fact(CardText.Literal(v.Typed), CardText.Literal(v.Does)))]),
                Blocks.Small(draw.Markup(who)),
            ],
            [FormReplies.NewButton(null)]);
    }

    private static string Typed(VerbText verb) => verb.Verb == Verb.New ? $"new {verb.Example}" : verb.Example;
}
