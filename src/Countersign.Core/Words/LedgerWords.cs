using System.Collections.Immutable;
using System.Globalization;
using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Words;

/// <summary>A ledger entry as a line. Names come from outside the chain, by its commitments.</summary>
/// <param name="people">Who stands behind the entries' commitments; whoever was erased is missing.</param>
public sealed class LedgerWords(IReadOnlyDictionary<string, PersonId> people)
{
    public static Sentence Nothing(ChangeId change) => Sentence.Of($"The ledger holds nothing about {change}.");

    /// <summary>How many there are, and the newest with its whole hash.</summary>
    public Sentence Newest(ChangeId change, ImmutableArray<SealedEntry> entries) => Sentence.Of(
        $"{change} has {entries.Length} ledger entries. Newest: {Line(entries[^1].Entry)} Hash {entries[^1].Hash}.");

    public Sentence Line(LedgerEntry entry) => Sentence.Of(
        $"#{entry.Seq.ToString(CultureInfo.InvariantCulture)} {Instant.FromUnixTimeMilliseconds(entry.At)}: {What(entry)}");

    /// <summary>Who did what, where number and time stand beside it.</summary>
    public Sentence What(LedgerEntry entry)
    {
        var to = entry.Assignee is { } assignee ? Sentence.Of($", concerning {Who(assignee)}") : Sentence.Empty;
        var count = entry.Count is { } more ? $", {more} more times" : "";
        return Sentence.Of($"{By(entry)}: {Did(entry)}{to}{count}.");
    }

    private static string Did(LedgerEntry entry)
    {
        var type = Words(entry.Type);
        if (entry.Verdict is { } verdict)
            return $"{type}, {Words(verdict)}";
        // "approve:not_asked": what was refused, and why.
        return entry.Detail is { } detail ? $"{type} ({Words(detail.Replace(":", ": ", StringComparison.Ordinal))})" : type;
    }

    private Sentence By(LedgerEntry entry) => entry switch
    {
        { Person: { } person } => Who(person),
        { Actor: not null } => Sentence.Text("somebody who is not on the roster"),
        _ => Sentence.Text("the bot"),
    };

    private Sentence Who(string commitment) =>
        people.TryGetValue(commitment, out var person) ? Sentence.Of($"{person}") : Sentence.Text("somebody no longer on record");

    private static string Words(string code) => code.Replace('_', ' ');
}
