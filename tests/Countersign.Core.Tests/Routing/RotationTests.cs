using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Routing;

/// <summary>Turns, overrides and passed turns agree with a walk through every minute, over every kind of change of the clocks.</summary>
public class RotationTests
{
    private const int Days = 17;
    private static readonly Duration Minute = Duration.FromMinutes(1);

    public static TheoryData<string, int, int, int> Changes => new()
    {
        { "Europe/Berlin", 2026, 3, 22 },
        { "Europe/Berlin", 2026, 10, 18 },
        { "America/New_York", 2026, 3, 1 },
        { "America/New_York", 2026, 10, 25 },
        { "Australia/Lord_Howe", 2026, 3, 29 },
        { "Australia/Lord_Howe", 2026, 9, 27 },
        // At midnight: one of these days begins at one, another has its last hour twice.
        { "America/Santiago", 2026, 3, 29 },
        { "America/Santiago", 2026, 8, 30 },
        { "Pacific/Apia", 2011, 12, 22 },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_rotation_agrees_with_a_walk_through_every_minute(string zone, int year, int month, int day)
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed * 7919 + month);
            var from = DateTimeZoneProviders.Tzdb[zone].AtStartOfDay(new LocalDate(year, month, day)).ToInstant();
            var (book, rotation) = Some(random, DateTimeZoneProviders.Tzdb[zone], new LocalDate(year, month, day));
            var overrides = Overrides(random, rotation, from);
            var oracle = new RotationOracle(book, rotation, overrides, from, Days);
            Agree(book, rotation, overrides, oracle, $"{zone}, seed {seed}, {rotation.Weekday} {rotation.HandsOver}");
        }
    }

    private static void Agree(PolicyBook book, Rotation rotation, ImmutableArray<RotaOverride> overrides, RotationOracle oracle, string where)
    {
        var rota = new Rota(book, rotation, overrides);
        for (var at = oracle.From; at < oracle.From + Duration.FromDays(Days - 9); at += Minute)
        {
            var minute = (int)(at - oracle.From).TotalMinutes;
            // Every minute where something happens, and one in each quarter of an hour.
            if (minute % 15 != 0 && oracle.On[minute] == oracle.On[minute - 1] && oracle.TurnAt(at) == oracle.TurnAt(at - Minute))
                continue;
            rota.OnAt(at).ShouldBe(oracle.At(at), $"{where} at {at}");
            Rotations.OnFor(book, overrides, Payments, at).ShouldBe(oracle.At(at), $"{where} at {at}");
            TurnAgrees(rotation, oracle, at, where);
        }

        foreach (var hours in new[] { 0, 31, 77, 150 })
            HandOversAgree(rota, oracle, oracle.From + Duration.FromHours(hours), where);
        StretchesTile(rota, oracle, where);
    }

    private static void TurnAgrees(Rotation rotation, RotationOracle oracle, Instant at, string where)
    {
        var number = oracle.TurnAt(at);
        var turn = rotation.TurnAt(at);
        if (number < 0)
        {
            turn.ShouldBeNull(where);
            return;
        }

        (turn!.Number, turn.From, turn.Until).ShouldBe((number, oracle.BeginOf(number), oracle.BeginOf(number + 1)), $"{where} at {at}");
        rotation.OnAt(at).ShouldBe(rotation.People[number % rotation.People.Length], where);
        rotation.NextTurns(at, 2)[0].From.ShouldBe(Enumerable.Range(number + 1, 3).Select(oracle.BeginOf).First(b => b > at), where);
    }

    // Whoever comes on next is the next other person in the walk, at that very minute.
    private static void HandOversAgree(Rota rota, RotationOracle oracle, Instant at, string where)
    {
        foreach (var next in rota.HandOvers(at).TakeWhile(s => s.From < oracle.From + Duration.FromDays(Days)))
        {
            var walked = at;
            while (oracle.At(walked) == oracle.At(at))
                walked += Minute;
            (next.From, next.Person).ShouldBe((walked, oracle.At(walked)), where);
            at = walked;
        }

        for (var walked = at; walked < oracle.From + Duration.FromDays(Days); walked += Minute)
            oracle.At(walked).ShouldBe(oracle.At(at), $"{where}: nobody comes on after {at}");
    }

    private static void StretchesTile(Rota rota, RotationOracle oracle, string where)
    {
        var end = oracle.From + Duration.FromDays(Days - 1);
        var stretches = rota.Within(oracle.From, end);
        stretches[0].From.ShouldBe(oracle.From, where);
        stretches[^1].Until.ShouldBe(end, where);
        for (var i = 0; i < stretches.Length; i++)
        {
            if (i > 0)
                stretches[i].From.ShouldBe(stretches[i - 1].Until, where);
            for (var at = stretches[i].From; at < stretches[i].Until; at += Minute)
                oracle.At(at).ShouldBe(stretches[i].Person, $"{where} at {at}");
        }

        foreach (var person in rota.Rotation.People)
            rota.PartsOf(person, oracle.From, end).Sum(p => (long)p.Duration.TotalMinutes)
                .ShouldBe(oracle.On.Take((int)(end - oracle.From).TotalMinutes).Count(p => p == person), where);
    }

    private static (PolicyBook Book, Rotation Rotation) Some(Random random, DateTimeZone zone, LocalDate from)
    {
        var people = Enumerable.Range(0, random.Next(1, 6)).Select(i => Person($"p{i}", random.Next(6) == 0 ? Level.Mid : Level.Senior, active: random.Next(5) > 0)).ToArray();
        var time = random.Next(3) == 0 ? new LocalTime(random.Next(4), random.Next(4) * 15) : new LocalTime(random.Next(24), random.Next(60));
        var rotation = new Rotation(
            new RotationId("duty"), [Payments], [.. people.Select(p => p.Id)],
            random.Next(2) == 0 ? null : (IsoDayOfWeek)random.Next(1, 8), time, zone, from.PlusDays(random.Next(-40, 6)));
        return (Book(people) with { Rotations = [rotation] }, rotation);
    }

    // Overlapping, one within another, side by side, of people who can't be on, and of another rotation.
    private static ImmutableArray<RotaOverride> Overrides(Random random, Rotation rotation, Instant from)
    {
        var made = ImmutableArray.CreateBuilder<RotaOverride>();
        for (var i = random.Next(6); i > 0; i--)
        {
            var start = from + Duration.FromMinutes(random.Next(Days * 1440));
            var person = random.Next(8) == 0 ? new PersonId("gone") : rotation.People[random.Next(rotation.People.Length)];
            var of = random.Next(8) == 0 ? new RotationId("other") : rotation.Id;
            made.Add(new RotaOverride(i, of, person, start, start + Duration.FromMinutes(random.Next(1, 4_000)), person, from - Duration.FromHours(random.Next(3))));
        }

        return made.ToImmutable();
    }
}
