namespace Countersign.Storage;

/// <summary>How the store is run. The defaults are measured; tests make them smaller.</summary>
public sealed record StoreOptions
{
    public static StoreOptions Default { get; } = new();

    /// <summary>Pieces of work that may wait; one more is refused at once.</summary>
    public int QueueLength { get; init; } = 8192;

    /// <summary>Pieces of work that share one transaction, and with it one sync.</summary>
    public int GroupSize { get; init; } = 256;

    /// <summary>How long a piece may wait to be started. An answer is due in 3 seconds, and the commit takes some.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMilliseconds(2300);

    /// <summary>Requests that the writer keeps in memory.</summary>
    public int RequestsInMemory { get; init; } = 4096;
}
