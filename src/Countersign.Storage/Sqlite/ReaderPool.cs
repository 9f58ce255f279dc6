using System.Collections.Concurrent;
using Countersign.Core.Ports;
using Microsoft.Data.Sqlite;

namespace Countersign.Storage.Sqlite;

/// <summary>Read-only connections, lent for one call each. Every call sees one snapshot and blocks no write.</summary>
internal sealed class ReaderPool(string path, Soundness soundness) : IDisposable
{
    private const int Kept = 8;

    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private volatile bool _closed;

    /// <exception cref="StoreUnavailableException">The database can't be read, or is being closed.</exception>
    public T Read<T>(Func<SqliteConnection, T> query)
    {
        if (_closed)
            throw new StoreUnavailableException(StoreTrouble.Stopping, "The store is closed.");
        SqliteConnection? connection = null;
        try
        {
            if (!_idle.TryTake(out connection))
                connection = Connections.OpenForReading(path);
            Connections.Run(connection, "begin");
            var answer = query(connection);
            Connections.Run(connection, "commit");
            GiveBack(connection);
            return answer;
        }
        catch (Exception e)
        {
            connection?.Dispose();
            throw soundness.Judge(e);
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var connection))
            connection.Dispose();
    }

    private void GiveBack(SqliteConnection connection)
    {
        if (_closed || _idle.Count >= Kept)
            connection.Dispose();
        else
            _idle.Add(connection);
    }
}
