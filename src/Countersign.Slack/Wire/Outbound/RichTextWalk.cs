namespace Countersign.Slack.Wire;

/// <summary>Counts the characters of rich text and holds its shape against what Slack takes.</summary>
internal static class RichTextWalk
{
    public static void Walk(string place, RichText rich, LimitFindings found)
    {
        if (rich.Elements.Count == 0) found.Add($"{place}.elements: none");
        foreach (var group in rich.Elements) WalkGroup($"{place}.{group.Type}", group, found);
    }

    private static void WalkGroup(string place, RichTextGroup group, LimitFindings found)
    {
        switch (group)
        {
            case RichTextSection section: WalkRuns(place, section.Elements, found); break;
            case RichTextQuote quote: WalkRuns(place, quote.Elements, found); break;
            case RichTextPreformatted listing:
                if (listing.Elements.Any(run => run is not (RichTextText or RichTextLink)))
                    found.Add($"{place}: takes text and links only");
                WalkRuns(place, listing.Elements, found);
                break;
            case RichTextList list:
                foreach (var item in list.Elements) WalkRuns(place, item.Elements, found);
                break;
        }
    }

    private static void WalkRuns(string place, IReadOnlyList<RichTextRun> runs, LimitFindings found)
    {
        foreach (var run in runs)
        {
            var text = run switch
            {
                RichTextText words => words.Text,
                RichTextLink link => link.Text ?? link.Url.OriginalString,
                RichTextDate date => date.Fallback,
                _ => null,
            };
            found.Shown(place, text, BlockLimits.MessageBudget);
        }
    }
}
