using System.Text.Json;
using Countersign.Core.Ports;
using Countersign.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Countersign.Storage;

/// <summary>
/// Whether the record can be trusted. Only ever goes from sound to damaged. Damage is noted in a file beside the database, so
/// that a restart, which checks the newest entries only, does not forget it; an operator removes the note.
/// </summary>
internal sealed class Soundness
{
    private const string Suffix = ".damaged";

    private volatile string? _damage;
    private volatile string? _note;

    /// <summary>Raised once, with what was found, on the thread that found it.</summary>
    public event Action<string>? Found;

    /// <summary>What was found first; null while nothing was.</summary>
    public string? Damage => _damage;

    public bool IsSound => _damage is null;

    public void Declare(string why)
    {
        if (Set(why))
            Note();
    }

    /// <summary>
    /// The record is no longer where it was: what is written now is lost. Nothing is noted beside it, because another record,
    /// sound for all we know, may stand there now.
    /// </summary>
    public void DeclareLost(string why) => Set(why);

    private bool Set(string why)
    {
        if (Interlocked.CompareExchange(ref _damage, why, null) is not null)
            return false;
        Found?.Invoke(why);
        return true;
    }

    /// <summary>Damage found before this start still holds; damage found from now on is noted beside the database.</summary>
    public void KeepNote(string path)
    {
        var file = _note = path + Suffix;
        if (File.Exists(file))
            Declare($"{ReadNote(file)} (noted in {file}; once the record is mended and verified, remove that file)");
        else
            Note();
    }

    /// <summary>What is noted beside a database; null when nothing is.</summary>
    public static string? NoteBeside(string path) => File.Exists(path + Suffix) ? ReadNote(path + Suffix) : null;

    private void Note()
    {
        if (_note is not { } file || _damage is not { } why || File.Exists(file))
            return;
        try
        {
            File.WriteAllText(file, why);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // The disk may be what is damaged: this process grants nothing all the same.
        }
    }

    private static string ReadNote(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "an earlier check found damage";
        }
    }

    public StoreUnavailableException Damaged(string why, Exception? inner = null)
    {
        Declare(why);
        return new StoreUnavailableException(
            StoreTrouble.Damaged, $"The record is damaged: {why}. Nothing was recorded. Run “countersign ledger verify”.", inner);
    }

    /// <summary>The exception that a caller gets for <paramref name="e"/>; notes damage on the way.</summary>
    public Exception Judge(Exception e)
    {
        if (e is JsonException)
            return Damaged($"a stored value can't be read ({e.Message})", e);
        if (e is not SqliteException fault)
            return e;
        var unavailable = Faults.Unavailable(fault);
        if (unavailable.Trouble == StoreTrouble.Damaged)
            Declare(fault.Message);
        return unavailable;
    }
}
