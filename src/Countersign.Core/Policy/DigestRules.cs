using System.Collections.Immutable;
using Countersign.Core.Digest;
using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Policy;

/// <summary>When and where a team reads its weekly digest.</summary>
/// <param name="Day">Of the week after the one that it tells of.</param>
/// <param name="At">By the clock on the wall of the team's zone.</param>
/// <param name="Names">False names nobody: sums stay the same.</param>
public sealed record DigestRules(IsoDayOfWeek Day, LocalTime At, bool Names)
{
    public static DigestRules Usual { get; } = new(IsoDayOfWeek.Monday, new LocalTime(9, 0), Names: true);

    /// <summary>Null: the lead's, and else the first operator's.</summary>
    public DateTimeZone? Zone { get; init; }

    /// <summary>Empty: the channels of the services.</summary>
    public ImmutableArray<ChatPlace> Channels { get; init; } = [];

    /// <summary>
    /// When the digest of a week is due. An hour that daylight saving skips is made up for as much later as the clock was put ahead; of an hour
    /// that comes twice the first counts.
    /// </summary>
    public Instant For(DigestWeek week, DateTimeZone zone) => (week.Plus(1).Monday.PlusDays((int)Day - 1) + At).InZoneLeniently(zone).ToInstant();

    /// <summary>The first week whose digest is due after an instant.</summary>
    public DigestWeek NextAfter(Instant after, DateTimeZone zone)
    {
        var week = DigestWeek.Of(after, zone).Plus(-2);
        while (For(week, zone) <= after)
            week = week.Plus(1);
        return week;
    }
}
