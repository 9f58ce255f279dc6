using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Sla;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>Changes were asked for, on a Tuesday at ten, and the author does not come back.</summary>
public sealed class ExpiryScenarios
{
    private static readonly Core.People.Person[] People = [Person("ana", Core.People.Level.Mid), Person("lee")];
    private static readonly Duration Notice = Duration.FromDays(7);
    private readonly Office _office = new([.. People]);

    [Fact]
    public async Task The_author_is_told_a_week_before_and_then_it_ends()
    {
        var id = await AskedForChanges();
        await Until(Now + Duration.FromDays(23) - Duration.FromSeconds(1));
        Announced(id).ShouldBeEmpty();

        await Until(Now + Duration.FromDays(23));
        var told = Announced(id).ShouldHaveSingleItem();
        (told.At, told.ExpiresAt).ShouldBe((Now + Duration.FromDays(23), Now + Duration.FromDays(30)));
        _office.IsToldTo("ana", n => n is Notice.Note { Change: var about } && about == id).ShouldBeTrue();

        await Until(told.ExpiresAt - Duration.FromSeconds(1));
        _office.The(id).IsSettled.ShouldBeFalse();
        await Until(told.ExpiresAt);
        _office.The(id).Status.ShouldBeOfType<Status.Settled>().Outcome.ShouldBe(Outcome.Expired);
        Announced(id).Count.ShouldBe(1);
        _office.Store.Deadlines.ShouldNotContain(d => d.Kind == DeadlineKind.Expire);
        var late = await _office.Deciding.Approve(_office.From("lee", id), _office.Now);
        (late.Accepted, _office.Says(late).Contains("It expired", StringComparison.Ordinal)).ShouldBe((false, true));
    }

    [Fact]
    public async Task An_update_is_never_too_late_before_the_end_and_the_next_round_has_a_time_of_its_own()
    {
        var id = await AskedForChanges();
        await Until(Now + Duration.FromDays(29));
        (await _office.Submitting.Update(_office.From("ana", id), Raw(), _office.Now)).ShouldBeOfType<FormResult.Taken>();
        _office.Store.Deadlines.ShouldNotContain(d => d.Kind == DeadlineKind.Expire);
        await Until(Now + Duration.FromDays(40));
        _office.The(id).IsSettled.ShouldBeFalse();

        await RequestChanges(id);
        var again = _office.Now;
        await Until(again + Duration.FromDays(22));
        _office.The(id).Round.ExpiresAt.ShouldBeNull("the second round's notice is its own");
        await Until(again + Duration.FromDays(31));
        _office.The(id).IsSettled.ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_is_told_outside_their_hours_and_the_notice_is_whole_however_late_it_comes()
    {
        var id = await AskedForChanges();
        // Down for two months, and back on a Saturday at noon in Berlin.
        var saturday = Now + Duration.FromDays(60);
        while (saturday.InZone(Berlin).DayOfWeek != IsoDayOfWeek.Saturday)
            saturday += Duration.FromDays(1);
        await _office.Later(saturday - _office.Now);
        (Announced(id).Count, _office.The(id).IsSettled).ShouldBe((0, false));

        await Until(saturday + Duration.FromDays(3));
        var told = Announced(id).ShouldHaveSingleItem();
        told.At.InZone(Berlin).DayOfWeek.ShouldBe(IsoDayOfWeek.Monday);
        told.ExpiresAt.ShouldBe(told.At + Notice);
    }

    [Fact]
    public async Task The_time_is_the_policys_as_it_was_when_the_round_began()
    {
        Expires(Duration.FromHours(4));
        var id = await AskedForChanges();
        Expires(Duration.FromDays(365));
        await Until(Now + Duration.FromHours(2));
        Announced(id).ShouldHaveSingleItem().ExpiresAt.ShouldBe(Now + Duration.FromHours(4));
        await Until(Now + Duration.FromHours(4));
        _office.The(id).IsSettled.ShouldBeTrue();
    }

    [Fact]
    public async Task Only_the_bot_ends_it_and_only_when_it_was_announced()
    {
        var id = await AskedForChanges();
        var change = _office.The(id);
        var far = Now + Duration.FromDays(1_000);
        ReviewDesk.Decide(change, new Command.Expire(Core.People.Actor.Bot.Instance, 1), far).ShouldBeOfType<Ruling.Refused>();
        ReviewDesk.Decide(change, new Command.AnnounceExpiry(_office.Who("lee"), 1, far), Now).ShouldBeOfType<Ruling.Refused>();
        ReviewDesk.Decide(change, new Command.AnnounceExpiry(Core.People.Actor.Bot.Instance, 2, far), Now).ShouldBeOfType<Ruling.Refused>();
    }

    private async Task<ChangeId> AskedForChanges()
    {
        var id = await _office.Asks("ana");
        await RequestChanges(id);
        return id;
    }

    private async Task RequestChanges(ChangeId id) => (await _office.Deciding.RequestChanges(
        _office.From(_office.AskedOn(id)!, id), "Add a limit.", _office.Now)).Accepted.ShouldBeTrue();

    private async Task Until(Instant at)
    {
        // Every row is looked at in its own time, as a sweep a second does.
        while (_office.Store.Deadlines.Where(d => d.Due <= at).Select(d => (Instant?)d.Due).Min() is { } due)
        {
            _office.Now = Instant.Max(_office.Now, due);
            await _office.Swept();
            if (_office.Store.Deadlines.Where(d => d.Due <= at).Select(d => (Instant?)d.Due).Min() is { } next && next <= due)
                break;
        }

        _office.Now = at;
        await _office.Swept();
    }

    private List<ChangeEvent.ExpiryAnnounced> Announced(ChangeId id) => [.. _office.Store.EventsOf(id).OfType<ChangeEvent.ExpiryAnnounced>()];

    private void Expires(Duration time) => _office.Policy.Book = Book(
        [Service() with { Rules = [.. Service().Rules.Select(r => r with { Sla = r.Sla with { Expires = r.Sla.Expires with { Value = time } } })] }],
        People);
}
