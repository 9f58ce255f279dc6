using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Routing;

/// <summary>A rotation's stable name in the policy file, such as <c>payments-duty</c>.</summary>
public readonly record struct RotationId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>One turn by the order of the list, whoever then has it.</summary>
/// <param name="Number">From 0: the first person's first turn.</param>
public sealed record Turn(int Number, PersonId Person, Instant From, Instant Until);

/// <summary>
/// People who take turns in being asked first for a group of services. The local time of the hand-over holds across daylight-saving
/// changes; one that the zone skips or doubles is resolved leniently (NodaTime's <c>AtLeniently</c>), so that no hand-over is lost.
/// </summary>
/// <param name="Weekday">When it is handed over each week; null hands it over every day.</param>
/// <param name="HandsOver">In <paramref name="Zone"/>.</param>
/// <param name="Starts">The first turn begins at the first hand-over on or after this date.</param>
public sealed record Rotation(
    RotationId Id,
    ImmutableArray<ServiceId> Services,
    ImmutableArray<PersonId> People,
    IsoDayOfWeek? Weekday,
    LocalTime HandsOver,
    DateTimeZone Zone,
    LocalDate Starts)
{
    /// <summary>Where the policy file lists it.</summary>
    public PolicyLine? At { get; init; }

    private int Days => Weekday is null ? 1 : 7;

    private LocalDate First => Weekday is { } day && Starts.DayOfWeek != day ? Starts.Next(day) : Starts;

    /// <summary>The hand-over time of a day, whether or not it is handed over on that day.</summary>
    public Instant TimeOn(LocalDate day) => Zone.AtLeniently(day + HandsOver).ToInstant();

    /// <returns>Null before the first turn.</returns>
    public PersonId? OnAt(Instant at) => TurnAt(at)?.Person;

    /// <returns>Null before the first turn.</returns>
    public Turn? TurnAt(Instant at) => NumberAt(at) is >= 0 and var number ? TurnOf(number) : null;

    /// <summary>The turns that begin after <paramref name="at"/>, in order.</summary>
    public ImmutableArray<Turn> NextTurns(Instant at, int count) => [.. TurnsFrom(at).Where(t => t.From > at).Take(count)];

    /// <summary>The turn that runs at <paramref name="at"/>, or else the first, and all after it; without end.</summary>
    public IEnumerable<Turn> TurnsFrom(Instant at)
    {
        for (var number = Math.Max(0, NumberAt(at)); ; number++)
        {
            var turn = TurnOf(number);
            // A day that the zone skips whole (Apia, 30 December 2011) has no turn.
            if (turn.Until > turn.From)
                yield return turn;
        }
    }

    private Turn TurnOf(int number) => new(number, People[number % People.Length], BeginOf(number), BeginOf(number + 1));

    private Instant BeginOf(int number) => TimeOn(First.PlusDays(number * Days));

    // Skipped times are resolved to later ones, so no turn begins before its own day.
    private int NumberAt(Instant at)
    {
        var days = Period.DaysBetween(First, at.InZone(Zone).Date);
        var number = days < 0 ? -1 : days / Days;
        while (number >= 0 && BeginOf(number) > at)
            number--;
        return number;
    }
}
