using System.Collections.Immutable;
using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Policy;

/// <summary>Which hours an SLA counts.</summary>
public enum SlaCalendar
{
    /// <summary>Monday to Friday, 09:00 to 17:00 of the author's zone, less public holidays.</summary>
    BusinessHours,

    /// <summary>Every hour: somebody is always on call for it.</summary>
    AroundTheClock,

    /// <summary>The same business hours, by the clock of the service's zone.</summary>
    ServiceHours,
}

/// <summary>When a tier's answers are due: working time, or every hour, by the calendar.</summary>
/// <param name="Expires">How long it may be the author's turn before the request ends by itself; a day is 24 hours.</param>
public sealed record SlaTargets(Ruled<Duration> FirstResponse, Ruled<Duration> Decision, Ruled<SlaCalendar> Calendar, Ruled<Duration> Expires);

/// <summary>Who an escalation step tells.</summary>
public enum EscalationTo
{
    /// <summary>The person who is asked.</summary>
    Reviewer,

    /// <summary>The asked person's lead, else the service's.</summary>
    Lead,

    /// <summary>The service's channel.</summary>
    Team,

    /// <summary>Everybody on the operators' list.</summary>
    Operators,

    /// <summary>The person that the step names.</summary>
    Person,

    /// <summary>Whoever comes on next in the service's rotation, its backup: they are offered the review.</summary>
    Rotation,
}

/// <summary>One step of a ladder: whom to tell once so much of the decision time has passed.</summary>
/// <param name="Percent">Of the decision time; above 100 is after it was due.</param>
/// <param name="Person">For <see cref="EscalationTo.Person"/>.</param>
public sealed record EscalationStep(int Percent, EscalationTo To, PersonId? Person, PolicyLine At);

/// <summary>What the router weighs: each multiplies a term of <see cref="Routing.Score"/>. 1 is the usual weight.</summary>
/// <param name="Lateness">How long it takes until the verdict can be expected.</param>
/// <param name="Load">What somebody carries, against their capacity.</param>
/// <param name="Skill">Covering the service first, not second.</param>
/// <param name="Today">How often somebody was asked today.</param>
/// <param name="Known">Knowing the change from the round before.</param>
/// <param name="Duty">Being on the service's rotation.</param>
public sealed record RoutingWeights(double Lateness, double Load, double Skill, double Today, double Known, double Duty)
{
    public static RoutingWeights Default { get; } = new(1, 1, 1, 1, 1, 1);
}

/// <summary>
/// What a tier asks: organisation, then tightened by a team. Each value names the line that asks it. Source: product.md, Policy.
/// </summary>
/// <param name="Approvals">How many different people sign off; 0 puts the change on record and asks nobody.</param>
/// <param name="DestructiveApprovals">The same when it deletes, recreates, migrates or can't be rolled back.</param>
/// <param name="AtLeast">The level of whoever signs off. A peer is somebody of level mid or above.</param>
/// <param name="DifferentTeams">Of several, no two of the same team.</param>
/// <param name="AskAtOnce">1, or 2: two are asked and the first to answer or to start has it.</param>
/// <param name="SpotCheck">Percent of the requests that a senior looks at as well.</param>
/// <param name="Evidence">What the author has to show, each with the line that asks it.</param>
/// <param name="Channels">Where this tier's cards go besides the service's own channel; at most one on each platform.</param>
public sealed record TierRules(
    Tier Tier,
    Ruled<int> Approvals,
    Ruled<int> DestructiveApprovals,
    Ruled<Level> AtLeast,
    Ruled<bool> DifferentTeams,
    Ruled<int> AskAtOnce,
    Ruled<int> SpotCheck,
    ImmutableDictionary<EvidenceKind, PolicyLine> Evidence,
    SlaTargets Sla,
    ImmutableArray<EscalationStep> Escalation,
    RoutingWeights Weights,
    ImmutableArray<ChatPlace> Channels)
{
    public const int MostApprovals = 5;

    /// <summary>What holds where the file says nothing.</summary>
    public static ImmutableArray<TierRules> BuiltIn { get; } =
    [
        Make(Tier.Low, 0, 0, Level.Mid, 0, [EvidenceKind.Tests], Duration.FromHours(8), Duration.FromHours(24)),
        Make(Tier.Medium, 1, 1, Level.Mid, 0, [EvidenceKind.Tests], Duration.FromHours(2), Duration.FromHours(8)),
        Make(Tier.High, 1, 1, Level.Mid, 10, [EvidenceKind.Tests, EvidenceKind.EdgeCases, EvidenceKind.Rollback],
            Duration.FromHours(1), Duration.FromHours(4)),
        Make(Tier.Critical, 1, 2, Level.Senior, 0,
            [EvidenceKind.Tests, EvidenceKind.Scanner, EvidenceKind.EdgeCases, EvidenceKind.Rollback],
            Duration.FromMinutes(30), Duration.FromHours(2)) with
        {
            AskAtOnce = new(2, PolicyLine.BuiltIn("tiers.critical.ask")),
        },
    ];

    /// <summary>Everything that either asks: what is stricter, with its line.</summary>
    public TierRules Or(TierRules other) => ReferenceEquals(this, other) ? this : this with
    {
        Approvals = Higher(Approvals, other.Approvals),
        DestructiveApprovals = Higher(DestructiveApprovals, other.DestructiveApprovals),
        AtLeast = Higher(AtLeast, other.AtLeast),
        DifferentTeams = Higher(DifferentTeams, other.DifferentTeams),
        SpotCheck = Higher(SpotCheck, other.SpotCheck),
        Evidence = other.Evidence.SetItems(Evidence),
    };

    /// <summary>
    /// A higher tier asks everything that the one below it asks: otherwise raising a change, or a service, would lower what it needs. Spot
    /// checks are each tier's own.
    /// </summary>
    public TierRules Above(TierRules lower)
    {
        var asks = Or(lower) with { SpotCheck = SpotCheck };
        return asks.Approvals == Approvals && asks.DestructiveApprovals == DestructiveApprovals && asks.AtLeast == AtLeast
            && asks.DifferentTeams == DifferentTeams && asks.Evidence.Count == Evidence.Count ? this : asks;
    }

    private static Ruled<T> Higher<T>(Ruled<T> a, Ruled<T> b)
        where T : struct => Comparer<T>.Default.Compare(b.Value, a.Value) > 0 ? b : a;

    private static TierRules Make(
        Tier tier, int approvals, int destructive, Level level, int spotCheck, EvidenceKind[] evidence, Duration first, Duration decision)
    {
        PolicyLine at(string key) => PolicyLine.BuiltIn($"tiers.{tier.Word()}.{key}");
        return new TierRules(
            tier, new(approvals, at("approvals")), new(destructive, at("destructive_approvals")), new(level, at("level")),
            new(false, at("different_teams")), new(1, at("ask")), new(spotCheck, at("spot_check_percent")),
            evidence.ToImmutableDictionary(e => e, _ => at("evidence")),
            new SlaTargets(new(first, at("sla.first_response")), new(decision, at("sla.decision")), new(SlaCalendar.BusinessHours, at("sla.calendar")), new(SlaPlan.UsualExpiry, at("sla.expires"))),
            [
                new EscalationStep(80, EscalationTo.Rotation, null, at("escalation")),
                new EscalationStep(100, EscalationTo.Lead, null, at("escalation")),
                new EscalationStep(200, EscalationTo.Operators, null, at("escalation")),
            ],
            RoutingWeights.Default,
            []);
    }
}
