using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>A dialog (task module) on somebody's screen.</summary>
/// <param name="Id">Another one with every card that is shown in it.</param>
/// <param name="User">Whose screen it is on.</param>
/// <param name="Card">What it shows.</param>
public sealed record TeamsDialog(int Id, string User, string Title, JsonObject Card)
{
    /// <summary>What opened it: decides what submitting it sends.</summary>
    public required DialogOrigin Origin { get; init; }

    /// <summary>What a reader sees, as plain text.</summary>
    public string Readable => AdaptiveCardText.Lines([Title, AdaptiveCardText.Of(Card)]);
}

/// <summary>What opened a dialog.</summary>
/// <param name="Place">The conversation that was open.</param>
/// <param name="Message">The message it was opened from, or null.</param>
/// <param name="Command">The message extension's command, or null for a button on a card.</param>
/// <param name="Context">Where the command was run.</param>
public sealed record DialogOrigin(TeamsPlace Place, TeamsMessage? Message, string? Command = null, string Context = "");
