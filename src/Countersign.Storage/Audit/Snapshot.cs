using Countersign.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Countersign.Storage.Audit;

/// <summary>Several questions about one moment. A transaction that the caller holds is such a moment already.</summary>
internal static class Snapshot
{
    public static void Of(SqliteConnection db, Action questions)
    {
        var own = raw.sqlite3_get_autocommit(db.Handle) != 0;
        if (own)
            Connections.Run(db, "begin");
        try
        {
            questions();
        }
        finally
        {
            if (own)
                Connections.Run(db, "rollback");
        }
    }
}
