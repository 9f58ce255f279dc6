using Countersign.Core.People;
using NodaTime;

namespace Countersign.Simulation.Setting;

/// <summary>Somebody who reviews: their days as they are, and as far as a router can see them.</summary>
/// <param name="Free">When they really can review.</param>
/// <param name="Hours">Their working hours less public holidays.</param>
/// <param name="Seen">What a router sees: working hours, the absences and busy times that are known.</param>
/// <param name="SeenAtWork">When a router believes them to be at work.</param>
/// <param name="SeenFree">When a router believes them to be free.</param>
internal sealed record Senior(
    int Index, Person Person, FreeTime Free, FreeTime Hours, Calendar Seen, FreeTime SeenAtWork, FreeTime SeenFree)
{
    public Duration Capacity => Person.Capacity;

    public DateTimeZone Zone => Person.Zone;

    /// <summary>Minutes of review that they declared for the days of the run that they really worked.</summary>
    public required double CapacityOfRun { get; init; }

    /// <summary>Off today, as far as anybody knows: what sets a status to busy.</summary>
    public bool IsOff(Instant at) => Seen.AbsenceAt(at) is not null;
}
