using System.Diagnostics;
using System.Text.Json;
using Countersign.Core.Ports;
using Countersign.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Countersign.Storage.Commit;

/// <summary>
/// The one writer: takes what is queued as one transaction with a savepoint each, so that many decisions share one sync. Nobody is
/// told before the commit. A fault that can end the transaction acknowledges nobody in it; each piece is then tried again alone.
/// </summary>
internal sealed class GroupCommit
{
    private readonly WriterConnection _db;
    private readonly SqliteWork _work;
    private readonly WriteQueue _queue;
    private readonly Soundness _soundness;
    private readonly int _groupSize;
    private readonly List<Piece> _group = [];
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _savepoint;
    private readonly Statement _release;
    private readonly Statement _rollbackTo;
    private Action<CommitNews>? _watcher;
    private TimeSpan _took;

    public GroupCommit(WriterConnection db, SqliteWork work, WriteQueue queue, Soundness soundness, StoreOptions options)
    {
        (_db, _work, _queue, _soundness, _groupSize) = (db, work, queue, soundness, options.GroupSize);
        _begin = db.Prepare("begin immediate");
        _commit = db.Prepare("commit");
        _rollback = db.Prepare("rollback");
        _savepoint = db.Prepare("savepoint piece");
        _release = db.Prepare("release piece");
        _rollbackTo = db.Prepare("rollback to piece");
    }

    public event Action<Touched>? Committed;

    /// <summary>Hears what commits bring; null while nobody does. On the writer's thread: it must be quick.</summary>
    public Action<CommitNews>? Watcher
    {
        get => _watcher;
        set
        {
            _watcher = value;
            _work.IsWatched = value is not null;
        }
    }

    /// <summary>Serves the queue until it is closed and empty.</summary>
    public void Run()
    {
        while (_queue.Wait())
            try
            {
                RunGroup();
            }
            catch (Exception fault)
            {
                // Nothing is known to be recorded, and the thread must go on: without it every later piece would wait for ever.
                var why = Unavailable(fault);
                foreach (var piece in _group)
                    piece.Fail(why);
                FailAll(why);
            }
    }

    private void RunGroup()
    {
        _group.Clear();
        if (Begin() is { } refused)
        {
            FailUnlessBusy(refused);
            return;
        }

        var touched = Touched.None;
        try
        {
            while (_group.Count < _groupSize && _queue.TryTake(out var piece))
            {
                if (!piece.TryStart())
                    continue;
                _group.Add(piece);
                touched |= RunInSavepoint(piece);
            }

            Commit();
        }
        catch (Exception fault)
        {
            Abandon();
            TryAlone(Unavailable(fault));
            return;
        }

        _work.GroupEnded(kept: true);
        foreach (var piece in _group)
            piece.Complete();
        Announce(touched);
        Tell(_group.Count);
    }

    private Touched RunInSavepoint(Piece piece)
    {
        Must(_savepoint);
        var touched = RunPiece(piece);
        if (piece.OwnFailure is not null)
            Must(_rollbackTo);
        Must(_release);
        _work.PieceEnded(kept: piece.OwnFailure is null);
        return touched;
    }

    // Throws only for faults that concern the whole transaction.
    private Touched RunPiece(Piece piece)
    {
        _db.Failure = null;
        try
        {
            piece.Run(_work.Open());
        }
        catch (Exception e)
        {
            piece.OwnFailure = e;
        }

        var touched = _work.Close();
        if (_db.Failure is { } fault && !Faults.IsOfOnePiece(fault))
            throw fault;
        if (!_db.InTransaction)
            throw _db.Failure ?? new SqliteException("the transaction ended by itself", raw.SQLITE_ABORT);
        piece.OwnFailure ??= _db.Failure;
        if (piece.OwnFailure is null)
            return touched;
        if (piece.OwnFailure is JsonException)
            piece.OwnFailure = _soundness.Judge(piece.OwnFailure);
        _db.ResetAll();
        return Touched.None;
    }

    private void TryAlone(StoreUnavailableException groupFault)
    {
        if (groupFault.Trouble == StoreTrouble.DiskFull)
            MakeRoom();
        foreach (var piece in _group)
        {
            piece.OwnFailure = null;
            // No time for another try: the answer is due.
            if (groupFault.Trouble == StoreTrouble.Damaged || piece.Age > TimeSpan.FromSeconds(2))
                piece.Fail(groupFault);
            else
                TryAlone(piece);
        }
    }

    private void TryAlone(Piece piece)
    {
        if (Begin() is { } refused)
        {
            piece.Fail(Unavailable(refused));
            return;
        }

        Touched touched;
        try
        {
            touched = RunInSavepoint(piece);
            Commit();
        }
        catch (Exception fault)
        {
            Abandon();
            piece.Fail(Unavailable(fault));
            return;
        }

        _work.GroupEnded(kept: true);
        piece.Complete();
        Announce(touched);
        Tell(1);
    }

    // The log itself may be what fills the disk: what is moved into the database leaves its place in the log to be used again.
    // Without this a full log would stay full, because only a commit that succeeds ever checkpoints.
    private void MakeRoom() =>
        _ = raw.sqlite3_wal_checkpoint_v2(_db.Handle, null, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);

    private SqliteException? Begin()
    {
        _db.Failure = null;
        var code = _begin.RunForCode();
        return code == raw.SQLITE_DONE ? null : _db.Failed(code);
    }

    private void Commit()
    {
        _db.Failure = null;
        _work.BeforeCommit();
        var began = Stopwatch.GetTimestamp();
        Must(_commit);
        _took = Stopwatch.GetElapsedTime(began);
    }

    private void Must(Statement statement)
    {
        var code = statement.RunForCode();
        if (code != raw.SQLITE_DONE)
            throw _db.Failed(code);
    }

    private void Abandon()
    {
        _db.ResetAll();
        // Fails when SQLite has rolled back by itself, which is as good.
        if (_db.InTransaction)
            _ = _rollback.RunForCode();
        _db.Failure = null;
        _work.PieceEnded(kept: false);
        _work.GroupEnded(kept: false);
    }

    // Whoever holds the lock may let go in time; the queue drops what waited too long. Other faults are answered at once.
    private void FailUnlessBusy(SqliteException refused)
    {
        _queue.DropLate();
        if (Faults.TroubleOf(refused) == StoreTrouble.Busy)
            return;
        FailAll(Unavailable(refused));
    }

    private void FailAll(StoreUnavailableException why)
    {
        while (_queue.TryTake(out var piece))
            if (piece.TryStart())
                piece.Fail(why);
    }

    private StoreUnavailableException Unavailable(Exception fault) => _soundness.Judge(fault) as StoreUnavailableException
        ?? new StoreUnavailableException(StoreTrouble.Unknown, $"The write failed ({fault.Message}). Nothing was recorded.", fault);

    private void Tell(int pieces)
    {
        if (_watcher is not { } watcher)
            return;
        try
        {
            watcher(new CommitNews(pieces, _took, _work.TakeNews()));
        }
        catch (Exception)
        {
            // As above: counting must not stop what is counted.
        }
    }

    private void Announce(Touched touched)
    {
        if (touched == Touched.None)
            return;
        try
        {
            Committed?.Invoke(touched);
        }
        catch (Exception)
        {
            // A listener's bug must not stop every later decision; what it missed it finds at its next look.
        }
    }
}
