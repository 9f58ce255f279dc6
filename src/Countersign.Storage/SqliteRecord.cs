using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Export;
using Countersign.Storage.Audit;
using Countersign.Storage.Export;
using Countersign.Storage.Ledger;
using Countersign.Storage.Migrations;
using Countersign.Storage.Policies;
using Countersign.Storage.Requests;
using Countersign.Storage.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Countersign.Storage;

/// <summary>
/// The record read from outside, while the server runs or not: for <c>ledger verify</c> and <c>backup</c>. Takes no lock, never
/// checkpoints, writes nothing.
/// </summary>
public sealed class SqliteRecord : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly string _path;

    private SqliteRecord(SqliteConnection connection, string path) => (_connection, _path) = (connection, path);

    /// <summary>What an earlier check has noted beside the database, or is wrong with its newest entries; null when nothing is.</summary>
    public string? Damage => Soundness.NoteBeside(_path) ?? FaultOfNewest();

    /// <exception cref="StoreNotOpenedException">There is no such file, it is not ours, or another schema is needed to read it.</exception>
    public static SqliteRecord OpenReadOnly(string path)
    {
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
            throw new StoreNotOpenedException($"There is no database at {full}. Check the path.");
        SqliteConnection? connection = null;
        try
        {
            connection = Connections.OpenForReading(full);
            var applied = Migrator.Check(connection);
            if (applied < Migrator.Newest)
                throw new StoreNotOpenedException(
                    $"{full} has schema {applied}, this version reads {Migrator.Newest}. Start the server once, or run “countersign migrate”.");
            return new SqliteRecord(connection, full);
        }
        catch (SqliteException e)
        {
            connection?.Dispose();
            throw new StoreNotOpenedException($"{full} can't be read ({e.Message}). Check the file and the rights on it and its directory.", e);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <summary>Every request's events, in order of their numbers; read one after the other.</summary>
    public IEnumerable<(ChangeId Change, ImmutableArray<ChangeEvent> Events)> Histories()
    {
        var newest = _connection.ExecuteScalar<long?>(RequestWriter.NewestId) ?? 0;
        for (var id = 1L; id <= newest; id++)
            if (_connection.Query<EventRow>(EventRow.OfRequest, new { change = id }).Select(e => e.ToEvent()).ToImmutableArray() is { IsEmpty: false } events)
                yield return (new ChangeId(id), events);
    }

    /// <summary>The requests that were submitted within a period, in order of their numbers; read one after the other.</summary>
    /// <param name="head">The ledger's newest entry that counts, see <see cref="Head"/>.</param>
    /// <param name="trouble">Hears of what does not fit the ledger, or can't be read and is left out.</param>
    public IEnumerable<RecordedRequest> SubmittedIn(ExportPeriod period, long head, Action<string> trouble, CancellationToken cancel = default) =>
        new PeriodReader(_connection, trouble).Read(PeriodQueries.Submitted, period, head, cancel);

    /// <summary>Every request that may hold a decision of a period, otherwise as <see cref="SubmittedIn"/>.</summary>
    public IEnumerable<RecordedRequest> DecidedIn(ExportPeriod period, long head, Action<string> trouble, CancellationToken cancel = default) =>
        new PeriodReader(_connection, trouble).Read(PeriodQueries.MayBeDecided, period, head, cancel);

    /// <summary>Number and hash of the ledger's newest entry; 0 while there is none.</summary>
    public (long Count, string Hash) Head() => new PeriodReader(_connection, _ => { }).Head();

    /// <summary>A policy file that was accepted once, byte for byte; null when the record has none of this digest.</summary>
    public byte[]? Policy(string digest) => _connection.QuerySingleOrDefault<byte[]>(PolicyWriter.Version, new { digest });

    /// <summary>As <see cref="Core.Ports.IStore.AcceptedPolicies"/> gives them.</summary>
    public ImmutableArray<byte[]> AcceptedPolicies() => [.. _connection.Query<byte[]>(PolicyWriter.InForce)];

    /// <summary>Checks the whole record. Grows with it: some two minutes for a million requests on two busy cores.</summary>
    public AuditReport Audit(Action<AuditProgress>? progress = null, CancellationToken cancel = default) =>
        RecordAudit.Run(_connection, progress, cancel);

    /// <summary>Writes a consistent copy of the whole database, durable when this returns. Never copy the live file instead.</summary>
    /// <exception cref="IOException">The target exists already, or can't be written.</exception>
    public void Backup(string target)
    {
        var full = Path.GetFullPath(target);
        if (File.Exists(full))
            throw new IOException($"{full} exists already. Choose another name: a backup never overwrites.");
        try
        {
            Connections.Run(_connection, "pragma query_only = off");
            using var command = _connection.CreateCommand();
            command.CommandText = "vacuum into @target";
            command.CommandTimeout = 0;
            command.Parameters.AddWithValue("@target", full);
            command.ExecuteNonQuery();
        }
        catch (SqliteException e)
        {
            throw new IOException($"The backup to {full} failed ({e.Message}). Remove what is there and try again.", e);
        }
        finally
        {
            Connections.Run(_connection, "pragma query_only = on");
        }

        // VACUUM INTO does not sync the new file.
        using var file = new FileStream(full, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    public void Dispose() => _connection.Dispose();

    // In one snapshot: the server may be writing.
    private string? FaultOfNewest()
    {
        using var snapshot = _connection.BeginTransaction(deferred: true);
        return RecentEntries.FaultOf(_connection);
    }
}
