using Countersign.Core.Digest;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>A team's week: in its channel, or privately for whoever asks.</summary>
public static class DigestCard
{
    private const int TextMax = 400;

    public static TeamsMessage Of(WeeklyDigest week, Draw draw)
    {
        var charts = DigestCharts.Of(week, draw.Policy) is { } drawn ? ChartElements.Of(drawn) : [];
        var illustrated = Of(week, draw, charts);
        // The words say all of it: where both would be too much for a card, the charts give way.
        return charts.Count == 0 || CardBudget.Violations(illustrated.Card).Count == 0 ? illustrated : Of(week, draw, []);
    }

    private static TeamsMessage Of(WeeklyDigest week, Draw draw, IEnumerable<CardElement> charts)
    {
        var text = DigestText.Of(week);
        var body = new List<CardElement> { Blocks.Heading(CardText.Literal(text.Title, TextMax)) with { Size = TextSize.Large } };
        if (!text.Lead.IsEmpty)
            body.Add(new TextBlock(draw.Markup(text.Lead)));
        body.AddRange(charts);
        body.AddRange(text.Sections.SelectMany(section => Drawn(section, draw)));
        return Draw.Message(draw.Spoken(text.Spoken), body);
    }

    private static IEnumerable<CardElement> Drawn(DigestSection section, Draw draw)
    {
        yield return Blocks.Heading(section.Heading) with { Separator = true };
        yield return new FactSet([.. section.Lines.Select(l => new Fact(draw.Markup(l.Label, TextMax), draw.Markup(l.Value, TextMax)))]);
        if (!section.Note.IsEmpty)
            yield return Blocks.Small(draw.Markup(section.Note));
    }
}
