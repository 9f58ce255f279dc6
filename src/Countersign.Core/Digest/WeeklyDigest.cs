using System.Collections.Immutable;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Digest;

/// <summary>
/// A team's week: where its attention went. Every number is defined where it stands, and in docs/digest.md. Source: product.md, Digest.
/// </summary>
/// <param name="IsRunning">The week is not over: the numbers are those so far.</param>
public sealed record WeeklyDigest(
    DigestScope Scope, string Name, DigestWeek Week, DateTimeZone Zone, bool IsRunning, WeekFigures Figures, Loads Loads)
{
    /// <summary>Null when there is no week to compare with, and while the week runs: part of a week is less than a whole one.</summary>
    public UsualWeek? Usual { get; init; }

    /// <summary>The most first; those with any.</summary>
    public ImmutableArray<Objections> Tools { get; init; } = [];

    /// <summary>The most first; those with any.</summary>
    public ImmutableArray<Objections> Services { get; init; } = [];

    /// <summary>Where the time went, and what would help most; null when the week gives no ground to say so.</summary>
    public Bottleneck? Bottleneck { get; init; }

    /// <summary>Approvals faster than the change could be read. Null: nothing measures it yet, and nothing is said.</summary>
    public int? RubberStamps { get; init; }

    /// <summary>Uses of break-glass. Null: nothing allows it yet, and nothing is said.</summary>
    public int? BreakGlass { get; init; }

    /// <summary>Of the services that it tells of.</summary>
    public ImmutableDictionary<ServiceId, string> ServiceNames { get; init; } = ImmutableDictionary<ServiceId, string>.Empty;

    /// <summary>A line or two are enough.</summary>
    public bool IsQuiet => Figures.IsQuiet;

    /// <summary>This week against the last four. Pure.</summary>
    public static WeeklyDigest Summarise(DigestGround ground)
    {
        var (week, zone) = (ground.Week, ground.Of.Zone);
        var span = week.Span(zone);
        // What happened just now is in it: an interval leaves its end out.
        var until = Instant.Min(span.End, Instant.Max(span.Start, ground.Now + Duration.FromMilliseconds(1)));
        var within = new Interval(span.Start, until);
        var now = RoundClock.Times(ground.Rounds, ground.Book, within);
        return new WeeklyDigest(
            ground.Of.Scope, ground.Of.Name, week, zone, ground.Now < span.End, WeekFigures.Of(now, within) with { Days = WeekFigures.FlowOf(now, week, zone, until) }, Loads.Of(ground))
        {
            ServiceNames = ground.Of.Services.ToImmutableDictionary(s => s, ground.Book.NameOf),
            Usual = ground.Now < span.End ? null : UsualWeek.Of(ground.Weeks),
            Tools = Objections.ByTool(now, within),
            Services = Objections.ByService(now, within, ground.Book),
            Bottleneck = Bottleneck.Of(now, within),
        };
    }

    internal string NameOf(ServiceId service) => ServiceNames.GetValueOrDefault(service, service.Value);
}
