namespace Countersign.Teams.Cards;

/// <summary>Every word that Teams hands back to us. Stable: cards posted months ago still carry them.</summary>
public static class Ids
{
    /// <summary>The verb, where no <c>verb</c> of an Action.Execute carries it.</summary>
    public const string Do = "do";

    /// <summary>The button's request, round, version and stamp.</summary>
    public const string Button = "cr";

    /// <summary>What a form for a new request is begun with.</summary>
    public const string Link = "link";

    /// <summary>The details were asked for on a request's card, to which one goes back.</summary>
    public const string Back = "back";

    /// <summary>A field of a form. A request's card has one for each verb that needs a reason, told apart by name.</summary>
    public const string Reason = "reason";
    public const string DenyReason = "reason_deny";
    public const string ChangesReason = "reason_changes";
    public const string Person = "person";

    /// <summary>A service's id, typed because the list could not hold them all.</summary>
    public const string OtherService = "other_service";

    /// <summary>Why somebody passes: a <see cref="Countersign.Core.Changes.DeclineReason"/>'s name.</summary>
    public const string Because = "because";

    /// <summary>For how many minutes a review is put off.</summary>
    public const string For = "for";

    /// <summary>Which offer to swap.</summary>
    public const string Swap = "swap";

    // Presses.
    public const string Approve = "approve";
    public const string Deny = "deny";
    public const string RequestChanges = "changes";
    public const string Claim = "claim";
    public const string Decline = "decline";
    public const string Take = "take";
    public const string NotNow = "not_now";
    public const string OnIt = "on_it";
    public const string Snooze = "snooze";
    public const string Refresh = "refresh";
    public const string TakeSwap = "take_swap";
    public const string RefuseSwap = "refuse_swap";

    // Dialogs: opened by task/fetch, sent by task/submit.
    public const string New = "new";
    public const string Update = "update";
    public const string Reassign = "reassign";
    public const string Details = "details";
    public const string Submit = "submit";
    public const string SubmitUpdate = "submit_update";
    public const string SubmitReassign = "submit_reassign";

    /// <summary>Closes a dialog that only shows something.</summary>
    public const string Close = "close";

    /// <summary>The field in which a verb's reason is typed.</summary>
    public static string ReasonFor(string verb) => verb switch
    {
        Deny => DenyReason,
        RequestChanges => ChangesReason,
        _ => Reason,
    };

    /// <summary>The message extension's command.</summary>
    public const string NewExtension = "newSignoff";
}
