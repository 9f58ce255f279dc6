using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
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
    public static PersonState None { get; } = new(0, null, null, null, [], Contact.Anywhere);

    public Calendar CalendarOf(Person person) => new(person.Zone, OwnHours ?? person.Hours, Absences) { Holidays = person.Holidays };

    /// <summary>The lower of the policy's limit and their own.</summary>
    public int? LimitOf(Person person) => OwnLimit is { } own && person.Limit is { } policy ? Math.Min(own, policy) : OwnLimit ?? person.Limit;

    public bool HasRoom(Person person) => LimitOf(person) is not { } limit || Open < limit;

    /// <summary>Whoever covers the service, as the router sees them. Somebody without an identity on a platform we speak can't be asked.</summary>
    public static List<Candidate> Candidates(PolicyBook policy, IReadOnlyDictionary<PersonId, PersonState> states, ServiceId service) =>
        [.. policy.Covering(service).Select(person =>
        {
            var state = states.GetValueOrDefault(person.Id, None);
            return new Candidate(
                person, state.CalendarOf(person), state.Open, state.LastAssigned, state.LimitOf(person),
                state.Contact.Reachable(person) is null);
        })];
}
