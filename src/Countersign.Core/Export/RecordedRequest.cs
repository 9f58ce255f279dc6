using System.Collections.Immutable;
using Countersign.Core.Changes;
using NodaTime;

namespace Countersign.Core.Export;

/// <summary>A stretch of time, half-open: what happens at <paramref name="Until"/> belongs to the next one.</summary>
public sealed record ExportPeriod(Instant From, Instant Until)
{
    private const int FirstYear = 1970;
    private const int LastYear = 9998;

    public bool Contains(Instant at) => at >= From && at < Until;

    /// <summary>From the first moment of a day up to that of another, in a zone. A day that the zone leaves out begins with the one after it.</summary>
    /// <returns>Null where it would end before it has begun, or lies where no record can be.</returns>
    public static ExportPeriod? Of(LocalDate from, LocalDate until, DateTimeZone zone) =>
        IsInReach(from) && IsInReach(until) && from < until ? new ExportPeriod(StartOf(from, zone), StartOf(until, zone)) : null;

    /// <summary>Whether a record can hold anything of a day.</summary>
    public static bool IsInReach(LocalDate day) => day.Year is >= FirstYear and <= LastYear;

    private static Instant StartOf(LocalDate day, DateTimeZone zone) => day.AtMidnight().InZoneLeniently(zone).ToInstant();
}

/// <summary>The ledger entry of an event, as far as an export names it.</summary>
/// <param name="Hash">Lower-case hex, as <c>ledger verify</c> proves it.</param>
/// <param name="Level">Of whoever spoke, as it was then; null when the bot did.</param>
/// <param name="Platform">Where it was said.</param>
/// <param name="Policy">Digest of the policy file accepted last by then.</param>
/// <param name="Roster">Digest of the people in force then.</param>
public sealed record EntryMark(long Seq, string Hash, string? Level, string? Platform, string Policy, string Roster);

/// <summary>An event with the entry that holds it.</summary>
public sealed record RecordedEvent(ChangeEvent Happened, EntryMark Entry);

/// <summary>A request as the record has it: its events, in order.</summary>
public sealed record RecordedRequest(ChangeId Id, ImmutableArray<RecordedEvent> Events);
