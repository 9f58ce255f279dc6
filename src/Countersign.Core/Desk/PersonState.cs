using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Routing;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>What is known of somebody beyond the policy file: their load, and what they told us in chat.</summary>
/// <param name="Open">Reviews they hold open now.</param>
/// <param name="Absences">Those that are not over.</param>
/// <param name="Contact">Where they want to be asked, and where messages to them fail for good.</param>
public sealed record PersonState(
    int Open,
    Instant? LastAssigned,
    WorkingHours? OwnHours,
    int? OwnLimit,
    ImmutableArray<Interval> Absences,
    Contact Contact)
{
    /// <summary>Of <see cref="Open"/>, those that they said they are on.</summary>
    public int Begun { get; init; }

    /// <summary>When they were asked in the last day, for reviews that they still hold or have done.</summary>
    public ImmutableArray<Instant> AskedLately { get; init; } = [];

    /// <summary>Votes in the last <see cref="Workload.Days"/> days.</summary>
    public int Reviews { get; init; }

    /// <summary>When the policy file listed them first; null when that was before it was noted.</summary>
    public Instant? Since { get; init; }

    /// <summary>Absences of the last <see cref="Workload.Days"/> days that are over.</summary>
    public ImmutableArray<Interval> PastAbsences { get; init; } = [];

    /// <summary>They do not want to be named in digests.</summary>
    public bool Unnamed { get; init; }

    public static PersonState None { get; } = new(0, null, null, null, [], Contact.Anywhere);

    public Calendar CalendarOf(Person person) => new(person.Zone, OwnHours ?? person.Hours, Absences) { Holidays = person.Holidays };

    /// <summary>The lower of the policy's limit and their own.</summary>
    public int? LimitOf(Person person) => OwnLimit is { } own && person.Limit is { } policy ? Math.Min(own, policy) : OwnLimit ?? person.Limit;

    public bool HasRoom(Person person) => LimitOf(person) is not { } limit || Open < limit;
}
