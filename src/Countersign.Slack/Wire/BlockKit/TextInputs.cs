namespace Countersign.Slack.Wire;

/// <summary>A field for text. Always set <see cref="MaxLength"/>: without one, 3,000 characters come back.</summary>
public sealed record PlainTextInput(string ActionId) : Element("plain_text_input", ActionId), IInputElement
{
    public PlainText? Placeholder { get; init; }

    public string? InitialValue { get; init; }

    public bool? Multiline { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public bool? FocusOnLoad { get; init; }
}

/// <summary>A field for a link. Slack asks for something like one; whether it is one is for us to check.</summary>
public sealed record UrlInput(string ActionId) : Element("url_text_input", ActionId), IInputElement
{
    public PlainText? Placeholder { get; init; }

    public string? InitialValue { get; init; }

    public bool? FocusOnLoad { get; init; }
}
