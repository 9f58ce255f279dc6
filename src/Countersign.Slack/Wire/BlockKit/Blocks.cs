namespace Countersign.Slack.Wire;

/// <summary>Text, or fields in two columns, with at most one element beside it.</summary>
public sealed record Section(
    TextObject? Text = null,
    IReadOnlyList<TextObject>? Fields = null,
    IAccessory? Accessory = null) : Block("section");

public sealed record Header(PlainText Text) : Block("header");

/// <summary>Small print: texts and small images.</summary>
public sealed record Context(IReadOnlyList<IContextElement> Elements) : Block("context");

public sealed record Actions(IReadOnlyList<IActionsElement> Elements) : Block("actions");

public sealed record Divider() : Block("divider");

/// <summary>One labelled field of a form.</summary>
public sealed record Input(PlainText Label, IInputElement Element) : Block("input")
{
    public PlainText? Hint { get; init; }

    /// <summary>Null means required.</summary>
    public bool? Optional { get; init; }

    /// <summary>Whether a change sends a <c>block_actions</c> at once.</summary>
    public bool? DispatchAction { get; init; }
}

/// <summary>A picture that was sent to Slack.</summary>
/// <param name="AltText">What a screen reader says.</param>
public sealed record FilePicture(SlackFileId SlackFile, string AltText, PlainText? Title = null) : Block("image");

public sealed record SlackFileId(string Id);

/// <param name="AltText">What a screen reader says.</param>
public sealed record Image(Uri ImageUrl, string AltText, PlainText? Title = null) : Block("image");
