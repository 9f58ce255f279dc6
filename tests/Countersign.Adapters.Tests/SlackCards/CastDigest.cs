using System.Collections.Immutable;
using Countersign.Core.Digest;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Adapters.Tests.SlackCards;

/// <summary>A team's weeks: a full one, a quiet one, one in which hardly anything can be said.</summary>
internal static class CastDigest
{
    private static readonly DigestWeek Week = DigestWeek.Of(new LocalDate(2026, 11, 16));

    /// <summary>Everything that a digest can say, with as many people as the material lists.</summary>
    public static WeeklyDigest Full(Material m) => Of(m.ServiceName, running: false, new WeekFigures
    {
        Requests = 14,
        Updates = 2,
        Approved = 9,
        Denied = 1,
        ChangesRequested = 2,
        Withdrawn = 1,
        Recorded = 3,
        FirstResponse = new Spread(12, Duration.FromMinutes(48), Duration.FromMinutes(170)),
        ToDecision = new Spread(12, Duration.FromMinutes(95), Duration.FromMinutes(640)),
        Sla = [new TierSla(Tier.Critical, 3, 1), new TierSla(Tier.High, 7, 1)],
        LateUndecided = 1,
        LateBefore = 1,
        Escalations = 3,
        HandOvers = 4,
        StillOpen = 2,
        Days = [.. Week.Days.Select((day, i) => i < 5 ? new DayFlow(day, 3 + i % 2, 2 + i % 3) : new DayFlow(day, 0, 0))],
    }, LoadsOf(m)) with
    {
        Usual = new UsualWeek(
            4, 9.5, 12, 1.25, 3, 1.5, Duration.FromMinutes(60), Duration.FromMinutes(200), Duration.FromMinutes(80), Duration.FromMinutes(500)),
        Tools = [new Objections(m.Tools, 5, 1, 2), new Objections("Copilot", 6, 0, 1)],
        Services = [new Objections(m.ServiceName, 12, 1, 2)],
        Bottleneck = new Bottleneck(
            Stage.FirstResponse, Duration.FromMinutes(1_260), Duration.FromMinutes(2_000), new Remedy.AnswersInTime(2, 1, Duration.FromMinutes(410))),
        ServiceNames = Names(m),
    };

    public static WeeklyDigest Quiet(Material m) => Of(m.ServiceName, running: false, new WeekFigures(), LoadsOf(m));

    /// <summary>Its first days, without a week to compare with; nobody is named.</summary>
    public static WeeklyDigest SoFar(Material m) => Of(m.ServiceName, running: true, new WeekFigures
    {
        Requests = 1,
        StillOpen = 1,
        Days = [.. Week.Days.Select((day, i) => new DayFlow(day, i == 0 ? 1 : 0, 0))],
    }, new Loads([new Load(null, 3, 0, 1_800)], 0, 1_800, new NextWeek(Week.Plus(1), 1_800, 0, 1_800)));

    /// <summary>Each place where the time can go, with each remedy.</summary>
    public static IEnumerable<WeeklyDigest> Bottlenecks(Material m) =>
        from remedy in new Remedy?[]
        {
            null, new Remedy.SomebodyFor(Cast.Payments, 4, Duration.FromHours(9)), new Remedy.AnswersInTime(0, 0, Duration.FromHours(2)),
            new Remedy.NothingGivenBack(Cast.Payments, 1, Duration.FromMinutes(50)),
        }
        from stage in Enum.GetValues<Stage>()
        select Full(m) with { Bottleneck = new Bottleneck(stage, Duration.FromHours(9), Duration.FromHours(20), remedy) };

    private static WeeklyDigest Of(string name, bool running, WeekFigures figures, Loads loads) =>
        new(new DigestScope.OfTeam(new TeamId("payments-team")), name, Week, DateTimeZone.Utc, running, figures, loads);

    private static Loads LoadsOf(Material m)
    {
        var each = Enumerable.Repeat(new Load(Cast.Kim, 1, 210, 600), m.Listed - 1).Append(new Load(Cast.Lee, 1, 150, 0))
            .Concat([new Load(Cast.Mo, 1, 0, 600), new Load(Cast.Ana, 1, 0, 300), new Load(null, 2, 60, 1_200)]).ToList();
        return new Loads([.. each], each.Sum(l => l.Minutes), each.Sum(l => l.Capacity), new NextWeek(Week.Plus(1), 1_800, 390, 1_410));
    }

    private static ImmutableDictionary<ServiceId, string> Names(Material m) =>
        ImmutableDictionary<ServiceId, string>.Empty.Add(Cast.Payments, m.ServiceName);
}
