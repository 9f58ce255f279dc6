using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Sla;
using Countersign.Core.Words;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>
/// When a review that nobody has begun goes to somebody else, and when it stays. A decision takes four hours here: a reminder after 36
/// minutes, a move after 72, a look at whether it will be late after 84, 132, 168 and so on.
/// </summary>
public sealed class MovingScenarios
{
    private static readonly Duration ToReminder = Duration.FromMinutes(36);
    private readonly Office _office = new(
        Person("ana", Level.Mid), Person("lee"), Person("kim"), Person("olga", Level.Principal) with { Primary = [Docs] });

    [Fact]
    public async Task It_stays_where_it_is_while_nobody_is_enough_sooner_and_goes_when_somebody_is()
    {
        var id = await _office.Asks("ana");
        var (first, other) = (_office.AskedOn(id)!, _office.AskedOn(id) == "lee" ? "kim" : "lee");
        await Busy(other, 3);

        await UntilTheMove();
        _office.AskedOn(id).ShouldBe(first);
        _office.Store.Deadlines.ShouldContain(d => d.Kind == DeadlineKind.MoveOn && d.Due == _office.Now + Duration.FromMinutes(15));

        foreach (var held in Held(other))
            await _office.Deciding.Approve(_office.From(other, held), _office.Now);
        await _office.Later(Duration.FromMinutes(15));
        _office.AskedOn(id).ShouldBe(other);
    }

    [Fact]
    public async Task Without_a_sign_it_goes_to_somebody_who_is_as_busy_too()
    {
        var id = await _office.Asks("ana");
        var (first, other) = (_office.AskedOn(id)!, _office.AskedOn(id) == "lee" ? "kim" : "lee");
        await Busy(other, 1);

        await UntilTheMove();

        _office.AskedOn(id).ShouldBe(other);
    }

    [Fact]
    public async Task Two_who_give_no_sign_are_not_swapped_with_each_other()
    {
        var id = await _office.Asks("ana");

        for (var look = 0; look < 60; look++)
            await _office.Later(Duration.FromMinutes(30));

        _office.The(id).Round.Moves.ShouldBe(1);
        _office.The(id).Round.Rescues.ShouldBe(0);
    }

    [Fact]
    public async Task It_goes_from_hand_to_hand_four_times_at_most()
    {
        _office.Policy.Book = Book([Person("ana", Level.Mid), .. ((string[])["lee", "kim", "raj", "mia", "tom", "sam", "ida"]).Select(n => Person(n))]);
        var id = await _office.Asks("ana");

        for (var look = 0; look < 60; look++)
            await _office.Later(Duration.FromMinutes(30));

        _office.The(id).Round.Moves.ShouldBe(4);
        _office.The(id).Round.Rescues.ShouldBeLessThanOrEqualTo(3);
        _office.AskedOn(id).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_would_be_late_goes_to_somebody_who_can_be_in_time()
    {
        // While Kim takes nothing, nine come to Lee, who has looked at each.
        const string first = "lee";
        _office.Store.SetLimit(new PersonId("kim"), 0);
        for (var n = 0; n < 9; n++)
            await _office.GivesASign(first, await _office.Asks("ana"), "looks");
        _office.Store.SetLimit(new PersonId("kim"), null);

        await _office.Later(Duration.FromMinutes(83));
        Held(first).Count.ShouldBe(9);
        await _office.Later(Duration.FromMinutes(1));

        // What is at the front of the queue is in time and stays; what is behind it goes, until it is in time there as well.
        _office.AskedOn(new ChangeId(1)).ShouldBe(first);
        Held(first).Count.ShouldBeInRange(3, 7);
        var moved = Enumerable.Range(1, 9).Select(n => _office.The(new ChangeId(n))).First(c => c.Round.Rescues == 1);
        NoteWords.ToAuthor(moved, _office.Store.EventsOf(moved.Id).Last(), _office.Policy.Book).Said.Plain(_office.Policy.Book)
            .ShouldStartWith($"With {Name(first)}, {moved.Id} would not be done in time, so I asked Kim");
    }

    [Fact]
    public async Task What_will_be_in_time_stays()
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;
        await _office.GivesASign(first, id, "looks");

        for (var look = 0; look < 4; look++)
            await _office.Later(Duration.FromMinutes(30));

        _office.AskedOn(id).ShouldBe(first);
        _office.The(id).Round.Rescues.ShouldBe(0);
    }

    [Theory]
    [InlineData("looks")]
    [InlineData("claims")]
    public async Task A_sign_that_nothing_follows_does_not_keep_it_for_ever(string how)
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;
        await _office.GivesASign(first, id, how);

        for (var look = 0; look < 12; look++)
            await _office.Later(Duration.FromMinutes(30));

        _office.AskedOn(id).ShouldNotBe(first);
        _office.The(id).Round.Rescues.ShouldBe(1);
        _office.Store.Deadlines.ShouldContain(d => d.Kind == DeadlineKind.Rescue || d.Kind == DeadlineKind.MoveOn, "somebody looks again");
    }

    [Fact]
    public async Task Whom_a_lead_chose_keeps_it_and_is_reminded()
    {
        var id = await _office.Asks("ana");
        var other = _office.AskedOn(id) == "lee" ? "kim" : "lee";
        (await _office.Deciding.Reassign(_office.From("olga", id), new PersonId(other), "Only they know this code.", _office.Now)).Accepted.ShouldBeTrue();

        for (var look = 0; look < 20; look++)
            await _office.Later(Duration.FromMinutes(30));

        _office.AskedOn(id).ShouldBe(other);
        IsReminded(other).ShouldBeTrue();
    }

    private List<ChangeId> Held(string who) => [.. _office.Store.Asking(new PersonId(who), 99).Result.Select(c => c.Id)];

    // Holds so many more, and has looked at each.
    private async Task Busy(string who, int count)
    {
        for (var n = 0; n < count; n++)
        {
            var id = await _office.Asks("ana");
            if (_office.AskedOn(id) != who)
                (await _office.Deciding.Reassign(_office.From("olga", id), new PersonId(who), "knows it", _office.Now)).Accepted.ShouldBeTrue();
            await _office.GivesASign(who, id, "looks");
        }
    }

    private async Task UntilTheMove()
    {
        await _office.Later(ToReminder);
        await _office.Later(Duration.FromMinutes(37));
    }

    private static string Name(string id) => char.ToUpperInvariant(id[0]) + id[1..];

    private bool IsReminded(string name) => _office.IsToldTo(name, n => n is Notice.Reminder);
}
