using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using NodaTime;

namespace Countersign.Core.Digest;

/// <summary>How many reviews somebody gave for a service in some time. A review is a vote that still counts.</summary>
public sealed record ReviewSum(PersonId Person, ServiceId Service, int Reviews);

/// <summary>What somebody carried in the week, or what several carried together who are not named. No ranking: in the order of names.</summary>
/// <param name="Person">Null: <paramref name="People"/> of them who are not named.</param>
/// <param name="Minutes">Reviews for every service, not this digest's alone, at <see cref="Workload.Typical"/> each.</param>
/// <param name="Capacity">Minutes of review time that they declared for the days they worked that week.</param>
public sealed record Load(PersonId? Person, int People, int Minutes, int Capacity)
{
    /// <summary>These are several who might be named and gave no review.</summary>
    public bool Idle { get; init; }

    /// <summary>Somebody else is beside them.</summary>
    public bool Others { get; init; }
}

/// <summary>Attention that is left in the week after.</summary>
/// <param name="Capacity">Minutes, by calendars and the absences that are known.</param>
/// <param name="Usual">Minutes that the same people gave a week, in the mean of the last four.</param>
/// <param name="Free">Minutes: what each has left, added up. What one has too much of takes nothing from another.</param>
public sealed record NextWeek(DigestWeek Week, int Capacity, int Usual, int Free);

/// <summary>Who carried how much of a week's reviews, and what is left.</summary>
/// <param name="Each">By name, those who are not named last and together.</param>
/// <param name="Minutes">Of all of them.</param>
/// <param name="Capacity">Of all of them.</param>
public sealed record Loads(ImmutableArray<Load> Each, int Minutes, int Capacity, NextWeek Next)
{
    private const int MinutesEach = 30;

    /// <summary>As they are read: those without a review are one row together, the last, unless it is one alone.</summary>
    public ImmutableArray<Load> Rows
    {
        get
        {
            var idle = Each.Where(l => l is { Person: not null, Minutes: 0 }).ToList();
            if (idle.Count < 2)
                return Each;
            return
            [
                .. Each.Where(l => l is not { Person: not null, Minutes: 0 }),
                new Load(null, idle.Count, 0, idle.Sum(l => l.Capacity)) { Idle = true, Others = idle.Count < Each.Length },
            ];
        }
    }

    internal static Loads Of(DigestGround ground)
    {
        var people = DigestReviewers.Of(ground.Book, ground.Of.Services, ground.Reviews);
        var week = ground.Week;
        var (minutes, before) = (MinutesOf(ground.Reviews), MinutesOf(ground.Before));
        var each = people.Select(p => (Person: p, Load: new Load(p.Id, 1, minutes.GetValueOrDefault(p.Id), CapacityOf(ground, p, week)))).ToList();
        return new Loads(
            Named([.. each.Select(e => (e.Load, ground.Of.Rules.Names && !ground.Nameless.Contains(e.Person.Id)))]),
            each.Sum(e => e.Load.Minutes), each.Sum(e => e.Load.Capacity), NextOf(ground, people, minutes, before));
    }

    private static Dictionary<PersonId, int> MinutesOf(ImmutableArray<ReviewSum> reviews) =>
        reviews.GroupBy(r => r.Person).ToDictionary(g => g.Key, g => g.Sum(r => r.Reviews) * MinutesEach);

    private static int CapacityOf(DigestGround ground, Person person, DigestWeek week)
    {
        var state = ground.StateOf(person);
        var calendar = state.CalendarOf(person) with { Absences = [.. ground.Absences[person.Id]] };
        return ReviewCapacity.Minutes(calendar, person, state.Since, week.Monday, week.Monday.PlusDays(7));
    }

    // Those who are not named are one sum, the last.
    private static ImmutableArray<Load> Named(ImmutableArray<(Load Load, bool Named)> all)
    {
        var unnamed = all.Where(a => !a.Named).Select(a => a.Load).ToList();
        var named = all.Where(a => a.Named).Select(a => a.Load);
        return unnamed.Count == 0 ? [.. named] : [.. named, new Load(null, unnamed.Count, unnamed.Sum(u => u.Minutes), unnamed.Sum(u => u.Capacity))];
    }

    private static NextWeek NextOf(DigestGround ground, List<Person> people, Dictionary<PersonId, int> minutes, Dictionary<PersonId, int> before)
    {
        var next = ground.Week.Plus(1);
        var (capacity, usual, free) = (0, 0, 0);
        foreach (var person in people)
        {
            var (has, gives) = (CapacityOf(ground, person, next), (minutes.GetValueOrDefault(person.Id) + before.GetValueOrDefault(person.Id)) / WeeksOf(ground, person));
            (capacity, usual, free) = (capacity + has, usual + gives, free + Math.Max(0, has - gives));
        }

        return new NextWeek(next, capacity, usual, free);
    }

    // Of the four weeks that end with this one those in which they were there, and the record too.
    private static int WeeksOf(DigestGround ground, Person person)
    {
        var end = ground.Week.Span(ground.Of.Zone).End;
        var since = Instant.Max(ground.StateOf(person).Since ?? Instant.MinValue, ground.First ?? end);
        return (int)Math.Clamp(Math.Ceiling((end - since).TotalDays / 7), 1, UsualWeek.MostWeeks);
    }
}
