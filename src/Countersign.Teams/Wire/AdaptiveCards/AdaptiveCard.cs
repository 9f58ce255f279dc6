namespace Countersign.Teams.Wire.AdaptiveCards;

/// <summary>An Adaptive Card 1.5: exactly the subset that this project draws. <see cref="CardJson"/> writes it.</summary>
/// <param name="Actions">The buttons under the card: Teams shows six at most.</param>
public sealed record AdaptiveCard(IReadOnlyList<CardElement> Body, IReadOnlyList<CardAction>? Actions = null)
{
    /// <summary>How named people get a card of their own instead of this one.</summary>
    public Refresh? Refresh { get; init; }

    /// <summary>Who is mentioned in the texts. A mention without its entry here is only a word in brackets.</summary>
    public IReadOnlyList<CardMention> Mentions { get; init; } = [];

    /// <summary>True takes the message's full width.</summary>
    public bool FullWidth { get; init; }

    /// <summary>What clients that know no 1.5 show. It is read as Markdown: people's words enter it by <see cref="CardText.Literal(string)"/>.</summary>
    public string? FallbackText { get; init; }

    /// <summary>What a screen reader says, when not the texts themselves.</summary>
    public string? Speak { get; init; }
}

/// <summary>The client asks with this for the card of whoever looks, without a press.</summary>
/// <param name="UserIds">Ids of the channel (<c>29:…</c>), 60 at most; for everybody else the card stays as it is.</param>
public sealed record Refresh(string Verb, IReadOnlyList<KeyValuePair<string, string>> Data, IReadOnlyList<string> UserIds);

/// <summary>Somebody who is told that a card names them.</summary>
/// <param name="UserId">The channel's id (<c>29:…</c>).</param>
/// <param name="Name">As it is; <see cref="Markup"/> makes it harmless.</param>
public sealed record CardMention(string UserId, string Name)
{
    /// <summary>What stands in the text. Teams compares it with the card's list, letter by letter.</summary>
    public string Markup { get; } = CardText.At(Name);
}
