using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Sla;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>The watchdog beside an office in which deadlines are lost, or the sweep has stopped. <see cref="OfficeWalk"/> shows that it finds nothing else.</summary>
public sealed class WatchdogTests
{
    private static readonly Duration Minute = Duration.FromMinutes(1);
    private readonly Office _office = new(Person("ana", Level.Mid), Person("lee"), Person("kim"), Person("olga"));
    private readonly Watchdog _watchdog;

    public WatchdogTests() => _watchdog = new Watchdog(_office.Store, _office.Policy);

    [Theory]
    [InlineData(DeadlineKind.Escalate)]
    [InlineData(DeadlineKind.Route)]
    [InlineData(DeadlineKind.ClaimLapses)]
    public async Task A_step_that_is_lost_is_set_again_and_the_operators_hear_of_it_once_an_hour(DeadlineKind kind)
    {
        await LosesOne(kind);
        (await Look()).Mended.ShouldHaveSingleItem().Kind.ShouldBe(kind);
        Told().ShouldHaveSingleItem().ShouldContain("was missing");
        (await Look()).Mended.ShouldBeEmpty();

        await LosesOne(kind);
        (await Look()).Mended.ShouldHaveSingleItem();
        Told().Count.ShouldBe(1, "within the hour");
        _office.Now += Minute * 60;
        await Look();
        Told().Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_sweep_leaves_is_late_at_the_second_look_and_never_what_is_held()
    {
        await _office.Asks("ana");
        _office.Now += Duration.FromDays(1);
        (await Look()).Late.ShouldBeEmpty("the process may just have begun");
        (await Look()).Late.ShouldNotBeEmpty();
        Told().ShouldHaveSingleItem().ShouldContain("late by more than 5 min, of CR-1");

        await _watchdog.Look(_office.Now, isHeld: true);
        (await Look()).Late.ShouldBeEmpty();
        await _office.Swept();
        (await Look()).Late.ShouldBeEmpty();
        Told().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_missing_past_the_last_step_while_changes_are_requested_and_at_the_end()
    {
        var id = await _office.Asks("ana");
        await _office.Later(Duration.FromDays(20));
        _office.Store.DueAt(DeadlineKind.Escalate, new DeadlineSubject.OfRound(id, 1)).ShouldBeNull();
        (await Look()).Mended.ShouldBeEmpty();

        var asked = _office.AskedOn(id)!;
        (await _office.Deciding.RequestChanges(_office.From(asked, id, 1), "Please add a test.", _office.Now)).Accepted.ShouldBeTrue();
        (await Look()).Mended.ShouldBeEmpty();
        (await _office.Deciding.Withdraw(_office.From("ana", id), _office.Now)).Accepted.ShouldBeTrue();
        (await Look()).Mended.ShouldBeEmpty();
    }

    private async Task LosesOne(DeadlineKind kind)
    {
        if (kind == DeadlineKind.Route)
        {
            foreach (var name in new[] { "lee", "kim", "olga" })
                _office.Store.SetLimit(new PersonId(name), 0);
        }

        var id = await _office.Asks("ana");
        if (kind == DeadlineKind.ClaimLapses)
            (await _office.Deciding.OnIt(_office.From(_office.AskedOn(id)!, id, 1), _office.Now)).Accepted.ShouldBeTrue();
        var lost = _office.Store.Deadlines.Single(d => d.Kind == kind && ChangeOf(d.Subject) == id);
        _office.Store.Complete(kind, lost.Subject, _office.Now);
    }

    private static ChangeId? ChangeOf(DeadlineSubject subject) => subject switch
    {
        DeadlineSubject.OfSeat on => on.Change,
        DeadlineSubject.OfRound on => on.Change,
        _ => null,
    };

    private Task<WatchReport> Look() => _watchdog.Look(_office.Now += Minute, isHeld: false);

    private List<string> Told() =>
        [.. _office.Store.Sent.Select(o => o.Notice).OfType<Notice.ForOperators>().Select(n => n.Words.Plain(_office.Policy.Book.Roster, DateTimeZone.Utc))];
}
