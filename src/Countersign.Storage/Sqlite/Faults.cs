using Countersign.Core.Ports;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Countersign.Storage.Sqlite;

/// <summary>What SQLite's result codes mean to us. Source: sqlite.org/rescode.html; tried on 3.35.5 and 3.40.1.</summary>
internal static class Faults
{
    public static StoreTrouble TroubleOf(SqliteException fault) => fault.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => StoreTrouble.Busy,
        raw.SQLITE_FULL => StoreTrouble.DiskFull,
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => StoreTrouble.Damaged,
        _ => StoreTrouble.Unknown,
    };

    /// <summary>
    /// The fault is the statement's own, and the transaction around it stands. Everything else (FULL, IOERR, CORRUPT, NOMEM, …)
    /// can have ended the whole transaction, savepoints included.
    /// </summary>
    public static bool IsOfOnePiece(SqliteException fault) =>
        fault.SqliteErrorCode is raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_ERROR or raw.SQLITE_RANGE;

    public static StoreUnavailableException Unavailable(SqliteException fault) => new(
        TroubleOf(fault),
        TroubleOf(fault) switch
        {
            StoreTrouble.Busy => "Another process holds the database. Nothing was recorded; try again.",
            StoreTrouble.DiskFull => "The disk is full. Nothing was recorded; free some space and try again.",
            StoreTrouble.Damaged => $"SQLite finds the database damaged ({fault.Message}). Stop, keep the file, and restore a backup.",
            _ => $"The database can't be used ({fault.Message}). Nothing was recorded.",
        },
        fault);
}
