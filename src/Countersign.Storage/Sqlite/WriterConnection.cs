using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Countersign.Storage.Sqlite;

/// <summary>The only connection that writes. Used by one thread at a time; hands out prepared statements and keeps them.</summary>
internal sealed class WriterConnection(SqliteConnection connection) : IDisposable
{
    private readonly List<Statement> _statements = [];

    public SqliteConnection Connection => connection;

    public sqlite3 Handle { get; } = connection.Handle!;

    /// <summary>
    /// The first statement that failed since this was last cleared. A piece of work that swallowed the exception is failed all the
    /// same: half of what it meant to write is missing.
    /// </summary>
    public SqliteException? Failure { get; set; }

    public bool InTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    public Statement Prepare(string sql)
    {
        var statement = new Statement(this, sql);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>After a failure: an exception between binding and running would leave half of its values to the next use.</summary>
    public void ResetAll()
    {
        foreach (var statement in _statements)
            statement.Reset();
    }

    public SqliteException Failed(int code)
    {
        var fault = new SqliteException(
            raw.sqlite3_errmsg(Handle).utf8_to_string(), code & 0xff, raw.sqlite3_extended_errcode(Handle));
        Failure ??= fault;
        return fault;
    }

    /// <summary>Once the transaction is gone, a write would be a transaction of its own and escape the rollback.</summary>
    public void ThrowUnlessUsable()
    {
        if (Failure is { } fault && (!Faults.IsOfOnePiece(fault) || !InTransaction))
            throw fault;
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
            statement.Dispose();
        connection.Dispose();
    }
}
