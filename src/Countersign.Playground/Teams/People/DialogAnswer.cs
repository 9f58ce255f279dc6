namespace Countersign.Playground.Teams;

public enum DialogOutcome
{
    Closed,

    /// <summary>The dialog shows another card, such as the same with errors.</summary>
    Continued,

    /// <summary>The dialog is gone, a short text came.</summary>
    Message,

    /// <summary>A card for the message box came of it.</summary>
    Composed,

    /// <summary>Teams' client did not send it: something required is missing or not valid.</summary>
    HeldByDialog,

    /// <summary>"Something went wrong": no answer, a bad status, or one that Teams does not understand.</summary>
    Trouble,
}

/// <summary>What came of sending a dialog.</summary>
/// <param name="Outcome">What the person sees.</param>
/// <param name="Http">The bot's answer; null when nothing was sent.</param>
public sealed record DialogAnswer(DialogOutcome Outcome, HttpAnswer? Http)
{
    public string Text { get; init; } = "";

    /// <summary>By input id.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>As it is now.</summary>
    public TeamsDialog? Dialog { get; init; }

    /// <summary>Why Teams could not make use of the answer.</summary>
    public string? Trouble { get; init; }

    /// <summary>Whatever the person sees of it, as plain text.</summary>
    public string Readable => Dialog?.Readable ?? Text;
}
