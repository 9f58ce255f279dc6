namespace Countersign.Slack.Cards;

/// <summary>Every id that Slack hands back to us. Stable: cards posted months ago still carry them.</summary>
public static class Ids
{
    public const string Approve = "cr.approve";
    public const string Deny = "cr.deny";
    public const string RequestChanges = "cr.changes";
    public const string Claim = "cr.claim";
    public const string More = "cr.more";
    public const string Details = "cr.details";
    public const string Decline = "cr.decline";
    public const string Update = "cr.update";
    /// <summary>A link as a button: Slack tells us of the press, and there is nothing to do.</summary>
    public const string Open = "cr.open";
    public const string New = "cr.new";
    public const string Take = "cr.take";
    public const string NotNow = "cr.not_now";

    /// <summary>"I'm on it" on the word that a request waits too long.</summary>
    public const string OnIt = "cr.on_it";

    /// <summary>"In 15 min": the review is put off. Slack wants two buttons of one message to have different ids.</summary>
    public const string SnoozeShort = "cr.snooze.short";
    public const string SnoozeLong = "cr.snooze.long";

    /// <summary>The buttons of an offer to swap; their value is the offer's id.</summary>
    public const string TakeSwap = "swap.take";
    public const string RefuseSwap = "swap.refuse";

    public const string SubmitView = "cr.submit.view";
    public const string UpdateView = "cr.update.view";
    public const string DenyView = "cr.deny.view";
    public const string ChangesView = "cr.changes.view";
    public const string ReassignView = "cr.reassign.view";
    public const string DetailsView = "cr.details.view";

    public const string NewShortcut = "signoff_new";

    public const string ReasonBlock = "reason";
    public const string PersonBlock = "person";

    /// <summary>The one action in every input block of our forms.</summary>
    public const string Input = "value";
}
