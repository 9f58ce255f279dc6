namespace Countersign.Teams.Cards;

/// <summary>Names that cards, dialogs and the app's manifest carry. Posted cards outlive a deployment, so they stay.</summary>
public static class Ids
{
    /// <summary>The message extension's command that opens the form.</summary>
    public const string NewCommand = "newSignoff";
}
