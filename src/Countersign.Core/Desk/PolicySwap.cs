using Countersign.Core.Policy;

namespace Countersign.Core.Desk;

/// <summary>
/// Puts a policy in force within a transaction, so that the record's order is the order in which it held; and takes it back when the
/// transaction is run again or fails.
/// </summary>
internal sealed class PolicySwap(PolicyInForce policy)
{
    private PolicyBook? _before;
    private PolicyBook? _made;

    public bool IsMade => _made is not null;

    /// <summary>First in the transaction: a run before this one left nothing.</summary>
    public void Begin() => Undo();

    public void To(PolicyBook book)
    {
        _before = policy.Book;
        _made = policy.Book = book;
    }

    public void Undo()
    {
        if (_made is not null && ReferenceEquals(policy.Book, _made))
            policy.Revert(_before!);
        _made = null;
    }
}
