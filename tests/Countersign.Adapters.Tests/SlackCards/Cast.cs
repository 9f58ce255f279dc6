using System.Collections.Frozen;
using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Routing;
using Countersign.Core.Sla;
using Countersign.Core.Words;
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
    public string Paths { get; init; } = "db/migrations/0042_refunds.sql\nsrc/refunds/";
    public string Tests { get; init; } = "dotnet test: 412 passed. Sandbox: 20 refunds, all arrived.";
    public string Scanner { get; init; } = "CodeQL";
    public Uri ScannerLink { get; init; } = new("https://ci.example.com/scans/812");
    public string EdgeCases { get; init; } = "Null bank code: refused. Two refunds at once: one waits.";
    public string AiReview { get; init; } = "CodeRabbit: one remark, a missing await; mended.";
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

    /// <summary>An offer to swap that Lee made to Kim, open or ended.</summary>
    public static SwapOffer Swap(SwapOutcome? outcome = null) => new(
        new SwapId("00112233445566aa"), new RotationId("payments-duty"), Lee, Kim, Start + Duration.FromDays(4), Start + Duration.FromDays(5),
        Start + Duration.FromDays(3), Start, outcome is { } ended ? new SwapEnd(ended, Start + Duration.FromHours(2)) : null);

    /// <summary>A rotation of Lee and Kim, and what is set and offered in it.</summary>
    public ImmutableArray<Sentence> Rota => RotaWords.Of(
        Policy, [new Rotation(new RotationId("payments-duty"), [Payments], [Lee, Kim], IsoDayOfWeek.Monday, new LocalTime(9, 0), DateTimeZone.Utc, new LocalDate(2026, 11, 2))],
        [new RotaOverride(1, new RotationId("payments-duty"), Kim, Start + Duration.FromDays(1), Start + Duration.FromDays(2), Mo, Start)], [Swap()], Start);

    /// <summary>Lee's queue of two, with more behind them.</summary>
    public Listed Working => Listed.Queue([Destructive.Change, AssignedNow.Change], 766, Lee);

    /// <summary>Kim is free, Mo is in a meeting, Pat is at their limit, Jo starts work on Monday, and eight more are away.</summary>
    public ImmutableArray<Sentence> Free => FreeWords.Of(
        [
            Standing(Kim, 0), Standing(Mo, 2, busy: true), Standing(Pat, 3, limit: 3), Standing(Jo, 1, from: 72),
            .. Enumerable.Range(1, 8).Select(n => Standing(new PersonId($"co{n:00}"), n, from: 24 * n, away: true)),
        ], Start);

    /// <summary>What a simulation came to.</summary>
    public Sentence Forecast => ForecastWords.Of(
        new ForecastAsk(new ReceiptKey("c"), new ChatIdentity(Platform.Slack, "T0ACME", "U0LEE"), Policy, 100, 3),
        new Forecast(Seen(.042, 310), Seen(.31, 1_700), Seen(.118, 620), 130, Seen(.2, 905), Seen(.02, 240), Seen(.031, 280), Payments));

    /// <summary>How its clock stands so many minutes after it was asked for.</summary>
    public Sentence TimeOf(Story story, int minutes) => ClockWords.Of(story.Change, SlaClock.Of(story.Change, Policy, Start + Duration.FromMinutes(minutes)));

    /// <summary>When lists are looked at: what was assigned is due in 40 minutes.</summary>
    public static readonly Instant Later = Start + Duration.FromMinutes(90);

    public SlaClock? ClockOf(ChangeRequest change) => SlaClock.Of(change, Policy, Later);

    /// <summary>Lee's queue with how its clocks stand, so many minutes after it was asked for.</summary>
    public Listed Queue(ImmutableArray<ChangeRequest> shown, int minutes = 90) =>
        Listed.Queue(shown, 766, Lee).At(Start + Duration.FromMinutes(minutes), Policy);

    private static Foreseen Seen(double late, int minutes) => new(late, Duration.FromMinutes(minutes));

    private Candidate Standing(PersonId id, int open, int from = 0, bool busy = false, bool away = false, int? limit = null)
    {
        var person = Policy.Roster.Find(id) ?? Policy.Roster.Find(Lee)! with { Id = id };
        var until = Start + Duration.FromDays(30);
        var atWork = FreeTime.Of([new Interval(Start + Duration.FromHours(from), until)], Start, until);
        var free = busy ? FreeTime.Of([new Interval(Start + Duration.FromMinutes(50), until)], Start, until) : atWork;
        return new Candidate(
            person, new Calendar(person.Zone, person.Hours, away ? [new Interval(Start, Start + Duration.FromHours(from))] : []),
            atWork, free, Workload.None with { Waiting = open }, limit);
    }

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
            Updated(), Assigned(2, Lee, 6, knows: true)]);
        SecondRoundApproved = Make([.. SecondRound.Events, new ChangeEvent.Voted(2, 1, Lee, Verdict.Approved, null, At(7)),
            new ChangeEvent.RoundSettled(2, Verdict.Approved, Lee, null, At(7))]);
        Approved = Make([Submitted(), asked, claimed, .. settles(Verdict.Approved, null)]);
        Denied = Make([Submitted(Destruction.Migrates), asked, .. settles(Verdict.Denied, material.Reason)]);
        Withdrawn = Make([Submitted(), asked, new ChangeEvent.Withdrawn(1, Ana, At(3))]);
        Shown = Make([Submitted(draft: WithEvidence(0, 1, 2, 5)), asked]);
        Clean = Make([Submitted(draft: WithEvidence(0, 0, 2, 5) with { Tests = null, EdgeCases = null, AiReview = null }), asked]);
        Recorded = Make([Put(), new ChangeEvent.Recorded(1, Ana, At(1))]);
        var both = Submitted(Destruction.Migrates | Destruction.Irreversible);
        TwoSeats = Make([both, asked, Assigned(1, Kim, 2, seat: 2)]);
        HalfApproved = Make([.. TwoSeats.Events, new ChangeEvent.Voted(1, 1, Lee, Verdict.Approved, null, At(3))]);
        BothApproved = Make([.. HalfApproved.Events, new ChangeEvent.Voted(1, 2, Kim, Verdict.Approved, null, At(4)),
            new ChangeEvent.RoundSettled(1, Verdict.Approved, Kim, null, At(4))]);
        Voided = Make([.. HalfApproved.Events, new ChangeEvent.VoteVoided(1, 1, Lee, At(4))]);
        ChangeEvent[] goesTo(PersonId person, StandDown why) =>
        [
            new ChangeEvent.StoodDown(1, 1, Lee, why, At(3)),
            Assigned(1, person, 3) with { Report = why == StandDown.Taken ? null : Assigned(1, person, 3).Report, Handover = new Handover(Lee, why) },
        ];
        LookedAt = Make([Submitted(), asked, new ChangeEvent.Acknowledged(1, 1, Lee, At(2))]);
        Reminded = Make([Submitted(), asked, new ChangeEvent.Reminded(1, 1, Lee, At(2))]);
        Moved = Make([.. Reminded.Events, .. goesTo(Kim, StandDown.NotAcknowledged)]);
        Rescued = Make([.. LookedAt.Events, .. goesTo(Kim, StandDown.Rescued)]);
        Taken = Make([Submitted(), asked, .. goesTo(Kim, StandDown.Taken), new ChangeEvent.Claimed(1, 1, Kim, At(3) + Duration.FromHours(2), At(3))]);
        TwoAsked = Make([Submitted(ask: 2), asked, Assigned(1, Kim, 1)]);
        ThreeAsked = Make([both, asked, Assigned(1, Kim, 2, seat: 2), Assigned(1, Mo, 2, seat: 2)]);
        PutOff = Make([.. Reminded.Events, new ChangeEvent.Snoozed(1, 1, Lee, At(2) + Duration.FromMinutes(30), At(2))]);
        Overdue = Make([.. Reminded.Events, new ChangeEvent.Breached(1, At(13))]);
        LookedAfter = Make([.. Overdue.Events, new ChangeEvent.Escalated(1, 2, EscalationTo.Lead, [Mo], Core.Changes.Turn.Reviewers, At(13)),
            new ChangeEvent.LookedAfter(1, Mo, At(25), At(14))]);
        OverdueApproved = Make([.. Overdue.Events, new ChangeEvent.Voted(1, 1, Lee, Verdict.Approved, null, At(14)),
            new ChangeEvent.RoundSettled(1, Verdict.Approved, Lee, null, At(14))]);
        Expiring = Make([.. ChangesRequested.Events, new ChangeEvent.ExpiryAnnounced(1, At(30) + Duration.FromDays(7), At(30))]);
        Expired = Make([.. Expiring.Events, new ChangeEvent.Expired(1, At(30) + Duration.FromDays(7))]);
        OldRound = Make([Submitted() with { Asks = null, Seats = [new Qualification(Payments, Level.Senior)] }, asked]);
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

    /// <summary>With every kind of evidence, and something serious found.</summary>
    public Story Shown { get; }

    /// <summary>With a scanner's result and little else.</summary>
    public Story Clean { get; }

    public Story Recorded { get; }
    public Story TwoSeats { get; }
    public Story HalfApproved { get; }
    public Story BothApproved { get; }
    public Story Voided { get; }

    public Story LookedAt { get; }
    public Story Reminded { get; }

    /// <summary>For want of a sign.</summary>
    public Story Moved { get; }

    /// <summary>Because it would not be done in time.</summary>
    public Story Rescued { get; }

    /// <summary>By somebody who was free sooner.</summary>
    public Story Taken { get; }

    /// <summary>An offer of what is assigned to Lee, to Kim.</summary>
    public static Offer Offered(OfferEnd? ended = null) => new(7, Kim, Id, 1, 1, Lee, At(2), At(5)) { Ended = ended };

    /// <summary>Two are asked for one seat.</summary>
    public Story TwoAsked { get; }

    /// <summary>One for the first approval, two for the second.</summary>
    public Story ThreeAsked { get; }

    /// <summary>As long as the tier allows.</summary>
    public Story PutOff { get; }

    public Story Overdue { get; }

    /// <summary>By the lead, who was told.</summary>
    public Story LookedAfter { get; }

    /// <summary>Late, but decided.</summary>
    public Story OverdueApproved { get; }

    /// <summary>The author was told when it ends.</summary>
    public Story Expiring { get; }

    public Story Expired { get; }

    /// <summary>From before the policy had tiers.</summary>
    public Story OldRound { get; }

    public IEnumerable<Story> Stories =>
    [
        Fresh, Waiting, Stuck, AssignedNow, Destructive, InReview, Lapsed, Declined, Reassigned, ChangesRequested, SecondRound, SecondRoundApproved,
        Approved, Denied, Withdrawn, Shown, Clean, Recorded, TwoSeats, HalfApproved, BothApproved, Voided, TwoAsked, OldRound,
        LookedAt, Reminded, Moved, Rescued, Taken, PutOff, Overdue, LookedAfter, OverdueApproved, Expiring, Expired,
    ];

    /// <summary>The same request many times over, for lists.</summary>
    public static ImmutableArray<ChangeRequest> Many(ChangeRequest change, int count) =>
        [.. Enumerable.Range(1, count).Select(n => change with { Id = new ChangeId(n) })];

    /// <summary>The same town under a policy that asks for no evidence and has no paths.</summary>
    public static PolicyBook AsksNothing(PolicyBook policy) => policy with
    {
        Paths = [],
        Services = policy.Services.Values
            .Select(s => s with { Rules = [.. s.Rules.Select(r => r with { Evidence = ImmutableDictionary<EvidenceKind, PolicyLine>.Empty })] })
            .ToFrozenDictionary(s => s.Id),
    };

    private static Instant At(int step) => Start + Duration.FromMinutes(step * 10);

    private static Story Make(ImmutableArray<ChangeEvent> events) => new(ChangeHistory.Fold(Id, events), events);

    private ChangeEvent.Submitted Submitted(
        Destruction destruction = Destruction.None, Urgency urgency = Urgency.Normal, Draft? draft = null, int ask = 1)
    {
        var said = draft ?? DraftOf(destruction, urgency);
        var asked = Judged(said);
        return new ChangeEvent.Submitted(Ana, said, [.. asked.Seats.Select(s => s with { Ask = ask })], At(0)) { Asks = asked.Requirement };
    }

    private ChangeEvent.Updated Updated()
    {
        var draft = DraftOf(Destruction.None, Urgency.Normal);
        var asked = Judged(draft);
        return new ChangeEvent.Updated(2, Ana, draft, asked.Seats, At(5)) { Asks = asked.Requirement };
    }

    // Of a service whose changes nobody has to look at.
    private ChangeEvent.Submitted Put()
    {
        var docs = Service(new ServiceId("docs"), $"{_m.ServiceName} docs", Tier.Low, []);
        var draft = DraftOf(Destruction.None, Urgency.Normal) with { Service = docs.Id, Tests = _m.Tests };
        var asked = Requirements.Judge(Policy, ChangeFacts.Of(draft, docs, Level.Mid, null, null));
        return new ChangeEvent.Submitted(Ana, draft, asked.Seats, At(0)) { Asks = asked.Requirement };
    }

    private Judgement Judged(Draft draft) =>
        Requirements.Judge(Policy, ChangeFacts.Of(draft, Policy.Find(draft.Service)!, Level.Mid, null, null));

    private Draft WithEvidence(int critical, int high, int medium, int low) => DraftOf(Destruction.None, Urgency.Normal) with
    {
        Paths = _m.Paths,
        Tests = _m.Tests,
        Scanner = new ScannerResult(_m.Scanner, _m.ScannerLink.AbsoluteUri, critical, high, medium, low),
        EdgeCases = _m.EdgeCases,
        Rollback = _m.Rollback,
        AiReview = _m.AiReview,
        RaisedTo = Tier.Critical,
    };

    private Draft DraftOf(Destruction destruction, Urgency urgency)
    {
        var link = ChangeLink.TryParse(_m.Link.AbsoluteUri, out var read) ? read : new ChangeLink(_m.Link, null, null, null);
        return new Draft(
            _m.Title, link, Payments, _m.Tools, _m.Did, _m.Checked, destruction,
            destruction == Destruction.None ? null : _m.Rollback, _m.Did, urgency,
            [.. Enumerable.Range(1, _m.CoAuthors).Select(n => new PersonId($"co{n:00}"))]);
    }

    private static ChangeEvent.Assigned Assigned(int round, PersonId person, int step, bool knows = false, int seat = 1) => new(
        round, seat, person, At(step) + Duration.FromHours(2),
        new RoutingReport(
            [
                new Ranked(person, 0, null, knows)
                {
                    Expected = At(step) + Duration.FromMinutes(30), Primary = true, LoadPercent = -8, Score = new Score(125_000, -20_000, 0, 0, knows ? -300_000 : 0, 0, 0),
                },
                new Ranked(Mo, 2, At(0), false)
                {
                    Expected = At(step) + Duration.FromMinutes(110), BusyUntil = At(step) + Duration.FromMinutes(20), LoadPercent = 12,
                    Score = new Score(458_333, 30_000, 250_000, 30_000, 0, 0, 0),
                },
            ],
            [new PassedOver(Ana, PassedOverFor.Author, null), new PassedOver(Jo, PassedOverFor.TooJunior, null),
                new PassedOver(Kim, PassedOverFor.Away, Start + Duration.FromDays(3)), new PassedOver(Pat, PassedOverFor.AtLimit, null)],
            null)
        {
            Due = At(step) + Duration.FromHours(2),
            Timers = new RoutingTimers(At(step) + Duration.FromMinutes(40), At(step) + Duration.FromMinutes(60)),
        },
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
        var services = Enumerable.Range(0, m.Services).Select(n => Service(
            n == 0 ? Payments : new ServiceId($"service-{n:000}"), n == 0 ? m.ServiceName : $"{m.ServiceName} {n:000}",
            n % 2 == 0 ? Tier.Critical : Tier.Low, n == 0 ? ["acme/payments-api"] : []));
        return new PolicyBook(
            new string('a', 64), new string('b', 64), new Roster(people), services.ToFrozenDictionary(s => s.Id), [Mo],
            [new ChatPlace(Platform.Slack, "T0ACME", "C0OPS")])
        {
            Paths = [new PathRule(PathPattern.Parse("db/migrations/**"), Tier.Critical, Line(21, "paths"))],
        };
    }

    private static Service Service(ServiceId id, string name, Tier tier, ImmutableArray<string> repositories) => new(
        id, name, new Ruled<Tier>(tier, Line(12, "tier")), Duration.FromHours(2), [new ChatPlace(Platform.Slack, "T0ACME", "C0PAY")], Mo, repositories)
    {
        Rules = Written,
    };

    // As a file writes them: every kind of evidence is asked somewhere.
    private static ImmutableArray<TierRules> Written { get; } =
    [
        .. TierRules.BuiltIn.Select(r => r with
        {
            Approvals = new Ruled<int>(r.Approvals.Value, Line(31 + (int)r.Tier, "approvals")),
            DestructiveApprovals = new Ruled<int>(r.DestructiveApprovals.Value, Line(41 + (int)r.Tier, "destructive_approvals")),
            Evidence = r.Tier == Tier.Critical ? r.Evidence.SetItem(EvidenceKind.AiReview, Line(51, "evidence")) : r.Evidence,
        }),
    ];

    private static PolicyLine Line(int line, string key) => new("policy.yaml", line, key);
}
