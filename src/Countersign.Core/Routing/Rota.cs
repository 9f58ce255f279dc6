using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Routing;

/// <summary>
/// A rotation as it is lived: the order of turns, the overrides laid over it, and whoever can't be on passed over. A turn of somebody
/// who can't have it goes to the next in order.
/// </summary>
/// <param name="overrides">Those of other rotations are left aside.</param>
public sealed class Rota(PolicyBook policy, Rotation rotation, IEnumerable<RotaOverride> overrides)
{
    private readonly ImmutableArray<RotaOverride> _overrides =
        [.. overrides.Where(o => o.Rotation == rotation.Id).OrderByDescending(o => o.MadeAt).ThenByDescending(o => o.Id)];

    public Rotation Rotation => rotation;

    public ImmutableArray<RotaOverride> Overrides => _overrides;

    /// <returns>Null when nobody is on.</returns>
    public PersonId? OnAt(Instant at) => Chosen(at).Person;

    /// <summary>Who is on at a time, and for how long within this turn.</summary>
    /// <remarks>Before the first turn, where no override says otherwise, it is nobody's and begins at <paramref name="at"/>.</remarks>
    public Stretch TurnAt(Instant at) => From(at).First();

    /// <summary>The next times at which somebody else comes on, or nobody does.</summary>
    public ImmutableArray<Stretch> NextTurns(Instant at, int count) => [.. HandOvers(at).Take(count)];

    /// <summary>Each next stretch of another person than the one before it. Ends where it is certain that no more comes.</summary>
    public IEnumerable<Stretch> HandOvers(Instant at)
    {
        var on = OnAt(at);
        var quiet = 0;
        var last = _overrides.IsEmpty ? Instant.MinValue : _overrides.Max(o => o.Until);
        foreach (var stretch in From(at).Skip(1))
            if (stretch.Person != on)
            {
                yield return stretch;
                (on, quiet) = (stretch.Person, 0);
            }
            else if (stretch.From >= last && ++quiet > rotation.People.Length)
            {
                // Once round the list, and always the same: so it stays.
                yield break;
            }
    }

    /// <summary>The parts of a time in which this person is on.</summary>
    public ImmutableArray<Interval> PartsOf(PersonId person, Instant from, Instant until) =>
        [.. Within(from, until).Where(s => s.Person == person).Select(s => new Interval(s.From, s.Until))];

    /// <summary>Who is on from one time until another, in order, cut off at both ends.</summary>
    public ImmutableArray<Stretch> Within(Instant from, Instant until) => from >= until
        ? []
        : [.. From(from).TakeWhile(s => s.From < until).Select(s => s with { From = Instant.Max(s.From, from), Until = Instant.Min(s.Until, until) })];

    /// <summary>The stretch that holds <paramref name="at"/>, and all after it; without end.</summary>
    public IEnumerable<Stretch> From(Instant at)
    {
        var first = rotation.TurnsFrom(at).First().From;
        return (at < first ? Cut(at, first) : [])
            .Concat(rotation.TurnsFrom(at).SelectMany(t => Cut(t.From, t.Until)))
            .Where(s => s.Until > at);
    }

    // Nobody changes but at the edges of a turn and of the overrides within it.
    private List<Stretch> Cut(Instant from, Instant until)
    {
        var edges = _overrides.SelectMany(o => new[] { o.From, o.Until }).Where(e => from < e && e < until)
            .Append(from).Distinct().Order().Append(until).ToList();
        var stretches = new List<Stretch>();
        for (var i = 0; i + 1 < edges.Count; i++)
        {
            var next = Chosen(edges[i]) with { From = edges[i], Until = edges[i + 1] };
            if (stretches is [.., var last] && last.Person == next.Person)
                stretches[^1] = last with { Until = next.Until };
            else
                stretches.Add(next);
        }

        return stretches;
    }

    private Stretch Chosen(Instant at)
    {
        PersonId? passed = null;
        foreach (var made in _overrides)
            if (made.Covers(at))
            {
                if (Rotations.CanBeOn(policy, rotation, made.Person))
                    return new Stretch(made.Person, at, at, passed, made);
                passed ??= made.Person;
            }

        if (rotation.TurnAt(at) is { Number: var number })
            for (var i = 0; i < rotation.People.Length; i++)
            {
                var person = rotation.People[(number + i) % rotation.People.Length];
                if (Rotations.CanBeOn(policy, rotation, person))
                    return new Stretch(person, at, at, passed);
                passed ??= person;
            }

        return new Stretch(null, at, at, passed);
    }
}
