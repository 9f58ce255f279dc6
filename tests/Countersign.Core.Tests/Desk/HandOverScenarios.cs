using Countersign.Core.Sla;
using NodaTime;
using static Countersign.Core.Tests.Desk.RotaOffice;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>Whoever comes on and whoever goes off are told, once, whatever happens to the server and its clock.</summary>
public sealed class HandOverScenarios
{
    private const string KimIsOn = "You are on for payments-duty until Mon 30 Nov 2026 09:00 (Europe/Berlin). Nothing waits.";
    private readonly RotaOffice _o = new();

    [Fact]
    public async Task At_the_hand_over_one_comes_on_and_the_other_goes_off()
    {
        await _o.Begins();
        // Six days until then, and nothing is said before.
        await _o.Office.Later(At(11, 23, 9) - _o.Office.Now - Duration.Epsilon);
        _o.Told("kim").ShouldBeEmpty();

        await _o.Office.Later(Duration.Epsilon);
        await _o.Office.Swept();

        _o.Told("kim").ShouldBe([KimIsOn]);
        _o.Told("lee").ShouldBe(["Kim is on for payments-duty now, and you are off. Thank you."]);
        Next.ShouldBe(At(11, 30, 9));
    }

    [Fact]
    public async Task Whoever_is_on_when_a_rotation_is_new_is_told_and_its_first_turn_is_awaited()
    {
        _o.Office.Policy.Book = _o.Book with { Rotations = [Weekly with { Starts = new LocalDate(2026, 11, 18) }] };
        await _o.Office.Reload.JudgeAgain(_o.Office.Now);
        await _o.Office.Swept();
        Next.ShouldBe(At(11, 23, 9));
        _o.Office.Store.Sent.ShouldBeEmpty();

        await _o.Office.Later(At(11, 23, 9) - _o.Office.Now);

        _o.Told("lee").ShouldHaveSingleItem().ShouldStartWith("You are on for payments-duty until Mon 30 Nov");
        _o.Office.Store.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_restart_repeats_nothing_and_a_late_one_tells_what_is_so_now()
    {
        await _o.Begins();
        for (var restart = 0; restart < 3; restart++)
            await Restarts();
        _o.Office.Store.Sent.ShouldBeEmpty();

        // Down over two hand-overs: Mo is on, and nobody has to hear that Kim was.
        _o.Office.Now = At(12, 1, 10);
        await Restarts();
        await Restarts();

        _o.Told("mo").ShouldHaveSingleItem().ShouldStartWith("You are on for payments-duty until Mon 7 Dec");
        _o.Told("lee").ShouldHaveSingleItem().ShouldStartWith("Mo is on for payments-duty now");
        _o.Told("kim").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_clock_that_goes_back_and_comes_again_tells_nobody_twice()
    {
        await _o.Begins();
        await _o.Office.Later(At(11, 23, 9) - _o.Office.Now);

        _o.Office.Now = At(11, 23, 8);
        await Restarts();
        await _o.Office.Later(Duration.FromHours(1));
        await _o.Office.Later(Duration.FromHours(1));

        _o.Told("kim").ShouldBe([KimIsOn]);
        _o.Told("lee").Count.ShouldBe(1);
        Next.ShouldBe(At(11, 30, 9));
    }

    [Fact]
    public async Task The_local_time_holds_over_a_change_of_the_clocks()
    {
        _o.Office.Policy.Book = _o.Book with { Rotations = [Weekly with { Weekday = null }] };
        // The Saturday before: from ten until nine on the wall, an hour of which is left out.
        _o.Office.Now = Berlin.AtStrictly(new LocalDateTime(2027, 3, 27, 10, 0)).ToInstant();
        await _o.Begins();

        await _o.Office.Later(Duration.FromHours(22) - Duration.Epsilon);
        _o.Office.Store.Sent.ShouldBeEmpty();
        await _o.Office.Later(Duration.Epsilon);

        _o.Office.Store.Sent.Count.ShouldBe(2);
        Next.InZone(Berlin).LocalDateTime.ShouldBe(new LocalDateTime(2027, 3, 29, 9, 0));
    }

    [Fact]
    public async Task Covers_are_handed_over_at_their_edges()
    {
        await _o.Begins();
        await _o.Hears("olga", "rota cover @mo friday");
        _o.Office.Store.Sent.Clear();
        Next.ShouldBe(At(11, 20, 9));

        await _o.Office.Later(At(11, 20, 9) - _o.Office.Now);
        _o.Told("mo").ShouldHaveSingleItem().ShouldStartWith("You are on for payments-duty until Sat 21 Nov");
        await _o.Office.Later(At(11, 21, 9) - _o.Office.Now);

        _o.Told("mo")[1].ShouldStartWith("Lee is on for payments-duty now");
        _o.Told("lee").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_policy_file_that_changes_who_is_on_tells_them_and_one_that_does_not_is_silent()
    {
        await _o.Begins();
        await _o.Office.Takes(_o.Book with { Digest = "digest01" });
        await _o.Office.Swept();
        _o.Told("lee").ShouldBeEmpty();

        await _o.Office.Takes(_o.Book with { Digest = "digest02", Rotations = [Weekly with { People = [new("mo"), new("lee")] }] });
        await _o.Office.Swept();

        _o.Told("mo").ShouldHaveSingleItem().ShouldStartWith("You are on for payments-duty until Mon 23 Nov");
        _o.Told("lee").ShouldHaveSingleItem().ShouldStartWith("Mo is on");
        await _o.Office.Takes(_o.Book with { Digest = "digest03", Rotations = [] });
        await _o.Office.Later(At(11, 23, 9) - _o.Office.Now);
        _o.Told("mo")[^1].ShouldBe("You are off for payments-duty now. Thank you.");
        _o.Office.NothingIsDue.ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_to_be_on_is_told_to_the_operators()
    {
        await _o.Begins();
        _o.Office.Policy.Book = Book(Person("lee", active: false), Person("raj")) with { Rotations = [Weekly] };
        await Restarts();

        _o.Office.Store.Sent.ShouldHaveSingleItem().Notice.ShouldBeOfType<Core.Desk.Notice.ForOperators>()
            .Words.Plain(_o.Book).ShouldStartWith("Nobody is on for payments-duty");
    }

    [Fact]
    public async Task Whoever_comes_on_hears_how_many_reviews_wait()
    {
        await _o.Begins();
        _o.Office.Now = At(11, 22, 10);
        await _o.Office.Asks("ana");
        await _o.Office.Asks("ana");
        await _o.Office.Later(At(11, 23, 9) - _o.Office.Now - Duration.FromHours(9));
        _o.Office.Policy.Book = _o.Book with { Rotations = [Weekly with { HandsOver = new LocalTime(1, 0) }] };

        await _o.Office.Later(Duration.FromHours(1));
        await Restarts();

        _o.Told("kim").ShouldHaveSingleItem().ShouldEndWith("2 reviews wait.");
    }

    private Instant Next => _o.Office.Store.Deadlines.Single(d => d.Kind == DeadlineKind.HandOver).Due;

    private async Task Restarts()
    {
        await _o.Office.Reload.JudgeAgain(_o.Office.Now);
        await _o.Office.Swept();
    }
}
