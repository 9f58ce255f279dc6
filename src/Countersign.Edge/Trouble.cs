using Countersign.Core.Ports;

namespace Countersign.Edge;

public static class Trouble
{
    /// <summary>
    /// What kept a command from being recorded; null when it is no matter of the record. Out of time is busy: a write that was not
    /// begun by then never is, and one that was begun is waited for.
    /// </summary>
    public static StoreTrouble? Of(Exception fault) => fault switch
    {
        StoreUnavailableException unavailable => unavailable.Trouble,
        OperationCanceledException => StoreTrouble.Busy,
        _ => null,
    };
}
