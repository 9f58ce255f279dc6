using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Routing;
using Countersign.Core.Words;
using Countersign.Slack.Wire;

namespace Countersign.Slack.Cards;

/// <summary>The card of a request, for a reviewer or the team's channel. The same order everywhere (approval-ux.md 1).</summary>
public static class RequestCard
{
    private const int LinkMax = 1_500;
    private const int RuleMax = 300;

    public static SlackMessage For(ChangeRequest change, CardAudience audience, Draw draw)
    {
        var standing = CopyStanding.Of(change, audience);
        return new SlackMessage(RequestText.Of(change, standing, draw), [.. Body(change, standing, draw), .. Foot(change, audience, standing, draw)]);
    }

    /// <summary>What becomes of a copy when its reader is asked again: the new card comes as a message of its own.</summary>
    public static SlackMessage Moved(ChangeRequest change, Draw draw) => draw.Message(CardWords.AskedAgain(change));

    private static IEnumerable<Block> Body(ChangeRequest change, CopyStanding standing, Draw draw)
    {
        var draft = change.Draft;
        yield return new Section(new Mrkdwn(
            $"{Emoji.Of(standing.Mark)} *{standing.Word}* · {change.Id}\n*{Mrkdwn.Literal(draft.Title)}*"));
        yield return new Section(Fields: Fields(change, standing, draw));
        if (!Draw.LinkFits(change, Graphemes.Clip(draft.Link.ShortName, 100), LinkMax))
            yield return Draw.LinkTo(change, Graphemes.Clip(draft.Link.ShortName, 100), LinkMax);
        yield return Draw.Labelled("What the AI did", draft.AiDid);
        yield return Draw.Labelled("What the author checked", draft.AuthorChecked);
        if (draft.IsDestructive)
            yield return Draw.Labelled(
                $"⚠️ This {RequestFace.DestructionClause(draft.Destruction)}. Rollback plan", draft.Rollback ?? "none given");
        if (draft.Evidence is { } evidence)
            yield return Draw.Labelled("Other evidence", evidence);
        foreach (var line in EvidenceLine.Of(draft))
            yield return line;
        if (standing.Reason(change) is { } reason)
            yield return Draw.Labelled("Reason", reason);
    }

    private static List<TextObject> Fields(ChangeRequest change, CopyStanding standing, Draw draw)
    {
        var draft = change.Draft;
        var fields = new List<TextObject>
        {
            Field("Author", Authors(change, draw)),
            Field("Service", Mrkdwn.Literal(RequestFace.ServiceLine(change, draw.Policy), 200)),
            Field("AI tools", Mrkdwn.Literal(draft.AiTools, 400)),
            Field("Change", Draw.Link(draft.Link.Address, Graphemes.Clip(draft.Link.ShortName, 100), LinkMax)),
        };
        if (standing.IsLive && change.Due is { } due)
            fields.Add(Field("Due", Draw.Time(due)));
        if (draft.Urgency == Urgency.Urgent)
            fields.Add(Field("Urgency", ":rotating_light: urgent"));
        return fields;
    }

    private static string Authors(ChangeRequest change, Draw draw)
    {
        var named = change.Draft.CoAuthors.Take(3).Select(draw.Person).Prepend(draw.Person(change.Author)).ToList();
        var more = change.Draft.CoAuthors.Length - 3;
        return string.Join(", ", named) + (more > 0 ? $" and {more} more" : "");
    }

    private static Mrkdwn Field(string label, string markup) => new($"*{label}*\n{markup}");

    private static IEnumerable<Block> Foot(ChangeRequest change, CardAudience audience, CopyStanding standing, Draw draw)
    {
        yield return Draw.Small(draw.MarkupText(standing.Detail));
        if (SeatWords.Of(change, standing) is { IsEmpty: false } seats)
            yield return Draw.Small(draw.MarkupText(seats));
        if (standing.IsLive && change.Report is { Chosen: { } chosen } report && change.AskedNow.Any(a => a.Person == chosen))
            yield return Draw.Small(draw.MarkupText(RoutingWords.Of(report, change), 1_000));
        if (SeatWords.Rule(change, standing) is { } rule)
            yield return Draw.Small(Draw.Words(rule, RuleMax));
        yield return Draw.Small(change.Draft.Link.CommitSha is { } sha
            ? $"Bound to commit {Mrkdwn.Literal(sha[..12])} · round {standing.Round}"
            : $"Not bound to a commit · round {standing.Round}");
        if (standing.IsLive && HasButtons(change, audience))
            yield return Buttons(change, draw);
    }

    // Whoever has approved one of several seats has nothing left to press on their own copy.
    private static bool HasButtons(ChangeRequest change, CardAudience audience) =>
        change.AskedNow.Any(a => audience is not CardAudience.Reviewer reviewer || a.Person == reviewer.Person);

    private static Actions Buttons(ChangeRequest change, Draw draw)
    {
        var value = ButtonValue.Of(change).ToString();
        var guarded = CardWords.AsksOnceMore(change, draw.Policy);
        return new Actions(
        [
            new Button(new PlainText(CardWords.Approve), Ids.Approve)
            {
                Value = value,
                Style = ButtonStyle.Primary,
                AccessibilityLabel = $"Approve {change.Id}",
                Confirm = guarded ? ApproveConfirm(change, draw) : null,
            },
            new Button(new PlainText(CardWords.Deny), Ids.Deny) { Value = value, AccessibilityLabel = $"Deny {change.Id} with a reason" },
            new Button(new PlainText(CardWords.RequestChanges), Ids.RequestChanges)
            {
                Value = value,
                AccessibilityLabel = $"Request changes to {change.Id} with a reason",
            },
            new Button(new PlainText(CardWords.Claim), Ids.Claim) { Value = value, AccessibilityLabel = $"Say that you are reviewing {change.Id}" },
            More(change),
        ])
        {
            BlockId = "cr.actions",
        };
    }

    private static Overflow More(ChangeRequest change)
    {
        var button = ButtonValue.Of(change);
        return new Overflow(Ids.More,
        [
            .. CardWords.Declines.Select(d => new Option(new PlainText(d.Label), new MenuValue(Ids.Decline, d.Reason, button).ToString())),
            new Option(new PlainText(CardWords.Details), new MenuValue(Ids.Details, null, button).ToString()),
        ]);
    }

    private static Confirm ApproveConfirm(ChangeRequest change, Draw draw) => new(
        new PlainText(CardWords.OnceMoreTitle(change)),
        new PlainText(CardWords.OnceMore(change, draw.Policy)),
        new PlainText(CardWords.Approve),
        new PlainText(CardWords.NotYet));
}
