namespace Countersign.Playground.Teams;

public enum TeamsChangeKind
{
    MessagePosted,
    MessageEdited,
    MessageDeleted,

    /// <summary>One person sees a card of their own in place of the message's.</summary>
    ViewReplaced,
    DialogShown,
    DialogClosed,
    ToastShown,
    Installed,
}

/// <summary>Something a watching page should draw again.</summary>
/// <param name="Place">The conversation, for messages.</param>
/// <param name="Message">Its id.</param>
/// <param name="User">The only person concerned, or null when everybody in the place is.</param>
public sealed record TeamsChange(TeamsChangeKind Kind, string? Place = null, string? Message = null, string? User = null);
