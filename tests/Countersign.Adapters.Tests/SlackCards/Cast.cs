using System.Collections.Frozen;
using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using NodaTime;

namespace Countersign.Adapters.Tests.SlackCards;

/// <summary>What people and the policy file say, from which every drawing is made.</summary>
internal sealed record Material
{
    public string Title { get; init; } = "Retry failed refunds";
    public string Did { get; init; } = "Wrote the retry loop and its tests.";
    public string Checked { get; init; } = "Read every line and ran it against the sandbox.";
    public string Tools { get; init; } = "Claude Code";
    public string Reason { get; init; } = "The retry never stops. Add a limit and a test for it.";
    public string Rollback { get; init; } = "Revert the commit; restore the table from the nightly backup.";
    public string Name { get; init; } = "";
    public string ServiceName { get; init; } = "Payments";
    public Uri Link { get; init; } = new("https://github.com/acme/payments-api/pull/12");
    public int CoAuthors { get; init; } = 1;
    public int Services { get; init; } = 2;
    public int Listed { get; init; } = 2;
}

/// <summary>A small town of people and one request in every state it can be in, made by its events.</summary>
internal sealed class Cast
{
    public static readonly Instant Start = Instant.FromUtc(2026, 11, 20, 10, 0);
    public static readonly ServiceId Payments = new("payments");
    public static readonly PersonId Ana = new("ana"), Lee = new("lee"), Kim = new("kim"), Mo = new("mo"), Jo = new("jo"), Pat = new("pat");
    private static readonly ChangeId Id = new(12);
    private readonly Material _m;

    public Cast(Material material)
    {
        _m = material;
        Policy = Town(material);
        var asked = Assigned(1, Lee, 1);
        var waited = new ChangeEvent.Waited(1, 1, Nobody(Start + Duration.FromDays(3)), At(1));
        var claimed = new ChangeEvent.Claimed(1, 1, Lee, At(2) + Duration.FromHours(2), At(2));
        ChangeEvent[] settles(Verdict verdict, string? reason) =>
            [new ChangeEvent.Voted(1, 1, Lee, verdict, reason, At(3)), new ChangeEvent.RoundSettled(1, verdict, Lee, reason, At(3))];
        Fresh = Make([Submitted()]);
        Waiting = Make([Submitted(), waited]);
        Stuck = Make([Submitted(), new ChangeEvent.Waited(1, 1, Nobody(null), At(1))]);
        AssignedNow = Make([Submitted(), asked]);
        Destructive = Make([Submitted(Destruction.Deletes | Destruction.Recreates | Destruction.Migrates, Urgency.Urgent), asked]);
        InReview = Make([Submitted(), asked, claimed]);
        Lapsed = Make([Submitted(), asked, claimed, new ChangeEvent.ClaimLapsed(1, 1, Lee, At(4))]);
        Declined = Make([Submitted(), asked, new ChangeEvent.Declined(1, 1, Lee, DeclineReason.NotMyArea, At(2)), Assigned(1, Kim, 3)]);
        Reassigned = Make([Submitted(), asked,
            new ChangeEvent.StoodDown(1, 1, Lee, StandDown.Reassigned, At(2)),
            new ChangeEvent.Assigned(1, 1, Kim, At(2) + Duration.FromHours(2), null, Mo, material.Reason, At(2))]);
        ChangesRequested = Make([Submitted(), asked, .. settles(Verdict.ChangesRequested, material.Reason)]);
        SecondRound = Make([.. ChangesRequested.Events,
            new ChangeEvent.Updated(2, Ana, DraftOf(Destruction.None, Urgency.Normal), Seats, At(5)), Assigned(2, Lee, 6, knows: true)]);
        SecondRoundApproved = Make([.. SecondRound.Events, new ChangeEvent.Voted(2, 1, Lee, Verdict.Approved, null, At(7)),
            new ChangeEvent.RoundSettled(2, Verdict.Approved, Lee, null, At(7))]);
        Approved = Make([Submitted(), asked, claimed, .. settles(Verdict.Approved, null)]);
        Denied = Make([Submitted(Destruction.Migrates), asked, .. settles(Verdict.Denied, material.Reason)]);
        Withdrawn = Make([Submitted(), asked, new ChangeEvent.Withdrawn(1, Ana, At(3))]);
    }

    public sealed record Story(ChangeRequest Change, ImmutableArray<ChangeEvent> Events)
    {
        public ChangeEvent Last => Events[^1];
    }

    public PolicyBook Policy { get; }

    public Story Fresh { get; }
    public Story Waiting { get; }
    public Story Stuck { get; }
    public Story AssignedNow { get; }
    public Story Destructive { get; }
    public Story InReview { get; }
    public Story Lapsed { get; }
    public Story Declined { get; }
    public Story Reassigned { get; }
    public Story ChangesRequested { get; }
    public Story SecondRound { get; }
    public Story SecondRoundApproved { get; }
    public Story Approved { get; }
    public Story Denied { get; }
    public Story Withdrawn { get; }

    public IEnumerable<Story> Stories =>
    [
        Fresh, Waiting, Stuck, AssignedNow, Destructive, InReview, Lapsed, Declined, Reassigned, ChangesRequested, SecondRound, SecondRoundApproved,
        Approved, Denied, Withdrawn,
    ];

    private static ImmutableArray<Qualification> Seats => [new Qualification(Payments, Level.Senior)];

    /// <summary>The same request many times over, for lists.</summary>
    public static ImmutableArray<ChangeRequest> Many(ChangeRequest change, int count) =>
        [.. Enumerable.Range(1, count).Select(n => change with { Id = new ChangeId(n) })];

    private static Instant At(int step) => Start + Duration.FromMinutes(step * 10);

    private static Story Make(ImmutableArray<ChangeEvent> events) => new(ChangeHistory.Fold(Id, events), events);

    private ChangeEvent.Submitted Submitted(Destruction destruction = Destruction.None, Urgency urgency = Urgency.Normal) =>
        new(Ana, DraftOf(destruction, urgency), Seats, At(0));

    private Draft DraftOf(Destruction destruction, Urgency urgency)
    {
        var link = ChangeLink.TryParse(_m.Link.AbsoluteUri, out var read) ? read : new ChangeLink(_m.Link, null, null, null);
        return new Draft(
            _m.Title, link, Payments, _m.Tools, _m.Did, _m.Checked, destruction,
            destruction == Destruction.None ? null : _m.Rollback, _m.Did, urgency,
            [.. Enumerable.Range(1, _m.CoAuthors).Select(n => new PersonId($"co{n:00}"))]);
    }

    private static ChangeEvent.Assigned Assigned(int round, PersonId person, int step, bool knows = false) => new(
        round, 1, person, At(step) + Duration.FromHours(2),
        new RoutingReport(
            [new Ranked(person, 0, null, knows), new Ranked(Mo, 2, At(0), false)],
            [new PassedOver(Ana, PassedOverFor.Author, null), new PassedOver(Jo, PassedOverFor.TooJunior, null),
                new PassedOver(Kim, PassedOverFor.Away, Start + Duration.FromDays(3)), new PassedOver(Pat, PassedOverFor.AtLimit, null)],
            null),
        null, null, At(step));

    private static RoutingReport Nobody(Instant? next) => new(
        [],
        [new PassedOver(Lee, next is null ? PassedOverFor.AtLimit : PassedOverFor.OutsideHours, next),
            new PassedOver(Kim, PassedOverFor.Away, next), new PassedOver(Pat, PassedOverFor.Unreachable, null),
            new PassedOver(Mo, PassedOverFor.StoodDown, null)],
        next);

    private static PolicyBook Town(Material m)
    {
        Person person(PersonId id, string name, Level level, string user) => new(
            id, m.Name.Length > 0 ? m.Name : name, level, DateTimeZone.Utc, WorkingHours.Default, [Payments], [],
            [new ChatIdentity(Platform.Slack, "T0ACME", user)], Lead: id == Lee ? Mo : null);
        var people = new List<Person>
        {
            person(Ana, "Ana Souza", Level.Mid, "U0ANA"), person(Lee, "Lee Park", Level.Senior, "U0LEE"),
            person(Kim, "Kim Novak", Level.Senior, "U0KIM"), person(Mo, "Mo Adeyemi", Level.Principal, "U0MO"),
            person(Jo, "Jo Mbeki", Level.Junior, "U0JO"), person(Pat, "Pat Doe", Level.Senior, "U0PAT"),
        };
        people.AddRange(Enumerable.Range(1, m.CoAuthors).Select(n => person(new PersonId($"co{n:00}"), $"Co-author {n}", Level.Mid, $"U0CO{n}")));
        var services = Enumerable.Range(0, m.Services).Select(n => new Service(
            n == 0 ? Payments : new ServiceId($"service-{n:000}"), n == 0 ? m.ServiceName : $"{m.ServiceName} {n:000}",
            n % 2 == 0 ? "critical" : "low", Duration.FromHours(2), [new ChatPlace(Platform.Slack, "T0ACME", "C0PAY")], Mo,
            n == 0 ? ["acme/payments-api"] : []));
        return new PolicyBook(
            new string('a', 64), new string('b', 64), new Roster(people), services.ToFrozenDictionary(s => s.Id), [Mo],
            [new ChatPlace(Platform.Slack, "T0ACME", "C0OPS")]);
    }
}
