using Countersign.Core.Changes;
using Countersign.Core.Routing;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>What stands on a request's card above its buttons.</summary>
/// <param name="hasButtons">Without them a longer address has room in the text.</param>
internal sealed class RequestBody(ChangeRequest change, CopyStanding standing, Draw draw, bool hasButtons)
{
    // As much as on Slack's card, so that both say the same; the details hold more.
    private const int Excerpt = 900;
    private const int RuleMax = 300;
    private const int CoAuthorsNamed = 3;
    private const int LongestLink = 6_200;
    private const int LinkBesideButtons = 1_500;

    private readonly Draft _draft = change.Draft;
    private readonly string _did = Blocks.Words(change.Draft.AiDid, Excerpt);
    private readonly string _checked = Blocks.Words(change.Draft.AuthorChecked, Excerpt);
    private readonly string _rollback = Blocks.Words(change.Draft.Rollback ?? "none given", Excerpt);
    private readonly string? _evidence = change.Draft.Evidence is { } evidence ? Blocks.Words(evidence, Excerpt) : null;
    private readonly string? _reason = standing.Reason(change) is { } reason ? Blocks.Words(reason, Excerpt) : null;

    /// <summary>People's long texts, which share what the rest of the card leaves.</summary>
    public IEnumerable<string> Texts => new[] { _did, _checked, _rollback, _evidence, _reason }.OfType<string>();

    /// <param name="cut">Makes one of <see cref="Texts"/> as short as it has to be.</param>
    public List<CardElement> Elements(Func<string, string> cut) =>
    [
        Head(),
        new FactSet(Facts()),
        .. Blocks.Labelled("What the AI did", cut(_did)),
        .. Blocks.Labelled("What the author checked", cut(_checked)),
        .. _draft.IsDestructive
            ? Blocks.Labelled(
                $"⚠️ This {RequestFace.DestructionClause(_draft.Destruction)}. Rollback plan", cut(_rollback), TextColor.Attention)
            : [],
        .. _evidence is not null ? Blocks.Labelled("Other evidence", cut(_evidence)) : [],
        .. _reason is not null ? Blocks.Labelled("Reason", cut(_reason)) : [],
        .. Foot(),
    ];

    private Container Head() => new(
    [
        new TextBlock($"{Marks.Emoji(standing.Mark)} **{standing.Word}** · {change.Id}"),
        new TextBlock(Blocks.Line(_draft.Title, 2 * DraftRules.TitleMax))
        {
            Heading = true, Size = TextSize.Large, Weight = TextWeight.Bolder, Spacing = Spacing.Small,
        },
    ])
    {
        Style = Marks.Style(standing.Mark),
    };

    private List<Fact> Facts()
    {
        var facts = new List<Fact>
        {
            new("Author", Authors()),
            new("Service", Blocks.Line(RequestFace.ServiceLine(change, draw.Policy), 200)),
            new("AI tools", Blocks.Line(_draft.AiTools, 400)),
        };
        if (EvidenceLine.Of(_draft) is { } shown)
            facts.Add(new Fact("Evidence", shown));
        if (_draft.Urgency == Urgency.Urgent)
            facts.Add(new Fact("Urgency", "🚨 urgent"));
        return facts;
    }

    private string Authors()
    {
        var named = string.Join(", ", _draft.CoAuthors.Take(CoAuthorsNamed).Prepend(change.Author).Select(draw.Person));
        var more = _draft.CoAuthors.Length - CoAuthorsNamed;
        return more > 0 ? $"{named} and {more} more" : named;
    }

    // Whose turn it is and until when; then the way to the change, close to the buttons.
    private IEnumerable<CardElement> Foot()
    {
        yield return new TextBlock(draw.Markup(standing.Detail, 1_000)) { Separator = true, Spacing = Spacing.Medium };
        if (SeatWords.Of(change, standing) is { IsEmpty: false } seats)
            yield return Blocks.Small(draw.Markup(seats));
        yield return new TextBlock($"**Change** {Links.ToChange(change, hasButtons ? LinkBesideButtons : LongestLink)}") { Spacing = Spacing.Small };
        if (hasButtons && Links.Button(change).ToList() is { Count: > 0 } open)
            yield return new ActionSet(open) { Spacing = Spacing.Small };
        if (standing.IsLive && change.Report is { Chosen: { } chosen } report && change.AskedNow.Any(a => a.Person == chosen))
            yield return Blocks.Small(draw.Markup(RoutingWords.Of(report, change), 1_000));
        if (SeatWords.Rule(change, standing) is { } rule)
            yield return Blocks.Small(CardText.Literal(rule, RuleMax));
        yield return Blocks.Small($"{CardWords.Commit(change)} · round {standing.Round}");
    }
}
