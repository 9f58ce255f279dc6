namespace Countersign.Teams.Wire;

/// <summary>Lets everybody who comes while a piece of work is under way wait for that one.</summary>
internal sealed class SingleFlight<T>
{
    private readonly Lock _lock = new();
    private Task<T>? _flight;

    /// <param name="work">Belongs to no caller: it must end by itself, and throws for bugs alone.</param>
    public Task<T> Join(Func<Task<T>> work)
    {
        lock (_lock)
        {
            if (_flight is { IsCompleted: false } flight) return flight;
            // On another thread: the work may not run a step of its own inside the lock.
            return _flight = Task.Run(work);
        }
    }
}
