using Countersign.Core.Changes;
using Countersign.Core.Digest;
using Countersign.Core.Policy;
using NodaTime;
using static Countersign.Core.Tests.World;
using Turn = Countersign.Core.Changes.Turn;

namespace Countersign.Core.Tests.Digest;

/// <summary>In which week a round is late: the one in which its time was over, whenever somebody noticed.</summary>
public sealed class LateWeekTests
{
    private static readonly DigestWeek Week = DigestWeek.Of(new LocalDate(2026, 11, 16));
    private static readonly Instant Thursday = At(19, 10, 0);
    private static readonly SlaPlan AroundTheClock = new(Duration.FromHours(1), Duration.FromHours(4), SlaCalendar.AroundTheClock, []);
    private static readonly SlaPlan Business = AroundTheClock with { Calendar = SlaCalendar.BusinessHours };

    [Fact]
    public void Noticed_four_days_after_it_was_over_it_counts_in_its_own_week_and_not_in_the_next()
    {
        var round = Asked(AroundTheClock, Thursday) with { Breached = At(23, 14, 0) };
        Broken(round, Week).ShouldBe((1, 0));
        Broken(round, Week.Plus(1)).ShouldBe((0, 0));
    }

    [Fact]
    public void Late_and_not_noticed_yet_it_is_late()
    {
        Broken(Asked(AroundTheClock, Thursday), Week).ShouldBe((1, 0));
        Broken(Asked(AroundTheClock, At(22, 20, 0)), Week).ShouldBe((0, 0));
        Broken(Asked(AroundTheClock, At(22, 20, 0)), Week.Plus(1)).ShouldBe((1, 0));
    }

    [Fact]
    public void Decided_in_the_week_after_it_is_no_decision_in_time_of_that_week()
    {
        var round = Asked(AroundTheClock, Thursday);
        var (decided, then) = (At(23, 15, 0), round.Turns[0] with { Until = At(23, 15, 0) });
        round = round with { Turns = [then], Over = decided, Decided = new Decision(Verdict.Approved, decided), Ending = RoundEnding.Approved };
        Broken(round, Week).ShouldBe((1, 0));
        Broken(round, Week.Plus(1)).ShouldBe((0, 0));
    }

    [Fact]
    public void Working_hours_and_turns_of_others_are_left_out()
    {
        // Two hours on Thursday afternoon until five, nobody on Friday, one hour on Monday until ten, an hour of the author's: it is over at noon.
        var round = Asked(Business, At(19, 15, 0)) with
        {
            Turns =
            [
                new TurnSpan(Turn.Reviewers, At(19, 15, 0), At(20, 8, 0)), new TurnSpan(Turn.Nobody, At(20, 8, 0), At(20, 20, 0)),
                new TurnSpan(Turn.Reviewers, At(20, 20, 0), At(23, 10, 0)), new TurnSpan(Turn.Author, At(23, 10, 0), At(23, 11, 0)),
                new TurnSpan(Turn.Reviewers, At(23, 11, 0), null),
            ],
        };
        Broken(round, Week).ShouldBe((0, 0));
        Broken(round, new Interval(At(23, 0, 0), At(23, 12, 0))).ShouldBe((0, 0));
        Broken(round, new Interval(At(23, 12, 0), At(23, 13, 0))).ShouldBe((1, 0));
    }

    [Fact]
    public void Where_todays_calendar_does_not_say_so_any_more_it_is_late_as_it_was_noted()
    {
        // Noted on the Friday evening of somebody whose hours were others then.
        var round = Asked(Business, At(20, 16, 0)) with { Breached = At(20, 20, 0) };
        Broken(round, Week).ShouldBe((1, 0));
        Broken(round, Week.Plus(1)).ShouldBe((0, 0));
    }

    private static (int Broken, int Kept) Broken(RoundFacts round, DigestWeek week) => Broken(round, week.Span(Berlin));

    private static (int Broken, int Kept) Broken(RoundFacts round, Interval within) =>
        WeekFigures.Of([round], Book(Person("ana")), within) is var figures ? (figures.Broken, figures.Kept) : default;

    private static RoundFacts Asked(SlaPlan plan, Instant at) => new(
        new ChangeId(1), 1, new("ana"), Payments, Tier.Critical, "Claude Code", plan, at, [new TurnSpan(Turn.Reviewers, at, null)], null, null, null, null, null, [], []);

    private static Instant At(int day, int hour, int minute) => new LocalDateTime(2026, 11, day, hour, minute).InZoneStrictly(Berlin).ToInstant();
}
