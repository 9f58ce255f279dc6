using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>Two are asked at once for each approval, as for a critical change: what everybody hears when one of them passes, starts or votes.</summary>
public sealed class TwoAskedScenarios
{
    private readonly Office _office = new();

    public TwoAskedScenarios() => Asks(approvals: 1);

    [Fact]
    public async Task Each_of_the_two_is_told_why_they_are_asked()
    {
        var id = await _office.Asks("ana");
        foreach (var assigned in _office.Store.EventsOf(id).OfType<ChangeEvent.Assigned>())
            assigned.Report!.Chosen.ShouldBe(assigned.Person);
        _office.The(id).Report!.Chosen.ShouldBe(_office.The(id).AskedNow.First().Person);
    }

    [Fact]
    public async Task Whoever_passes_hears_with_whom_it_stays_and_the_others_card_says_so_too()
    {
        var id = await _office.Asks("ana");
        var (first, second) = (Asked(id)[0], Asked(id)[1]);
        _office.Store.Sent.Clear();

        _office.Says(await _office.Deciding.Decline(_office.From(first, id, 1), DeclineReason.NotMyArea, _office.Now))
            .ShouldBe($"Thank you for saying so. CR-1 stays with {Name(second)}.");

        Asked(id).ShouldBe([second]);
        _office.IsToldTo(second, n => n is Notice.Card).ShouldBeTrue();
        _office.The(id).Report!.Chosen.ShouldBe(new PersonId(second), "the reason is theirs now");
    }

    [Fact]
    public async Task Once_one_has_started_nobody_says_that_a_lead_gave_it_to_them()
    {
        var id = await _office.Asks("ana");
        var second = Asked(id)[1];
        (await _office.Deciding.Claim(_office.From(second, id, 1), _office.Now)).Accepted.ShouldBeTrue();

        var why = (await _office.Commands.Answer(new Typing(_office.Delivery(), _office.Who("ana"), "why CR-1", _ => null), _office.Now)).ShouldBeOfType<Reply.Why>();
        var words = string.Join("\n", why.Words.Select(s => s.Plain(_office.Policy.Book)));
        words.ShouldNotContain("a lead gave it");
        words.ShouldContain($"{Name(second)}: free now");
        _office.The(id).Report!.Chosen.ShouldBe(new PersonId(second));
    }

    [Fact]
    public async Task A_helper_on_one_seat_is_had_for_another_that_has_nobody()
    {
        Asks(approvals: 2);
        var id = await _office.Asks("ana");
        var (one, two) = (_office.The(id).Round.Seat(1), _office.The(id).Round.Seat(2));
        (one.Asked.Length, two.Asked.Length).ShouldBe((1, 2));

        (await _office.Deciding.Decline(_office.From(one.Asked[0].Person.Value, id, 1), DeclineReason.NotMyArea, _office.Now)).Accepted.ShouldBeTrue();
        await _office.Swept();

        _office.The(id).Round.Seats.ShouldAllBe(s => s.Asked.Length == 1);
        Asked(id).Distinct().Count().ShouldBe(2);
        _office.Store.EventsOf(id).OfType<ChangeEvent.Waited>().ShouldBeEmpty();
        foreach (var who in Asked(id))
            (await _office.Deciding.Approve(_office.From(who, id, 1), _office.Now)).Accepted.ShouldBeTrue();
        _office.The(id).IsSettled.ShouldBeTrue();
    }

    [Fact]
    public async Task A_helper_whom_a_lead_gives_the_empty_seat_is_on_one_seat_only()
    {
        Asks(approvals: 2);
        var id = await _office.Asks("ana");
        var (one, two) = (_office.The(id).Round.Seat(1), _office.The(id).Round.Seat(2));
        (await _office.Deciding.Decline(_office.From(one.Asked[0].Person.Value, id, 1), DeclineReason.NotMyArea, _office.Now)).Accepted.ShouldBeTrue();

        (await _office.Deciding.Reassign(_office.From("ole", id), two.Asked[1].Person, "You know this part.", _office.Now)).Accepted.ShouldBeTrue();

        _office.The(id).Round.Seats.Select(s => s.Asked.Single().Person).ShouldBe([two.Asked[1].Person, two.Asked[0].Person]);
    }

    [Fact]
    public async Task Whoever_was_asked_beside_the_one_who_voted_gets_their_card_drawn_again()
    {
        Asks(approvals: 2);
        var id = await _office.Asks("ana");
        var seat = _office.The(id).Round.Seat(2);
        _office.Store.Sent.Clear();

        (await _office.Deciding.Approve(_office.From(seat.Asked[0].Person.Value, id, 1), _office.Now)).Accepted.ShouldBeTrue();

        foreach (var holder in _office.The(id).CardHolders)
            _office.IsToldTo(holder.Person.Value, n => n is Notice.Card).ShouldBeTrue(holder.Person.Value);
    }

    [Fact]
    public async Task Nobody_who_was_just_taken_off_is_asked_again_in_the_same_minute()
    {
        var id = await _office.Asks("ana");
        for (var minute = 0; minute < 1_200; minute += 5)
            await _office.Later(Duration.FromMinutes(5));

        var events = _office.Store.EventsOf(id);
        foreach (var off in events.OfType<ChangeEvent.StoodDown>())
            events.OfType<ChangeEvent.Assigned>().ShouldNotContain(a => a.Person == off.Person && a.At >= off.At && a.At < off.At + Duration.FromMinutes(30), $"{off}");
        events.OfType<ChangeEvent.Assigned>().Count().ShouldBeLessThanOrEqualTo(2 + 1, "Lee, Kim, Raj: there is nobody else");
    }

    private void Asks(int approvals) => _office.Policy.Book = Book(
        [
            Service() with
            {
                Rules = [.. Rules.Select(r => r with { Approvals = Line(approvals, 10), DestructiveApprovals = Line(approvals, 11), AskAtOnce = Line(2, 15) })],
            },
        ],
        [Person("ana", Level.Mid), Person("lee"), Person("kim"), Person("raj")]);

    private List<string> Asked(ChangeId id) => [.. _office.The(id).AskedNow.Select(a => a.Person.Value)];

    private string Name(string id) => _office.Policy.Book.Roster.NameOf(new PersonId(id));
}
