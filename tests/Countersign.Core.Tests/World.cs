using System.Collections.Frozen;
using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Tests;

/// <summary>The people, services and drafts that the tests share: a small team in Berlin.</summary>
internal static class World
{
    public static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    public static readonly ServiceId Payments = new("payments");
    public static readonly ServiceId Docs = new("docs");

    /// <summary>Tuesday 17 November 2026, 10:00 in Berlin: everybody works.</summary>
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 17, 9, 0);

    public static readonly ChatPlace Channel = new(Platform.Slack, "T1", "C-payments");
    public static readonly ChatPlace Operators = new(Platform.Slack, "T1", "C-operators");

    public static Person Person(string id, Level level = Level.Senior, bool active = true, int? limit = null, string? lead = null) => new(
        new PersonId(id), char.ToUpperInvariant(id[0]) + id[1..], level, Berlin, WorkingHours.Default, [Payments], [],
        [new ChatIdentity(Platform.Slack, "T1", "U-" + id)], active, limit, lead is null ? null : new PersonId(lead));

    public static Actor.Member Member(Person person) => new(person, new ChatIdentity(Platform.Slack, "T1", "U-" + person.Id));

    public static Service Service(string id = "payments", string? lead = "olga") => new(
        new ServiceId(id), char.ToUpperInvariant(id[0]) + id[1..], Line(Tier.Critical, 3), Duration.FromHours(4), [Channel],
        lead is null ? null : new PersonId(lead), [$"acme/{id}-api"])
    {
        Rules = Rules,
    };

    /// <summary>One approval by a senior in every tier, one asked at once, without evidence: what the rules are is other tests' matter.</summary>
    public static ImmutableArray<TierRules> Rules { get; } =
    [
        .. TierRules.BuiltIn.Select(r => r with
        {
            Approvals = Line(1, 10), DestructiveApprovals = Line(1, 11), AtLeast = Line(Level.Senior, 12), SpotCheck = Line(0, 13),
            AskAtOnce = Line(1, 14), Evidence = ImmutableDictionary<EvidenceKind, PolicyLine>.Empty,
        }),
    ];

    public static Ruled<T> Line<T>(T value, int line) => new(value, new PolicyLine("policy.yaml", line, "key"));

    /// <summary>What the policy asks of a draft, made up: so many seniors.</summary>
    public static Judgement Asks(int count) => Asks(Seats(count));

    public static Judgement Asks(ImmutableArray<Qualification> seats) =>
        new(new Requirement(Tier.Critical, [new Reason(ReasonKind.Tier, "Payments is critical", Line(0, 3).At), new Reason(ReasonKind.Seats, "asked", Line(0, 10).At)], null), seats, Rules[3]);

    /// <summary>Ole and Ona are operators who review nothing.</summary>
    public static PolicyBook Book(params Person[] people) => Book([Service()], people);

    public static PolicyBook Book(Service[] services, Person[] people) => new(
        "digest00", "roster", new Roster([.. people, Operator("ole"), Operator("ona")]), services.ToFrozenDictionary(s => s.Id),
        [new PersonId("olga"), new PersonId("ole"), new PersonId("ona")], [Operators]);

    private static Person Operator(string id) => Person(id, Level.Principal) with { Primary = [] };

    public static Draft Draft(params string[] coAuthors)
    {
        ChangeLink.TryParse("https://github.com/acme/payments-api/pull/7", out var link).ShouldBeTrue();
        return new Draft(
            "Retry card payments", link, Payments, "Claude Code", "Wrote the retry loop", "Ran the payment tests twice",
            Destruction.None, null, null, Urgency.Normal, [.. coAuthors.Select(c => new PersonId(c))]);
    }

    public static RawDraft Raw() => new()
    {
        Title = "Retry card payments",
        Link = "https://github.com/acme/payments-api/pull/7",
        Service = "payments",
        AiTools = "Claude Code",
        AiDid = "Wrote the retry loop",
        AuthorChecked = "Ran the payment tests twice",
    };

    public static string Plain(this Sentence sentence, PolicyBook book) => sentence.Plain(book.Roster, Berlin);

    public static ImmutableArray<Qualification> Seats(int count) =>
        [.. Enumerable.Repeat(new Qualification(Payments, Level.Senior), count)];
}
