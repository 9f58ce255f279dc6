using System.Text.Json;
using Countersign.Core.Ports;
using Countersign.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Countersign.Storage;

/// <summary>Whether the record can be trusted. Only ever goes from sound to damaged; a restart looks again.</summary>
internal sealed class Soundness
{
    private volatile string? _damage;

    /// <summary>What was found first; null while nothing was.</summary>
    public string? Damage => _damage;

    public bool IsSound => _damage is null;

    public void Declare(string why) => Interlocked.CompareExchange(ref _damage, why, null);

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
