using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Policy;

namespace Countersign.Core.Words;

/// <summary>The words of a card's buttons and headings, the same on every platform (approval-ux.md 1).</summary>
public static class CardWords
{
    public const string Approve = "Approve";
    public const string Deny = "Deny…";
    public const string RequestChanges = "Request changes…";
    public const string Claim = "I'm on it";
    public const string More = "More";
    public const string Details = "Details";
    public const string Update = "Update…";
    public const string Open = "Open the change";
    public const string NotYet = "Not yet";

    public static ImmutableArray<(string Label, DeclineReason Reason)> Declines { get; } =
    [
        ("Not me: I'm away", DeclineReason.Away),
        ("Not me: conflict of interest", DeclineReason.Conflict),
        ("Not me: not my area", DeclineReason.NotMyArea),
        ("Not me: too much on my plate", DeclineReason.Overloaded),
    ];

    /// <summary>Approving it asks once more: it is critical or can't be undone (approval-ux.md 2).</summary>
    public static bool AsksOnceMore(ChangeRequest change, PolicyBook policy) =>
        change.Draft.IsDestructive || RequestFace.IsCritical(change, policy);

    public static string OnceMoreTitle(ChangeRequest change) => $"Approve {change.Id}?";

    public static string OnceMore(ChangeRequest change, PolicyBook policy)
    {
        var why = change.Draft.IsDestructive
            ? $"This change {RequestFace.DestructionClause(change.Draft.Destruction)}"
            : $"A change of {Graphemes.Clip(policy.NameOf(change.Draft.Service), 120)} is critical";
        return $"{why}. Your name stands under this approval in the record.";
    }

    public static Sentence AskedAgain(ChangeRequest change) => Sentence.Of(
        $"{change.Id} “{change.Draft.Title}”: you are asked again. The new card is below.");

    public static string Commit(ChangeRequest change) => change.Draft.Link.CommitSha is { } sha ? $"Bound to commit {sha[..12]}" : "Not bound to a commit";
}
