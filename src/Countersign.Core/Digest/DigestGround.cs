using System.Collections.Immutable;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Digest;

/// <summary>Everything that a digest is made of, as <see cref="Digests"/> reads it.</summary>
/// <param name="Rounds">Every round of its services that lasted into the week.</param>
/// <param name="Weeks">The figures of the weeks before it: <see cref="UsualWeek.WeeksBefore"/>.</param>
/// <param name="Reviews">Everybody's of the week, for whatever service.</param>
/// <param name="Before">Everybody's of the three weeks before it.</param>
/// <param name="States">Who is missing has none.</param>
/// <param name="Absences">All that touch the week or the next, over or planned.</param>
/// <param name="First">When the record's first request was submitted; null when there is none.</param>
public sealed record DigestGround(
    Readership Of,
    PolicyBook Book,
    DigestWeek Week,
    ImmutableArray<RoundFacts> Rounds,
    ImmutableArray<WeekFigures> Weeks,
    ImmutableArray<ReviewSum> Reviews,
    ImmutableArray<ReviewSum> Before,
    IReadOnlyDictionary<PersonId, PersonState> States,
    ILookup<PersonId, Interval> Absences,
    Instant? First,
    Instant Now)
{
    /// <summary>Whom no digest of this week names.</summary>
    public ImmutableHashSet<PersonId> Nameless { get; init; } = [];

    internal PersonState StateOf(Person person) => States.GetValueOrDefault(person.Id, PersonState.None);
}
