using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Countersign.Storage.Audit;

/// <summary>
/// Rows as they are stored, whatever type somebody put into a column: SQLite keeps a text in an integer column, and reading it as a
/// number would hide the change or stop the audit.
/// </summary>
internal static class Cells
{
    public static List<object?[]> Query(SqliteConnection db, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Equal exactly when type and value of every cell are.</summary>
    public static string Text(IEnumerable<object?> row) => string.Join('\u001f', row.Select(Text));

    private static string Text(object? cell) => cell switch
    {
        null => "-",
        long number => "i" + number.ToString(CultureInfo.InvariantCulture),
        string text => "t" + text,
        byte[] bytes => "b" + Convert.ToHexStringLower(bytes),
        double real => "r" + real.ToString("R", CultureInfo.InvariantCulture),
        _ => "?" + cell,
    };
}
