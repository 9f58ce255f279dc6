using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Simulation;
using NodaTime;

namespace Countersign.Host.CommandLine.Simulating;

/// <summary>The decided requests of a record, as the simulator takes them.</summary>
/// <param name="LeftOut">Requests of services or authors that the policy does not know, that it asks nobody for, or that it would refuse.</param>
internal sealed record PastChanges(IReadOnlyList<PastChange> Changes, int LeftOut)
{
    private const double MostMinutes = 240;

    public string Words => LeftOut == 0
        ? "The changes, their rounds and, where a review was claimed, its minutes are the record's; the rest is the model's."
        : $"The changes, their rounds and, where a review was claimed, its minutes are the record's; the rest is the model's. Left out: {Count.Of(LeftOut, "request")} that the policy does not know or asks nobody for, that nobody decided, or that too few besides the author could sign off.";

    public static PastChanges Of(IEnumerable<(ChangeId Change, ImmutableArray<ChangeEvent> Events)> histories, PolicyBook book)
    {
        var changes = new List<PastChange>();
        var leftOut = 0;
        foreach (var (id, events) in histories)
            if (One(id, events, book) is { } past)
                changes.Add(past);
            else
                leftOut++;
        return new PastChanges(changes, leftOut);
    }

    private static PastChange? One(ChangeId id, ImmutableArray<ChangeEvent> events, PolicyBook book)
    {
        var change = ChangeHistory.Fold(id, events);
        if (book.Find(change.Draft.Service) is not { } service || book.Roster.Find(change.Author) is not { } author)
            return null;
        var tier = change.Tier ?? service.Tier.Value;
        if (service.RulesOf(tier).Approvals.Value == 0 || !MadeUp.Takes(book, service, tier, author))
            return null;
        var rounds = events.OfType<ChangeEvent.RoundSettled>().Select(settled => new PastRound(
            Minutes(events, settled, book), Answer(events, settled, author))).ToImmutableArray();
        return rounds.IsEmpty ? null : new PastChange(service.Id, tier, author.Id, change.SubmittedAt, rounds);
    }

    // From "I'm on it" to the vote, in the reviewer's own hours.
    private static double? Minutes(ImmutableArray<ChangeEvent> events, ChangeEvent.RoundSettled settled, PolicyBook book)
    {
        var claim = events.OfType<ChangeEvent.Claimed>().LastOrDefault(c => c.Round == settled.Round && c.By == settled.By && c.At < settled.At);
        if (claim is null || book.Roster.Find(settled.By) is not { } reviewer)
            return null;
        var minutes = Worked(reviewer, reviewer.Hours, claim.At, settled.At).TotalMinutes;
        return minutes is > 0 and <= MostMinutes ? minutes : null;
    }

    private static double Answer(ImmutableArray<ChangeEvent> events, ChangeEvent.RoundSettled settled, Person author) =>
        events.OfType<ChangeEvent.Updated>().FirstOrDefault(u => u.Round == settled.Round + 1) is { } update
            ? Worked(author, WorkingHours.Default, settled.At, update.At).TotalHours
            : 0;

    private static Duration Worked(Person person, WorkingHours hours, Instant from, Instant until) =>
        new Calendar(person.Zone, hours, []) { Holidays = person.Holidays }.Free(from, until).Aggregate(Duration.Zero, (sum, free) => sum + free.Duration);
}
