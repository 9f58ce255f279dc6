using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using NodaTime;

namespace Countersign.Core.Tests.Routing;

/// <summary>A rotation, walked minute by minute: who is on in each. Slow and plain; finds local times by looking at the clock on the wall.</summary>
internal sealed class RotationOracle
{
    private static readonly Duration Minute = Duration.FromMinutes(1);
    private readonly Rotation _rotation;
    private readonly List<Instant> _begins = [];

    public RotationOracle(PolicyBook book, Rotation rotation, IReadOnlyCollection<RotaOverride> overrides, Instant from, int days)
    {
        (_rotation, From) = (rotation, from);
        for (var day = rotation.Starts; day <= from.InZone(rotation.Zone).Date.PlusDays(days + 8); day = day.PlusDays(1))
            if (rotation.Weekday is null || day.DayOfWeek == rotation.Weekday)
                _begins.Add(OnTheWall(day));
        for (var at = from; at < from + Duration.FromDays(days); at += Minute)
            On.Add(WhoAt(book, overrides, at));
    }

    public Instant From { get; }

    /// <summary>Of each minute.</summary>
    public List<PersonId?> On { get; } = [];

    public PersonId? At(Instant at) => On[(int)(at - From).TotalMinutes];

    /// <summary>The number of the turn in which a minute is; -1 before the first.</summary>
    public int TurnAt(Instant at) => _begins.FindLastIndex(b => b <= at);

    public Instant BeginOf(int turn) => _begins[turn];

    private PersonId? WhoAt(PolicyBook book, IReadOnlyCollection<RotaOverride> overrides, Instant at)
    {
        bool able(PersonId id) => book.Roster.Find(id) is { Active: true, AgentOf: null, Level: >= Level.Senior, Identities.Length: > 0 } p
            && _rotation.Services.Any(p.Covers);
        var made = overrides.Where(o => o.Rotation == _rotation.Id && o.From <= at && at < o.Until && able(o.Person)).MaxBy(o => (o.MadeAt, o.Id));
        if (made is not null)
            return made.Person;
        for (int turn = TurnAt(at), i = 0; turn >= 0 && i < _rotation.People.Length; i++)
            if (_rotation.People[(turn + i) % _rotation.People.Length] is var person && able(person))
                return person;
        return null;
    }

    // The first minute in which the wall says so. Where the clock jumped over it, as long after the jump as it would have been.
    private Instant OnTheWall(LocalDate day)
    {
        var wanted = day + _rotation.HandsOver;
        var at = Instant.FromUtc(day.Year, day.Month, day.Day, 0, 0) - Duration.FromHours(30);
        LocalDateTime wall(Instant minute) => minute.InZone(_rotation.Zone).LocalDateTime;
        while (wall(at) < wanted)
            at += Minute;
        var jumpedFrom = wall(at - Minute).PlusMinutes(1);
        return wall(at) == wanted ? at : at + Period.Between(jumpedFrom, wanted, PeriodUnits.Minutes).ToDuration();
    }
}
