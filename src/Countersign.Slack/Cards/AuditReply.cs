using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Words;
using Countersign.Slack.Wire;
using NodaTime;

namespace Countersign.Slack.Cards;

/// <summary>A request's ledger entries in words, for <c>audit</c>. Names come from outside the chain, by its commitments.</summary>
public static class AuditReply
{
    private const int HashShown = 12;

    /// <param name="people">Who stands behind the entries' commitments; whoever was erased is missing.</param>
    public static CommandResponse Of(
        ChangeId change, ImmutableArray<SealedEntry> entries, IReadOnlyDictionary<string, PersonId> people, Draw draw)
    {
        if (entries.IsEmpty)
            return Replies.Say(Sentence.Of($"The ledger holds nothing about {change}."), draw);
        var lines = entries.Select(e => $"{draw.MarkupText(Line(e.Entry, people))} `{e.Hash[..HashShown]}`").ToList();
        var newest = Sentence.Of($"{change} has {entries.Length} ledger entries. Newest: {Line(entries[^1].Entry, people)} Hash {entries[^1].Hash}.");
        return new CommandResponse(
            draw.Spoken(newest),
            [
                new Section(new Mrkdwn($"*Ledger of {change}*")),
                .. Replies.Lines(lines),
                Draw.Small($"Hashes are shortened. Full hash of the newest: `{entries[^1].Hash}`. Operators check the whole chain with `ledger verify`."),
            ]);
    }

    private static Sentence Line(LedgerEntry entry, IReadOnlyDictionary<string, PersonId> people)
    {
        var to = entry.Assignee is { } assignee ? Sentence.Of($", concerning {Who(assignee, people)}") : Sentence.Empty;
        var count = entry.Count is { } more ? $", {more} more times" : "";
        return Sentence.Of(
            $"#{entry.Seq.ToString(System.Globalization.CultureInfo.InvariantCulture)} {Instant.FromUnixTimeMilliseconds(entry.At)}: {By(entry, people)}: {What(entry)}{to}{count}.");
    }

    private static string What(LedgerEntry entry)
    {
        var type = Words(entry.Type);
        if (entry.Verdict is { } verdict)
            return $"{type}, {Words(verdict)}";
        // "approve:not_asked": what was refused, and why.
        return entry.Detail is { } detail ? $"{type} ({Words(detail.Replace(":", ": ", StringComparison.Ordinal))})" : type;
    }

    private static Sentence By(LedgerEntry entry, IReadOnlyDictionary<string, PersonId> people) => entry switch
    {
        { Person: { } person } => Who(person, people),
        { Actor: not null } => Sentence.Text("somebody who is not on the roster"),
        _ => Sentence.Text("the bot"),
    };

    private static Sentence Who(string commitment, IReadOnlyDictionary<string, PersonId> people) =>
        people.TryGetValue(commitment, out var person) ? Sentence.Of($"{person}") : Sentence.Text("somebody no longer on record");

    private static string Words(string code) => code.Replace('_', ' ');
}
