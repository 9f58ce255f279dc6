using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

public enum PressOutcome
{
    /// <summary>The bot's card stands in this person's view now.</summary>
    CardShown,

    /// <summary>A private note.</summary>
    Toast,

    /// <summary>A private note about something that went wrong, in the bot's words.</summary>
    Error,
    DialogOpened,

    /// <summary>The bot took a message made of the press.</summary>
    Sent,

    /// <summary>Teams' client did not send it: something required is missing or not valid.</summary>
    HeldByCard,

    /// <summary>Nothing is sent: a link, or something that unfolds.</summary>
    NothingSent,

    /// <summary>"Something went wrong": no answer, a bad status, or one that Teams does not understand.</summary>
    Trouble,
}

/// <summary>What came of a press, or of a card that refreshed itself.</summary>
/// <param name="Outcome">What the person sees.</param>
/// <param name="Http">The bot's answer; null when nothing was sent.</param>
public sealed record PressAnswer(PressOutcome Outcome, HttpAnswer? Http)
{
    /// <summary>What a toast says.</summary>
    public string Text { get; init; } = "";

    /// <summary>By input id.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>This person's view of the card from now on.</summary>
    public JsonObject? Card { get; init; }
    public TeamsDialog? Dialog { get; init; }

    /// <summary>Why Teams could not make use of the answer.</summary>
    public string? Trouble { get; init; }

    /// <summary>Whatever the person sees of it, as plain text.</summary>
    public string Readable => Card is { } card ? AdaptiveCardText.Of(card) : Dialog?.Readable ?? Text;
}
