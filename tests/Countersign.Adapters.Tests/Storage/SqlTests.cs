using System.Reflection;
using System.Text.RegularExpressions;
using Countersign.Storage;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Storage;

/// <summary>Style rule 10: every SQL constant is prepared on a migrated database, so that a wrong column fails here.</summary>
public sealed partial class SqlTests
{
    [Fact]
    public async Task Every_statement_prepares_on_a_migrated_database()
    {
        await using var temporary = new TemporaryStore();
        using var db = temporary.Outsider();
        var statements = Statements().ToList();
        statements.Count.ShouldBeGreaterThan(50);
        foreach (var (name, sql) in statements)
        {
            using var command = db.CreateCommand();
            command.CommandText = sql;
            Should.NotThrow(command.Prepare, name);
        }
    }

    [Fact]
    public async Task No_question_of_the_store_scans_a_table_that_grows_with_the_past()
    {
        await using var temporary = new TemporaryStore();
        using var db = temporary.Outsider();
        foreach (var (name, sql) in Statements().Where(s => !s.Name.Contains("Audit.", StringComparison.Ordinal)))
        {
            using var command = db.CreateCommand();
            command.CommandText = "explain query plan " + sql;
            foreach (Match parameter in Parameter().Matches(sql))
                if (!command.Parameters.Contains(parameter.Value))
                    command.Parameters.AddWithValue(parameter.Value, 1);
            using var plan = command.ExecuteReader();
            while (plan.Read())
                Scan().IsMatch(plan.GetString(3)).ShouldBeFalse($"{name}: {plan.GetString(3)}");
        }
    }

    // Partial indexes hold only what is open or waits; settings and lost ones have a row or two a person; the newest id is one step.
    [GeneratedRegex(@"^SCAN (?!.*(USING (COVERING )?INDEX (seat_vacant|seat_asked_open|outbox_waiting|outbox_parked|change_request_open|change_request_watch|policy_version_order|swap_offer_open)|person_setting|roster_since|lost_on|sqlite_master|schema_migration|TABLE sqlite_master|json_each|\())(?!CONSTANT)")]
    private static partial Regex Scan();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    private static IEnumerable<(string Name, string Sql)> Statements() =>
        from type in typeof(SqliteStore).Assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where field.IsLiteral && field.FieldType == typeof(string)
        let sql = (string)field.GetRawConstantValue()!
        where Regex.IsMatch(sql, @"^\s*(select|insert|update|delete|with)\s", RegexOptions.IgnoreCase)
        where field.Name != "Columns"
        select ($"{type.FullName}.{field.Name}", sql);
}
