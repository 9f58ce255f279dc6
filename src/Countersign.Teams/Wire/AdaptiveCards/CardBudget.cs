namespace Countersign.Teams.Wire.AdaptiveCards;

/// <summary>What a card has to keep. Teams refuses a message that is too big as a whole, so nothing of it would arrive.</summary>
public static class CardBudget
{
    /// <summary>Of the card's JSON, in UTF-8.</summary>
    public const int MostBytes = 25_000;

    public const int MostButtons = 6;

    /// <summary>Of a card that refreshes itself.</summary>
    public const int MostReaders = 60;

    /// <summary>What is wrong with a card, in words; nothing when all is well.</summary>
    public static IReadOnlyList<string> Violations(AdaptiveCard card)
    {
        var faults = new List<string>();
        var bytes = CardJson.ToUtf8(card).Length;
        if (bytes > MostBytes)
            faults.Add($"the card has {bytes} bytes, more than {MostBytes}");
        if (card.Refresh is { } refresh && refresh.UserIds.Count is 0 or > MostReaders)
            faults.Add($"the card refreshes for {card.Refresh.UserIds.Count} people");
        Walk(card, faults, []);
        return faults;
    }

    private static void Walk(AdaptiveCard card, List<string> faults, HashSet<string> ids)
    {
        foreach (var element in card.Body)
            Walk(element, faults, ids);
        Buttons(card.Actions ?? [], faults, ids);
    }

    private static void Walk(CardElement element, List<string> faults, HashSet<string> ids)
    {
        IEnumerable<CardElement> within = element switch
        {
            Container container => container.Items,
            ColumnSet set => set.Columns.SelectMany(c => c.Items),
            ChartElement chart => [chart.Fallback],
            _ => [],
        };
        foreach (var item in within)
            Walk(item, faults, ids);
        if (element is ActionSet actions)
            Buttons(actions.Actions, faults, ids);
        if (element is TextBlock { Text.Length: 0 } or RichTextBlock { Inlines.Count: 0 } or FactSet { Facts.Count: 0 }
            or GroupedBars { Series.Count: 0 } or StackedBars { Rows.Count: 0 })
            faults.Add($"a {element.GetType().Name} is empty");
        if (element is CardInput input)
            Field(input, faults, ids);
    }

    private static void Buttons(IReadOnlyList<CardAction> actions, List<string> faults, HashSet<string> ids)
    {
        if (actions.Count(a => !a.IsSecondary) > MostButtons)
            faults.Add($"{actions.Count(a => !a.IsSecondary)} buttons stand side by side, more than {MostButtons}");
        foreach (var show in actions.OfType<ShowCardAction>())
            Walk(show.Card, faults, ids);
    }

    private static void Field(CardInput input, List<string> faults, HashSet<string> ids)
    {
        if (!ids.Add(input.Id))
            faults.Add($"two fields are called {input.Id}");
        if (input.IsRequired && string.IsNullOrEmpty(input.ErrorMessage))
            faults.Add($"{input.Id} is required and says nothing when it is empty");
        if (input is ChoiceSetInput set && set.Choices.Any(c => c.Value.Contains(',')))
            faults.Add($"{input.Id} has a value with a comma");
    }
}
