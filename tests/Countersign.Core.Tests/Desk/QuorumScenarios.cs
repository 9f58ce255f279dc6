using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>Two have to sign off: two at once, one twice, approve and deny at once, and policies that come in between.</summary>
public sealed class QuorumScenarios
{
    private static readonly Person[] Seniors = [Person("ana", Level.Mid), Person("lee"), Person("kim"), Person("raj")];
    private readonly Office _office = new(Seniors);

    public QuorumScenarios() => Asks(2, Seniors);

    [Fact]
    public async Task Two_different_people_are_asked_and_both_have_to_approve()
    {
        var id = await _office.Asks("ana");
        var asked = Asked(id);
        asked.Distinct().Count().ShouldBe(2);

        (await Approve(id, asked[0])).Accepted.ShouldBeTrue();
        _office.The(id).IsSettled.ShouldBeFalse();
        var again = await Approve(id, asked[0]);
        again.Accepted.ShouldBeFalse();
        (await Approve(id, asked[1])).Accepted.ShouldBeTrue();

        _office.The(id).Status.ShouldBeOfType<Status.Settled>().Outcome.ShouldBe(Outcome.Approved);
    }

    [Fact]
    public async Task A_denial_ends_it_whatever_the_other_said_and_the_loser_is_told()
    {
        foreach (var denialFirst in new[] { true, false })
        {
            var id = await _office.Asks("ana");
            var asked = Asked(id);
            if (!denialFirst)
                (await Approve(id, asked[0])).Accepted.ShouldBeTrue();
            (await _office.Deciding.Deny(_office.From(asked[1], id, 1), "The retry loses money.", _office.Now)).Accepted.ShouldBeTrue();
            if (denialFirst)
                _office.Says(await Approve(id, asked[0])).ShouldStartWith("Already denied by");

            _office.The(id).Status.ShouldBeOfType<Status.Settled>().Outcome.ShouldBe(Outcome.Denied);
        }
    }

    [Fact]
    public async Task An_approver_who_becomes_a_co_author_decides_nothing_in_the_next_round()
    {
        var id = await _office.Asks("ana");
        var asked = Asked(id);
        (await Approve(id, asked[0])).Accepted.ShouldBeTrue();

        var raw = Raw() with { CoAuthors = [Person(asked[0]).Identities[0]] };
        (await _office.Submitting.Update(_office.From("ana", id, 1), raw, _office.Now)).ShouldBeOfType<FormResult.Taken>().Answer.Accepted.ShouldBeTrue();
        await _office.Swept();

        Asked(id).ShouldNotContain(asked[0]);
        (await _office.Deciding.Approve(_office.From(asked[0], id, 2), _office.Now)).Words.Plain(_office.Policy.Book).ShouldStartWith("You are a co-author");
    }

    [Theory]
    [InlineData("demoted")]
    [InlineData("removed")]
    [InlineData("deactivated")]
    [InlineData("moved")]
    public async Task A_vote_whose_giver_lost_the_right_before_the_second_one_counts_no_longer(string how)
    {
        var id = await _office.Asks("ana");
        var asked = Asked(id);
        (await Approve(id, asked[0])).Accepted.ShouldBeTrue();

        await _office.Reload.Accept(Two([.. Seniors.Where(p => how != "removed" || p.Id.Value != asked[0]).Select(p => p.Id.Value == asked[0] ? Lost(p, how) : p)]), [1], _office.Now);
        await _office.Swept();

        (await Approve(id, asked[1])).Accepted.ShouldBeTrue();
        _office.The(id).IsSettled.ShouldBeFalse();
        var third = Asked(id).ShouldHaveSingleItem();
        new[] { "lee", "kim", "raj" }.Except(asked).ShouldContain(third);
        (await Approve(id, third)).Accepted.ShouldBeTrue();
        _office.The(id).Status.ShouldBeOfType<Status.Settled>().Outcome.ShouldBe(Outcome.Approved);
        _office.IsToldTo("ana", n => n is Notice.Note { Version: var v } && _office.Store.EventsOf(id).ElementAt((int)v - 1) is ChangeEvent.VoteVoided).ShouldBeTrue();
    }

    [Fact]
    public async Task The_second_press_may_come_between_the_new_policy_and_its_tidying_up()
    {
        var id = await _office.Asks("ana");
        var asked = Asked(id);
        (await Approve(id, asked[0])).Accepted.ShouldBeTrue();

        _office.Policy.Book = Two([.. Seniors.Select(p => p.Id.Value == asked[0] ? p with { Level = Level.Mid } : p)]);
        (await Approve(id, asked[1])).Accepted.ShouldBeTrue();

        _office.The(id).IsSettled.ShouldBeFalse();
        _office.The(id).Round.Seats.Count(s => s.Vote is not null).ShouldBe(1);
    }

    [Fact]
    public async Task A_policy_that_asks_less_does_not_lower_an_open_round()
    {
        var id = await _office.Asks("ana");
        _office.Policy.Book = Book(Seniors);

        (await Approve(id, Asked(id)[0])).Accepted.ShouldBeTrue();

        _office.The(id).IsSettled.ShouldBeFalse();
    }

    [Fact]
    public async Task Votes_come_from_different_teams_where_that_is_asked()
    {
        Person[] people = [Person("ana", Level.Mid), Of("lee", "red"), Of("kim", "red"), Of("raj", "blue"), Of("zoe", null)];
        Asks(2, people, differentTeams: true);
        for (var n = 0; n < 20; n++)
        {
            var id = await _office.Asks("ana");
            var asked = Asked(id);
            asked.Count.ShouldBe(2);
            asked.ShouldNotContain("zoe");
            asked.ShouldContain("raj");
        }

        var last = await _office.Asks("ana");
        var first = Asked(last).First(a => a != "raj");
        (await Approve(last, first)).Accepted.ShouldBeTrue();
        // The roster moves Raj into the first voter's team: then his vote is not a different one.
        _office.Policy.Book = Two([.. people.Select(p => p.Id.Value == "raj" ? p with { Team = new TeamId("red") } : p)], differentTeams: true);
        _office.Says(await Approve(last, "raj")).ShouldContain("different teams (policy.yaml line 14)");
        _office.The(last).IsSettled.ShouldBeFalse();
    }

    [Fact]
    public async Task Too_few_teams_or_people_are_said_in_the_form()
    {
        Asks(2, [Person("ana", Level.Mid), Of("lee", "red"), Of("kim", "red")], differentTeams: true);

        var result = await _office.Submitting.Submit(_office.Delivery(), _office.Who("ana"), Raw(), _office.Now);

        result.ShouldBeOfType<FormResult.Invalid>().Errors.ShouldHaveSingleItem().Message
            .ShouldStartWith("As critical, Payments needs two people, each a senior or above (policy.yaml line 12), and the policy file lists too few");
    }

    [Fact]
    public async Task Of_two_who_are_asked_at_once_the_first_to_start_has_it_and_the_other_may_come_back()
    {
        _office.Policy.Book = Book([Service() with { Rules = [.. Rules.Select(r => r with { AskAtOnce = Line(2, 15) })] }], Seniors);
        var id = await _office.Asks("ana");
        var asked = Asked(id);
        asked.Count.ShouldBe(2);

        (await _office.Deciding.Claim(_office.From(asked[1], id, 1), _office.Now)).Accepted.ShouldBeTrue();

        Asked(id).ShouldBe([asked[1]]);
        (await Approve(id, asked[0])).Accepted.ShouldBeFalse();
        (await _office.Deciding.Decline(_office.From(asked[1], id, 1), DeclineReason.Conflict, _office.Now)).Accepted.ShouldBeTrue();
        await _office.Swept();
        Asked(id).ShouldNotContain(asked[1]);
        (await Approve(id, Asked(id)[0])).Accepted.ShouldBeTrue();
        _office.The(id).IsSettled.ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_who_are_asked_at_once_the_first_answer_decides_and_the_second_is_told()
    {
        _office.Policy.Book = Book([Service() with { Rules = [.. Rules.Select(r => r with { AskAtOnce = Line(2, 15) })] }], Seniors);
        var id = await _office.Asks("ana");
        var asked = Asked(id);

        (await Approve(id, asked[1])).Accepted.ShouldBeTrue();

        _office.The(id).IsSettled.ShouldBeTrue();
        _office.Says(await Approve(id, asked[0])).ShouldStartWith("Already approved by");
    }

    [Theory]
    [InlineData("lee,kim", 2)]
    [InlineData("lee,kim,raj", 3)]
    [InlineData("lee,kim,raj,sam,tim", 3)]
    public async Task A_second_who_only_helps_never_takes_whoever_another_seat_needs(string seniors, int askedInAll)
    {
        Person[] people = [Person("ana", Level.Mid), .. seniors.Split(',').Select(s => Person(s))];
        _office.Policy.Book = Book(
            [Service() with { Rules = [.. Rules.Select(r => r with { Approvals = Line(2, 10), DestructiveApprovals = Line(2, 11), AskAtOnce = Line(2, 15) })] }], people);

        var id = await _office.Asks("ana");

        _office.The(id).Round.Seats.ShouldAllBe(s => s.Asked.Length > 0);
        Asked(id).Distinct().Count().ShouldBe(askedInAll);
    }

    private Task<Answer> Approve(ChangeId id, string name) => _office.Deciding.Approve(_office.From(name, id, 1), _office.Now);

    private List<string> Asked(ChangeId id) => [.. _office.The(id).AskedNow.Select(a => a.Person.Value)];

    private void Asks(int approvals, Person[] people, bool differentTeams = false) => _office.Policy.Book = Two(people, differentTeams, approvals);

    private static PolicyBook Two(Person[] people, bool differentTeams = false, int approvals = 2) => Book(
        [
            Service() with
            {
                Rules = [.. Rules.Select(r => r with { Approvals = Line(approvals, 10), DestructiveApprovals = Line(approvals, 11), DifferentTeams = Line(differentTeams, 14) })],
            },
        ],
        people);

    private static Person Of(string id, string? team) => Person(id) with { Team = team is null ? null : new TeamId(team) };

    private static Person Lost(Person person, string how) => how switch
    {
        "demoted" => person with { Level = Level.Mid },
        "deactivated" => person with { Active = false },
        _ => person with { Primary = [Docs] },
    };
}
