namespace Countersign.Teams.Wire.AdaptiveCards;

/// <summary>A button.</summary>
/// <param name="Title">Plain text.</param>
public abstract record CardAction(string Title)
{
    public ActionStyle? Style { get; init; }

    /// <summary>True puts it into the menu behind the three dots.</summary>
    public bool IsSecondary { get; init; }

    /// <summary>What a pointer's rest shows and a screen reader may say.</summary>
    public string? Tooltip { get; init; }
}

/// <summary>A hint for the eye: some clients show none.</summary>
public enum ActionStyle
{
    Positive,
    Destructive,
}

/// <summary>
/// Arrives as an invoke, which answers with a card or a private word. Clients that don't know it get a button that sends a message
/// with the same data and the verb under <see cref="VerbKey"/>.
/// </summary>
public sealed record ExecuteAction(string Title, string Verb) : CardAction(Title)
{
    public const string VerbKey = "verb";

    public IReadOnlyList<KeyValuePair<string, string>> Data { get; init; } = [];

    /// <summary>True sends none of the card's fields, and asks for none of the required ones.</summary>
    public bool LeavesInputs { get; init; }
}

/// <summary>Arrives as a message with a value; in a dialog as <c>task/submit</c>.</summary>
public sealed record SubmitAction(string Title) : CardAction(Title)
{
    public IReadOnlyList<KeyValuePair<string, string>> Data { get; init; } = [];

    /// <summary>True asks for a dialog instead (<c>task/fetch</c>). Teams ignores it within a dialog.</summary>
    public bool OpensDialog { get; init; }

    /// <summary>True sends none of the card's fields, and asks for none of the required ones.</summary>
    public bool LeavesInputs { get; init; }
}

/// <summary>Opens a card below the buttons, on the reader's side alone.</summary>
public sealed record ShowCardAction(string Title, AdaptiveCard Card) : CardAction(Title);

public sealed record OpenUrlAction(string Title, Uri Url) : CardAction(Title);
