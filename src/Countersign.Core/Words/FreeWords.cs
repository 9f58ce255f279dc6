using System.Collections.Immutable;
using Countersign.Core.Routing;
using NodaTime;

namespace Countersign.Core.Words;

/// <summary>Who is free now and who comes when, a line each. Why somebody is away is never part of it.</summary>
public static class FreeWords
{
    /// <summary>Beside somebody's name: "Free now", "Away until …". Why somebody is away is never part of it.</summary>
    public static Sentence Beside(Standing standing) => standing switch
    {
        { Kind: StandingKind.Free } => Sentence.Text("Free now"),
        { Kind: StandingKind.Busy, Until: { } until } => Sentence.Of($"Busy until {until}"),
        { Kind: StandingKind.Busy } => Sentence.Text("Busy"),
        { Kind: StandingKind.AtLimit } => Sentence.Text("At their limit"),
        { Kind: StandingKind.OutsideHours, Until: { } until } => Sentence.Of($"Not at work before {until}"),
        { Kind: StandingKind.Away, Until: { } until } => Sentence.Of($"Away until {until}"),
        { Kind: StandingKind.Unreachable } => Sentence.Text("Can't be messaged"),
        _ => Sentence.Text("Away"),
    };

    /// <summary>The heading on a page.</summary>
    public const string Heading = "Who is free";

    /// <summary>More are counted, not named.</summary>
    public const int MostNamed = 10;

    public static Sentence Nobody { get; } = Sentence.Text("Nobody else could be asked for the services that you cover or asked for.");

    public static ImmutableArray<Sentence> Of(IReadOnlyCollection<Candidate> people, Instant now)
    {
        if (people.Count == 0)
            return [Nobody];
        var lines = people.Select(p => Line.Of(p, now)).OrderBy(l => l.Rank).ThenBy(l => l.From).ThenBy(l => l.Open).ThenBy(l => l.Who.Person.Id);
        IEnumerable<Sentence> more = people.Count > MostNamed ? [Sentence.Text($"And {people.Count - MostNamed} more.")] : [];
        return [.. lines.Take(MostNamed).Select(l => Sentence.Of($"{l.Words}, {Holds(l.Open)}.")), .. more];
    }

    private static string Holds(int open) => open switch
    {
        0 => "holds no review",
        1 => "holds 1 review",
        _ => $"holds {open} reviews",
    };

    private enum Rank
    {
        Free,
        Busy,
        AtLimit,
        Comes,
        Unknown,
    }

    /// <param name="From">When they could begin.</param>
    private sealed record Line(Candidate Who, Rank Rank, Instant From, Sentence Words)
    {
        public int Open => Who.Load.Open;

        public static Line Of(Candidate candidate, Instant now)
        {
            var person = candidate.Person.Id;
            Line not(Rank rank, PassedOverFor reason, Instant? from) =>
                new(candidate, rank, from ?? Instant.MaxValue, RoutingWords.Of(new PassedOver(person, reason, from)));
            return Standing.Of(candidate, now) switch
            {
                { Kind: StandingKind.Unreachable } => not(Rank.Unknown, PassedOverFor.Unreachable, null),
                { Kind: StandingKind.OutsideHours, Until: var comes } => not(Rank.Comes, PassedOverFor.OutsideHours, comes),
                { Kind: StandingKind.Away, Until: { } comes } => not(Rank.Comes, PassedOverFor.Away, comes),
                { Kind: StandingKind.Away } => not(Rank.Unknown, PassedOverFor.Away, null),
                { Kind: StandingKind.AtLimit } => not(Rank.AtLimit, PassedOverFor.AtLimit, now),
                { Kind: StandingKind.Busy, Until: { } until } => new Line(candidate, Rank.Busy, until, Sentence.Of($"{person} is busy until {until}")),
                { Kind: StandingKind.Busy } => new Line(candidate, Rank.Busy, Instant.MaxValue, Sentence.Of($"{person} is busy")),
                _ => new Line(candidate, Rank.Free, now, Sentence.Of($"{person} is free now")),
            };
        }
    }
}
