using Countersign.Scenarios.House;
using Countersign.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Countersign.Scenarios.Faults.Rig;

/// <summary>Connections that are not the program's, as another process would have them. They never checkpoint.</summary>
internal static class Outside
{
    // The store chooses the native library. A connection opened before it would bring in another copy, and two in one process
    // break each other.
    private static readonly Lazy<bool> Chosen = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("countersign-native-");
        SqliteStore.Open(Path.Combine(folder.FullName, "any.db"), Home.Friday10).DisposeAsync().AsTask().GetAwaiter().GetResult();
        folder.Delete(recursive: true);
        return true;
    });

    public static SqliteConnection Open(string path, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        _ = Chosen.Value;
        var db = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 10,
        }.ConnectionString);
        db.Open();
        _ = raw.sqlite3_db_config(db.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
        return db;
    }
}
