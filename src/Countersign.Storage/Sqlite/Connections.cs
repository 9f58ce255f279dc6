using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Countersign.Storage.Sqlite;

/// <summary>
/// Opens the two kinds of connection. One connection writes and checkpoints; no other ever checkpoints, not even when it closes,
/// because SQLite before 3.51.3 can lose commits when one connection resets the log while another checkpoints (promises.md).
/// </summary>
internal static class Connections
{
    private const string WriterSettings = """
        pragma busy_timeout = 800;
        pragma foreign_keys = on;
        pragma synchronous = full;
        pragma wal_autocheckpoint = 10000;
        pragma journal_size_limit = 134217728;
        pragma cache_size = -32768;
        pragma mmap_size = 0;
        pragma temp_store = memory;
        """;

    private const string ReaderSettings = """
        pragma busy_timeout = 800;
        pragma wal_autocheckpoint = 0;
        pragma cache_size = -4096;
        pragma mmap_size = 0;
        pragma temp_store = memory;
        pragma query_only = on;
        """;

    /// <summary>Opens without writing a byte; <see cref="MakeWriter"/> follows once the file is known to be ours.</summary>
    public static SqliteConnection OpenForWriting(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate);
        CheckpointOnClose(connection, false);
        return connection;
    }

    public static void MakeWriter(SqliteConnection connection)
    {
        CheckpointOnClose(connection, true);
        Run(connection, "pragma page_size = 4096; pragma journal_mode = wal;");
        Run(connection, WriterSettings);
    }

    public static SqliteConnection OpenForReading(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadOnly);
        try
        {
            CheckpointOnClose(connection, false);
            Run(connection, ReaderSettings);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        var code = raw.sqlite3_exec(connection.Handle, sql);
        if (code != raw.SQLITE_OK)
            throw new SqliteException(
                raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), code & 0xff, raw.sqlite3_extended_errcode(connection.Handle));
    }

    private static void CheckpointOnClose(SqliteConnection connection, bool allowed) =>
        _ = raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, allowed ? 0 : 1, out _);

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        NativeSqlite.Ensure();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            // Closing must close: the checkpoint rules above are about real connections.
            Pooling = false,
            // Seconds that a command retries a busy database; answers are due in three.
            DefaultTimeout = 1,
        }.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
