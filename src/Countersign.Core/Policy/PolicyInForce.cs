namespace Countersign.Core.Policy;

/// <summary>The one place that holds which policy applies now. Swapped whole on a reload; readers take it once per command.</summary>
public sealed class PolicyInForce(PolicyBook book)
{
    private volatile PolicyBook _book = book;

    public PolicyBook Book
    {
        get => _book;
        set => _book = value;
    }

    /// <summary>The write that put a policy in force failed: what was before holds. A stricter policy for a moment grants nothing.</summary>
    public void Revert(PolicyBook before) => _book = before;
}
