using Countersign.Core.Ports;
using Countersign.Storage;
using Microsoft.Data.Sqlite;

namespace Countersign.Adapters.Tests.Storage;

/// <summary>A database in a directory of its own, removed at the end.</summary>
internal sealed class TemporaryStore : IAsyncDisposable
{
    private readonly StoreOptions? _options;

    public TemporaryStore(StoreOptions? options = null)
    {
        _options = options;
        Directory.CreateDirectory(Folder);
        Store = Open();
    }

    public string Folder { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "countersign-" + Guid.NewGuid().ToString("n"));

    public string Path => System.IO.Path.Combine(Folder, "record.db");

    public SqliteStore Store { get; private set; }

    public Task<T> Write<T>(Func<IWork, T> work) => Store.Write(work);

    public Task Write(Action<IWork> work) => Store.Write(w =>
    {
        work(w);
        return true;
    });

    public async Task Restart()
    {
        await Store.DisposeAsync();
        Store = Open();
    }

    /// <summary>A connection of somebody else: no lock file, no rules.</summary>
    public SqliteConnection Outsider()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False;Default Timeout=5");
        connection.Open();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private SqliteStore Open() => SqliteStore.Open(Path, Ledgerland.Monday, _options);
}
