using System.Text;
using SQLitePCL;

namespace Countersign.Storage.Sqlite;

/// <summary>
/// A prepared statement of the writer, kept for its lifetime. Straight on SQLite's calls: a command object costs more than the
/// statement itself. Values are bound in the order in which the parameters first appear. What a failure leaves bound or open is
/// cleared by <see cref="WriterConnection.ResetAll"/>.
/// </summary>
internal sealed class Statement(WriterConnection db, string sql) : IDisposable
{
    private const int ShortText = 1024;

    // One for each statement: clearing that much stack on every call would cost more than the call.
    private readonly byte[] _utf8 = new byte[ShortText * 3];
    private sqlite3_stmt? _stmt;
    private int _count;
    private int _bound;

    public Statement Bind(long value)
    {
        _ = raw.sqlite3_bind_int64(Ready(), ++_bound, value);
        return this;
    }

    public Statement Bind(long? value) => value is { } number ? Bind(number) : BindNull();

    public Statement Bind(string? value)
    {
        if (value is null)
            return BindNull();
        if (value.Length is 0 or > ShortText)
        {
            _ = raw.sqlite3_bind_text(Ready(), ++_bound, value);
            return this;
        }

        var length = Encoding.UTF8.GetBytes(value, _utf8);
        _ = raw.sqlite3_bind_text(Ready(), ++_bound, _utf8.AsSpan(0, length));
        return this;
    }

    public Statement Bind(byte[] value)
    {
        _ = raw.sqlite3_bind_blob(Ready(), ++_bound, value);
        return this;
    }

    /// <summary>Runs a statement that returns no rows; says how many rows it changed.</summary>
    public int Run()
    {
        Step();
        Reset();
        return raw.sqlite3_changes(db.Handle);
    }

    /// <summary>The result code of a statement that must not throw: those that begin and end transactions.</summary>
    public int RunForCode()
    {
        var code = raw.sqlite3_step(Ready());
        Reset();
        return code;
    }

    /// <summary>Moves to the next row. Call <see cref="Reset"/> after the last one that is wanted.</summary>
    public bool Step()
    {
        var stmt = Ready();
        db.ThrowUnlessUsable();
        if (_bound != _count)
        {
            var given = _bound;
            Reset();
            throw new InvalidOperationException($"{given} values for {_count} parameters: {sql}");
        }

        var code = raw.sqlite3_step(stmt);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
            return code == raw.SQLITE_ROW;
        var fault = db.Failed(code);
        Reset();
        throw fault;
    }

    public void Reset()
    {
        _bound = 0;
        if (_stmt is not null)
            _ = raw.sqlite3_reset(_stmt);
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_stmt, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(_stmt, column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public string Text(int column) => raw.sqlite3_column_text(_stmt, column).utf8_to_string() ?? "";

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Blob(int column) => raw.sqlite3_column_blob(_stmt, column).ToArray();

    public void Dispose() => _stmt?.Dispose();

    private Statement BindNull()
    {
        _ = raw.sqlite3_bind_null(Ready(), ++_bound);
        return this;
    }

    private sqlite3_stmt Ready()
    {
        if (_stmt is not null)
            return _stmt;
        var code = raw.sqlite3_prepare_v2(db.Handle, sql, out var stmt);
        if (code != raw.SQLITE_OK)
            throw db.Failed(code);
        _stmt = stmt;
        _count = raw.sqlite3_bind_parameter_count(stmt);
        return stmt;
    }
}
