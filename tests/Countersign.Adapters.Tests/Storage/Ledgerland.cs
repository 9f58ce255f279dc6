using System.Collections.Frozen;
using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Routing;
using NodaTime;

namespace Countersign.Adapters.Tests.Storage;

/// <summary>A small company, and the use cases in their shortest form: load, decide, append.</summary>
internal static class Ledgerland
{
    public static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 10, 0) + Duration.FromTicks(1234567);
    public static readonly ServiceId Payments = new("payments");
    public static readonly Person Ana = Senior("ana");
    public static readonly Person Kim = Senior("kim");
    public static readonly Person Lee = Senior("lee");

    public static readonly PolicyBook Book = new(
        new string('a', 64), new string('b', 64), new Roster([Ana, Kim, Lee]),
        new[] { new Service(Payments, "Payments", new(Tier.High, new PolicyLine("policy.yaml", 4, "services[0].tier")), Duration.FromHours(4), [], null, []) }.ToFrozenDictionary(s => s.Id),
        [], []);

    public static readonly Lane KimsMessages = Lane.Of(Kim.Identities[0]);

    public static Draft Draft(string title = "Retry the ledger export") => new(
        title, Link("https://github.com/acme/payments-api/pull/123"), Payments, "Claude Code", "Wrote the retry.", "Read and ran it.",
        Destruction.Deletes | Destruction.Migrates, "Restore the table.", null, Urgency.Urgent, [Lee.Id]);

    /// <summary>What the policy asks, made up.</summary>
    public static Judgement Asks(ImmutableArray<Qualification> seats) => new(
        new Requirement(Tier.High, [new Reason(ReasonKind.Tier, "Payments is high", new PolicyLine("policy.yaml", 4, "services[0].tier"))], 731),
        seats, TierRules.BuiltIn[(int)Tier.High]);

    public static ChangeLink Link(string address) =>
        ChangeLink.TryParse(address, out var link) ? link : throw new ArgumentException("no link", nameof(address));

    public static Actor Of(Person person) => new Actor.Member(person, person.Identities[0]);

    public static LedgerContext Context(Actor by, Instant at) => new(by, Book, at);

    public static Instant After(int minutes) => Monday + Duration.FromMinutes(minutes);

    public static ChangeId Submit(this IWork work, Instant at, params ReadOnlySpan<Qualification> seats)
    {
        var id = work.NextChangeId();
        work.Decide(null, id, new Command.Submit(Of(Ana), Ana.Id, Draft(), Asks(seats.IsEmpty ? [new(Payments, Level.Senior)] : [.. seats])), at);
        return id;
    }

    public static void Assign(this IWork work, ChangeId id, Person to, Instant at)
    {
        var change = work.Load(id)!;
        var report = new RoutingReport(
            [new Ranked(to.Id, 1, at, false)], [new PassedOver(Ana.Id, PassedOverFor.Author, null)], null);
        work.Decide(id, new Command.Assign(
            Actor.Bot.Instance, change.Round.Number, change.VacantSeat!.Number, to, at + Duration.FromHours(4), report), at);
    }

    public static Refusal? Decide(this IWork work, ChangeId id, Command command, Instant at) =>
        work.Decide(work.Load(id), id, command, at);

    public static Refusal? Decide(this IWork work, ChangeRequest? before, ChangeId id, Command command, Instant at)
    {
        switch (ReviewDesk.Decide(before, command, at))
        {
            case Ruling.Accepted accepted:
                work.Append(before, Folded(id, before, accepted.Events), accepted.Events, Context(command.By, at));
                return null;
            case Ruling.Refused refused:
                work.Refused(command.By, id, command.GetType().Name, refused.Refusal, Context(command.By, at));
                return refused.Refusal;
            default:
                throw new InvalidOperationException();
        }
    }

    public static ChangeRequest Folded(ChangeId id, ChangeRequest? before, ImmutableArray<ChangeEvent> events)
    {
        var after = before;
        foreach (var happened in events)
            after = ChangeHistory.Apply(id, after, happened);
        return after!;
    }

    private static Person Senior(string id) => new(
        new PersonId(id), id, Level.Senior, DateTimeZone.Utc, WorkingHours.Default, [Payments], [],
        [new ChatIdentity(Platform.Slack, "T1", "U-" + id)]);
}
