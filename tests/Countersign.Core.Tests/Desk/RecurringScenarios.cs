using Countersign.Core.Desk;
using Countersign.Core.Policy;
using Countersign.Core.Sla;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>What recurs, with a clock that is moved; the first operator lives in Berlin.</summary>
public sealed class RecurringScenarios
{
    // The night before the clock goes forward.
    private static readonly Instant Saturday = Instant.FromUtc(2026, 3, 28, 12, 0);
    private readonly Office _office = new() { Now = Saturday };

    public RecurringScenarios() => _office.Backups.IsOn = true;

    [Fact]
    public async Task Each_has_a_row_from_the_start_and_a_start_moves_none_that_is_there()
    {
        await Started();
        Rows().ShouldBe(
        [
            (RecurringTask.CleanUp, Instant.FromUtc(2026, 3, 29, 1, 10)),
            (RecurringTask.Backup, Instant.FromUtc(2026, 3, 29, 1, 30)),
            (RecurringTask.StillOpen, Instant.FromUtc(2026, 3, 30, 7, 0)),
        ]);
        _office.Now += Duration.FromHours(20);
        var before = Rows();
        await Started();
        Rows().ShouldBe(before);
    }

    [Theory]
    [InlineData(3, 28)]
    [InlineData(10, 24)]
    public async Task A_backup_is_made_once_each_night_over_both_changes_of_the_clock(int month, int day)
    {
        _office.Now = Instant.FromUtc(2026, month, day, 12, 0);
        await Started();
        for (var i = 0; i < 3 * 24 * 12; i++)
            await Passes(Duration.FromMinutes(5));
        var first = new LocalDate(2026, month, day);
        _office.Backups.Made.ShouldBe([first.PlusDays(1), first.PlusDays(2), first.PlusDays(3)]);
    }

    [Fact]
    public async Task A_night_that_passed_while_the_process_was_down_is_made_up_for_once_by_a_backup()
    {
        await Started();
        _office.Now += Duration.FromDays(5);
        await Started();
        await Passes(Duration.Zero);
        await Passes(Duration.Zero);
        _office.Backups.Made.ShouldBe([new LocalDate(2026, 4, 2)], "the day that the copy shows");
        Row(RecurringTask.Backup).ShouldBe(Instant.FromUtc(2026, 4, 3, 0, 30));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(8, false)]
    public async Task A_clean_up_that_was_missed_is_made_up_for_within_six_hours_and_else_left_to_the_next_night(int hoursAfter, bool isMadeUpFor)
    {
        await Started();
        _office.Store.Purges.Enqueue(2_000);
        _office.Store.Purges.Enqueue(17);
        _office.Now = Instant.FromUtc(2026, 3, 29, 1, 10) + Duration.FromHours(hoursAfter);
        await Started();
        await Passes(Duration.Zero);
        _office.Store.Purges.Count.ShouldBe(isMadeUpFor ? 0 : 2);
        Row(RecurringTask.CleanUp).ShouldBe(Instant.FromUtc(2026, 3, 30, 1, 10));
    }

    [Fact]
    public async Task A_process_that_ends_in_a_backup_begins_it_again_an_hour_later()
    {
        await Started();
        _office.Now = Row(RecurringTask.Backup)!.Value;
        _office.Backups.Hangs = true;
        await _office.Swept();
        var again = Row(RecurringTask.Backup)!.Value;
        again.ShouldBe(_office.Now + Duration.FromHours(1));

        var restarted = new Recurring(_office.Store, _office.Policy, new MadeUpBackups { IsOn = true });
        await restarted.SetAll(again);
        Row(RecurringTask.Backup).ShouldBe(again);
        await restarted.Look(RecurringTask.Backup, again, again);
        await restarted.Copying;
        Row(RecurringTask.Backup).ShouldBe(Instant.FromUtc(2026, 3, 30, 0, 30));
    }

    [Fact]
    public async Task The_operators_hear_of_a_backup_that_failed_and_the_next_night_tries_again()
    {
        _office.Backups.Trouble = "The disk is full.";
        await Started();
        _office.Now = Row(RecurringTask.Backup)!.Value;
        await Passes(Duration.Zero);
        Operators().ShouldHaveSingleItem().ShouldContain("The nightly backup failed: The disk is full.");
        Row(RecurringTask.Backup).ShouldBe(Instant.FromUtc(2026, 3, 30, 0, 30));
    }

    [Fact]
    public async Task Without_a_folder_there_is_no_row_for_backups()
    {
        await Started();
        _office.Backups.IsOn = false;
        await Started();
        Row(RecurringTask.Backup).ShouldBeNull();
    }

    [Fact]
    public async Task A_request_past_its_last_step_is_told_of_each_working_day_until_somebody_decides()
    {
        _office.Now = Now;
        EscalatesToOperators();
        await Started();
        var id = await _office.Asks("ana");
        await _office.Later(Duration.FromHours(5));
        Operators().ShouldBeEmpty();

        // Wednesday, Thursday, Friday, Monday.
        for (var i = 0; i < 6 * 24; i++)
            await Passes(Duration.FromHours(1));
        Operators().Count.ShouldBe(4);
        Operators().ShouldAllBe(w => w == "1 request is still open, though everybody who was to be told was told: CR-1. Somebody has to decide it; /signoff reassign CR-1 @somebody gives it to somebody else, and its author can take it back: /signoff withdraw CR-1.");

        (await _office.Deciding.Approve(_office.From("lee", id, 1), _office.Now)).Accepted.ShouldBeTrue();
        for (var i = 0; i < 3 * 24; i++)
            await Passes(Duration.FromHours(1));
        Operators().Count.ShouldBe(4);
    }

    [Fact]
    public async Task After_days_down_the_last_morning_that_was_missed_counts()
    {
        _office.Now = Now;
        EscalatesToOperators();
        var id = await _office.Asks("ana");
        await Started();
        await Passes(Duration.FromHours(5));
        // Until two seconds after nine on a Tuesday.
        var back = Recurrence.Of(RecurringTask.StillOpen).NextAfter(_office.Now + Duration.FromDays(6), Berlin);
        await Passes(back + Duration.FromSeconds(2) - _office.Now);
        Operators().ShouldContain(w => w.Contains("still open", StringComparison.Ordinal) && w.Contains(id.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_several_one_is_given_to_somebody_at_a_time()
    {
        _office.Now = Now;
        EscalatesToOperators();
        await Started();
        await _office.Asks("ana");
        await _office.Asks("ana");
        await _office.Later(Duration.FromHours(5));
        for (var i = 0; i < 24; i++)
            await Passes(Duration.FromHours(1));
        Operators()[0].ShouldBe("2 requests are still open, though everybody who was to be told was told: CR-1, CR-2. Somebody has to decide them; /signoff reassign CR-1 @somebody gives one to somebody else, and an author can take theirs back: /signoff withdraw CR-1.");
    }

    private void EscalatesToOperators() => _office.Policy.Book = Book(
        [
            Service() with
            {
                DecisionTime = Duration.FromHours(2),
                Rules = [.. Rules.Select(r => r with { Escalation = [new EscalationStep(150, EscalationTo.Operators, null, r.Escalation[0].At)] })],
            },
        ],
        [Person("ana"), Person("lee"), Person("olga") with { Primary = [Docs] }]);

    private Task Started() => _office.Recurring.SetAll(_office.Now);

    private async Task Passes(Duration by)
    {
        await _office.Later(by);
        await _office.Recurring.Copying;
    }

    private List<(RecurringTask Task, Instant Due)> Rows() =>
        [.. _office.Store.Deadlines.Where(d => d.Kind == DeadlineKind.Recur).Select(d => (((DeadlineSubject.OfTask)d.Subject).Task, d.Due))];

    private Instant? Row(RecurringTask task) => _office.Store.DueAt(DeadlineKind.Recur, new DeadlineSubject.OfTask(task));

    private List<string> Operators() =>
        [.. _office.Store.Sent.Select(o => o.Notice).OfType<Notice.ForOperators>().Select(n => n.Words.Plain(_office.Policy.Book.Roster, DateTimeZone.Utc))];
}
