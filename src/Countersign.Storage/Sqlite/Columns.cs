using System.Runtime.CompilerServices;
using System.Text;
using SQLitePCL;

namespace Countersign.Storage.Sqlite;

/// <summary>
/// The cells of a statement's present row, for reading very many: straight on SQLite's calls, and a text that comes again is the same string.
/// What is no number reads as 0, what is null as nothing. Compiled at its best from the first call on, as those who read with it: a digest
/// reads a hundred thousand rows before the runtime would have found out that it pays.
/// </summary>
internal sealed class Columns(sqlite3_stmt statement)
{
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private char[] _characters = new char[256];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Long(int column) => raw.sqlite3_column_int64(statement, column);

    // A null reads as 0 and as nothing: only then is it asked whether it is one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long? LongOrNull(int column)
    {
        var value = Long(column);
        return value != 0 || !IsNull(column) ? value : null;
    }

    /// <returns>Null for a null.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string? Kept(int column)
    {
        var text = Characters(column);
        if (text.IsEmpty && IsNull(column))
            return null;
        var known = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(text, out var kept))
            return kept;
        kept = text.ToString();
        _texts.Add(kept);
        return kept;
    }

    /// <returns>Good until the next cell is read; empty for a null.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<char> Characters(int column)
    {
        var utf8 = raw.sqlite3_column_blob(statement, column);
        if (utf8.Length > _characters.Length)
            _characters = new char[utf8.Length * 2];
        return _characters.AsSpan(0, Encoding.UTF8.GetChars(utf8, _characters));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;
}
