using System.Collections.Immutable;
using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Tests.People;

public sealed class FreeTimeTests
{
    private const int Minutes = 90;
    private static readonly int Cases = Environment.GetEnvironmentVariable("COUNTERSIGN_LONG") == "1" ? 500_000 : 10_000;

    [Fact]
    public void Every_answer_agrees_with_counting_minutes()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var intervals = Enumerable.Range(0, random.Next(7)).Select(_ => Any(random)).ToImmutableArray();
            var prepared = FreeTime.Of(intervals, At(0), At(Minutes));
            var free = Enumerable.Range(0, Minutes).Select(m => intervals.Any(i => Covers(i, At(m)))).ToArray();
            for (var i = 0; i < 4; i++)
            {
                var (from, to, work) = (random.Next(-20, Minutes + 20), random.Next(-20, Minutes + 20), random.Next(30));
                var answers = (prepared.IsFree(At(from)), prepared.NextFree(At(from)),
                    prepared.Advance(At(from), Duration.FromMinutes(work)), prepared.Between(At(from), At(to)));
                var counted = (from >= 0 && from < Minutes && free[from], Next(free, from),
                    Done(free, from, work), Duration.FromMinutes(Count(free, from, to)));
                if (answers != counted)
                    answers.ShouldBe(counted, $"seed {seed}: {string.Join(" ", intervals)}, from {from} to {to}, work {work}");
            }
        }
    }

    [Fact]
    public void A_free_instant_is_answered_as_it_was_asked_and_parts_of_minutes_count()
    {
        var prepared = FreeTime.Of([new Interval(At(10), At(20)), new Interval(At(30), At(40))], At(0), At(60));
        var odd = At(12) + Duration.FromNanoseconds(123);
        prepared.NextFree(odd).ShouldBe(odd);
        prepared.Advance(At(19), Duration.FromSeconds(60)).ShouldBe(At(20));
        prepared.Advance(At(19), Duration.FromSeconds(61)).ShouldBe(At(30) + Duration.FromSeconds(1));
        prepared.Between(At(0) - Duration.FromDays(1), At(60) + Duration.FromDays(1)).ShouldBe(Duration.FromMinutes(20));
        prepared.Advance(At(0), Duration.MaxValue).ShouldBeNull();
    }

    [Fact]
    public void A_horizon_without_a_free_minute_answers_never()
    {
        var none = FreeTime.Of([], At(0), At(60));
        none.IsFree(At(1)).ShouldBeFalse();
        none.NextFree(At(1)).ShouldBeNull();
        none.Advance(At(1), Duration.Zero).ShouldBeNull();
        none.Advance(At(1), Duration.FromMinutes(1)).ShouldBeNull();
        none.Between(At(0), At(60)).ShouldBe(Duration.Zero);
        Should.Throw<ArgumentOutOfRangeException>(() => none.Advance(At(1), Duration.FromMinutes(-1)));
        Should.Throw<ArgumentOutOfRangeException>(() => FreeTime.Of([], At(1), At(0)));
    }

    [Fact]
    public void What_is_prepared_from_a_calendar_answers_as_the_calendar_does()
    {
        var absence = new Interval(World.Now + Duration.FromHours(1), World.Now + Duration.FromHours(30));
        var calendar = new Calendar(World.Berlin, WorkingHours.Default, [absence]);
        var prepared = FreeTime.Of(calendar, World.Now, World.Now + Duration.FromDays(30));
        for (var minutes = 0; minutes < 4_000; minutes += 7)
        {
            var at = World.Now + Duration.FromMinutes(minutes);
            prepared.IsFree(at).ShouldBe(calendar.IsOpen(at));
            prepared.NextFree(at).ShouldBe(calendar.NextOpen(at));
            prepared.Advance(at, Duration.FromMinutes(minutes)).ShouldBe(calendar.Advance(at, Duration.FromMinutes(minutes)));
        }
    }

    private static Instant At(int minutes) => World.Now + Duration.FromMinutes(minutes);

    // Some reach over the edges of the horizon, some are empty, some have no end.
    private static Interval Any(Random random)
    {
        var start = random.Next(-10, Minutes);
        return random.Next(40) switch
        {
            0 => new Interval(null, At(start)),
            1 => new Interval(At(start), null),
            _ => new Interval(At(start), At(start + random.Next(25))),
        };
    }

    private static bool Covers(Interval i, Instant at) => (!i.HasStart || i.Start <= at) && (!i.HasEnd || at < i.End);

    private static Instant? Next(bool[] free, int from)
    {
        for (var m = Math.Max(from, 0); m < free.Length; m++)
            if (free[m])
                return At(m);
        return null;
    }

    private static Instant? Done(bool[] free, int from, int work)
    {
        if (work == 0)
            return Next(free, from);
        for (var m = Math.Max(from, 0); m < free.Length; m++)
            if (free[m] && --work == 0)
                return At(m + 1);
        return null;
    }

    private static int Count(bool[] free, int from, int to) =>
        Enumerable.Range(0, free.Length).Count(m => m >= from && m < to && free[m]);
}
