using System.Globalization;
using System.Reflection;
using Countersign.Storage.Requests;
using Countersign.Storage.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;
using SQLitePCL;

namespace Countersign.Storage.Migrations;

/// <summary>
/// Brings a database up to the schema of this version, one numbered script a transaction. Looks before it writes: a file that is
/// not ours, or that a newer version wrote, stays as it is.
/// </summary>
internal static class Migrator
{
    /// <summary>"CSgn", in the file's header: tells our databases from others.</summary>
    public const int ApplicationId = 0x4353676E;

    // Needs the events folded, which no script can do.
    private const long RoundsSince = 9;

    public const string Tables = "select count(*) from sqlite_master";

    public const string AppliedTable = "select count(*) from sqlite_master where type = 'table' and name = 'schema_migration'";

    private const string Applied = "select max(number) from schema_migration";

    private const string Note = "insert into schema_migration (number, name, applied_at) values (@number, @name, @at)";

    private const string Begin = """
        begin immediate;
        create table if not exists schema_migration (number integer primary key, name text not null, applied_at integer not null);
        """;

    private static readonly Lazy<List<Migration>> All = new(ReadAll);

    public static long Newest => All.Value[^1].Number;

    /// <summary>Checks that the file is ours and not from a newer version; says which migration was applied last, 0 for a new file.</summary>
    /// <exception cref="StoreNotOpenedException">It is not; nothing was written.</exception>
    public static long Check(SqliteConnection connection)
    {
        var path = connection.DataSource;
        try
        {
            var id = connection.ExecuteScalar<long>("pragma application_id");
            if (id == 0 && connection.ExecuteScalar<long>(Tables) == 0)
                return 0;
            if (id != ApplicationId)
                throw new StoreNotOpenedException(
                    $"{path} is a database of another program. Set a path of Countersign's own; nothing was changed.");
            var applied = connection.ExecuteScalar<long>(AppliedTable) == 0 ? 0 : connection.ExecuteScalar<long?>(Applied) ?? 0;
            return applied <= Newest
                ? applied
                : throw new StoreNotOpenedException(
                    $"{path} was written by a newer version of Countersign (schema {applied}; this version knows {Newest}). "
                    + "Install that version, or restore a backup made before the upgrade; nothing was changed.");
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_NOTADB)
        {
            throw new StoreNotOpenedException(
                $"{path} is not a SQLite database, or its first page is damaged. Restore a backup, or set another path; nothing was changed.", e);
        }
    }

    public static void Apply(SqliteConnection connection, long applied, Instant now)
    {
        foreach (var migration in All.Value.Where(m => m.Number > applied))
        {
            Connections.Run(connection, Begin);
            try
            {
                Connections.Run(connection, migration.Sql);
                if (migration.Number == RoundsSince)
                    RoundFill.Run(connection);
                Connections.Run(connection, string.Create(CultureInfo.InvariantCulture, $"pragma application_id = {ApplicationId}"));
                connection.Execute(Note, new { number = migration.Number, name = migration.Name, at = now.ToUnixTimeMilliseconds() });
                Connections.Run(connection, "commit");
            }
            catch
            {
                _ = raw.sqlite3_exec(connection.Handle, "rollback");
                throw;
            }
        }
    }

    private static List<Migration> ReadAll()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => Read(assembly, name))
            .OrderBy(m => m.Number)];
    }

    // A resource is named Countersign.Storage.Migrations.0001_first.sql.
    private static Migration Read(Assembly assembly, string resource)
    {
        var file = resource.Split('.')[^2];
        using var text = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new Migration(
            long.Parse(file.AsSpan(0, file.IndexOf('_', StringComparison.Ordinal)), CultureInfo.InvariantCulture),
            file[(file.IndexOf('_', StringComparison.Ordinal) + 1)..],
            text.ReadToEnd());
    }

    private sealed record Migration(long Number, string Name, string Sql);
}
