namespace Countersign.Storage;

/// <summary>The database was not opened, and nothing was written. The message is for an operator: what is wrong, what to do.</summary>
public sealed class StoreNotOpenedException(string message, Exception? inner = null) : Exception(message, inner);
