using System.Diagnostics;
using Countersign.Core.Ports;
using Countersign.Storage.Commit;
using Countersign.Storage.Ledger;
using Countersign.Storage.Migrations;
using Countersign.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Countersign.Storage;

/// <summary>
/// The record in one SQLite file. One thread owns the only connection that writes and checkpoints; reads have connections of their
/// own. Durable: an answer is given after the sync of its commit. Promises F1–F7.
/// </summary>
public sealed partial class SqliteStore : IStore, IOverview, IAsyncDisposable
{
    private static readonly ActivitySource Spans = new("Countersign");

    private readonly FileLock _lock;
    private readonly WriterConnection _db;
    private readonly WriteQueue _queue;
    private readonly GroupCommit _commits;
    private readonly ReaderPool _readers;
    private readonly Soundness _soundness;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SqliteStore(FileLock held, SqliteConnection connection, Soundness soundness, StoreOptions options)
    {
        (_lock, _soundness) = (held, soundness);
        _db = new WriterConnection(connection);
        _readers = new ReaderPool(connection.DataSource, soundness);
        _queue = new WriteQueue(options);
        _commits = new GroupCommit(_db, new SqliteWork(_db, soundness, options), _queue, soundness, options);
        new Thread(Serve) { IsBackground = true, Name = "Countersign writer" }.Start();
    }

    public event Action<Touched> Committed
    {
        add => _commits.Committed += value;
        remove => _commits.Committed -= value;
    }

    /// <summary>What was found damaged first; null while the record is sound. Nothing is granted while it is not null.</summary>
    public string? Damage => _soundness.Damage;

    /// <summary>Raised once, when damage is found after the start.</summary>
    public event Action<string> DamageFound
    {
        add => _soundness.Found += value;
        remove => _soundness.Found -= value;
    }

    /// <summary>
    /// Hears what each commit brought, after everybody in it has their answer; null while nobody counts. It is called on the writer's thread
    /// and must only take note.
    /// </summary>
    public Action<CommitNews>? CommitWatcher
    {
        get => _commits.Watcher;
        set => _commits.Watcher = value;
    }

    /// <summary>Writes that wait for the writer.</summary>
    public int Queued => _queue.Count;

    internal WriterConnection Writer => _db;

    /// <summary>Opens or creates the database, brings its schema up to date, and checks the newest ledger entries.</summary>
    /// <param name="now">Noted with each migration that is applied.</param>
    /// <exception cref="StoreNotOpenedException">Another process has it, a newer version wrote it, or it is not ours. Nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">SQLite can't use the file: damaged, full, or no rights.</exception>
    public static SqliteStore Open(string path, Instant now, StoreOptions? options = null)
    {
        var soundness = new Soundness();
        var held = FileLock.Take(Path.GetFullPath(path));
        SqliteConnection? connection = null;
        try
        {
            connection = Connections.OpenForWriting(Path.GetFullPath(path));
            var applied = Migrator.Check(connection);
            Connections.MakeWriter(connection);
            Migrator.Apply(connection, applied, now);
            if (RecentEntries.FaultOf(connection) is { } fault)
                soundness.Declare(fault);
            soundness.KeepNote(Path.GetFullPath(path));
            held.Watch(Path.GetFullPath(path));
            return new SqliteStore(held, connection, soundness, options ?? StoreOptions.Default);
        }
        catch (Exception e)
        {
            connection?.Dispose();
            held.Dispose();
            if (e is SqliteException)
                throw soundness.Judge(e);
            throw;
        }
    }

    /// <summary>For whoever means to delete the file: sound or not, nobody must be using it.</summary>
    /// <exception cref="StoreNotOpenedException">Somebody is.</exception>
    public static void ThrowIfInUse(string path) => FileLock.Take(Path.GetFullPath(path)).Dispose();

    /// <summary>Grants stop until a restart finds the record sound: for the host's audit in the background.</summary>
    public void DeclareDamaged(string why) => _soundness.Declare(why);

    /// <summary>
    /// Looks whether the database is still the file at its path. One that was deleted, moved or replaced takes commits that no
    /// restart would find, so nothing more is granted.
    /// </summary>
    public void CheckPlace()
    {
        if (Damage is null && !_lock.IsInPlace)
            _soundness.DeclareLost(
                $"the database at {_db.Connection.DataSource}, or its lock file, was deleted, moved or replaced while this process used it; "
                + "stop it, put the right file in its place, and start again");
    }

    public Task<T> Write<T>(Func<IWork, T> work, CancellationToken cancel = default)
    {
        var piece = new Piece<T>(work, cancel);
        if (_queue.Add(piece) is { } refused)
            piece.Fail(refused);
        return Spans.HasListeners() ? Traced(piece.Task) : piece.Task;
    }

    // What somebody waits for: the queue, the work and the commit that it shares.
    private static async Task<T> Traced<T>(Task<T> written)
    {
        using var span = Spans.StartActivity("write", ActivityKind.Client);
        span?.SetTag("db.system.name", "sqlite");
        try
        {
            return await written;
        }
        catch (Exception)
        {
            span?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    /// <summary>Finishes what is queued, checkpoints, closes, and lets another process in.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _stopped.Task;
        GC.SuppressFinalize(this);
    }

    private void Serve()
    {
        try
        {
            _commits.Run();
            _readers.Dispose();
            // After the readers, so that the whole log can go into the database; a reader elsewhere only leaves some of it.
            Connections.Run(_db.Connection, "pragma wal_checkpoint(truncate)");
        }
        catch (SqliteException)
        {
            // Everything acknowledged is in the log, and the next start reads it.
        }
        finally
        {
            _db.Dispose();
            _queue.Dispose();
            _lock.Dispose();
            _stopped.TrySetResult();
        }
    }
}
