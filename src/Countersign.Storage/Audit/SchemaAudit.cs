using Countersign.Storage.Migrations;
using Countersign.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Countersign.Storage.Audit;

/// <summary>
/// The schema is the one that the migrations make: an added trigger could change every later write, a dropped unique index let a
/// second vote in.
/// </summary>
internal static class SchemaAudit
{
    public const string Objects = "select type, name, sql from sqlite_master where name not like 'sqlite\\_%' escape '\\'";

    public static void Check(SqliteConnection db, Findings findings)
    {
        var (found, expected) = (Read(db), Expected());
        foreach (var (name, sql) in found)
            if (!expected.TryGetValue(name, out var ours))
                findings.Add("schema", name, "no migration makes it");
            else if (sql != ours)
                findings.Add("schema", name, "it differs from what the migrations make");
        foreach (var name in expected.Keys.Except(found.Keys))
            findings.Add("schema", name, "it is missing");
    }

    private static Dictionary<string, string?> Read(SqliteConnection db) =>
        Cells.Query(db, Objects).ToDictionary(row => $"{row[0]} {row[1]}", row => row[2] as string);

    private static Dictionary<string, string?> Expected()
    {
        NativeSqlite.Ensure();
        using var fresh = new SqliteConnection("Data Source=:memory:");
        fresh.Open();
        Migrator.Apply(fresh, 0, Instant.FromUnixTimeSeconds(0));
        return Read(fresh);
    }
}
