using NodaTime;

namespace Countersign.Core.Ledger;

/// <summary>One check of the whole record.</summary>
/// <param name="Head">The newest entry's hash, as it was checked.</param>
/// <param name="Fault">What was found first; null when the record was sound.</param>
public sealed record RecordCheck(Instant At, long Entries, string Head, string? Fault);

/// <summary>What this process has checked of the record so far, for whoever wants to see it.</summary>
/// <param name="startedAt">When it opened the record, and checked the newest entries.</param>
public sealed class RecordChecks(Instant startedAt)
{
    private volatile RecordCheck? _last;

    public Instant StartedAt => startedAt;

    /// <summary>Null until the first whole check since the start.</summary>
    public RecordCheck? Last => _last;

    public void Note(RecordCheck check) => _last = check;
}
