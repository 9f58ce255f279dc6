using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using NodaTime;
using Shouldly;
using Xunit;
using static Countersign.Adapters.Tests.Storage.Ledgerland;

namespace Countersign.Adapters.Tests.Storage;

/// <summary>What the store knows of somebody's load: enough for the router, and no walk over the past.</summary>
public sealed class WorkloadTests
{
    [Fact]
    public async Task Votes_of_28_days_are_counted_and_void_ones_are_not()
    {
        await using var temporary = new TemporaryStore();
        var (today, before, long_ago) = (After(0), After(0) - Duration.FromDays(27), After(0) - Duration.FromDays(30));
        foreach (var at in new[] { today, before, before, long_ago })
            await temporary.Write(work => Approved(work, at, Two));
        var voided = await temporary.Write(work => Approved(work, today, Two));
        await temporary.Write(work => work.Decide(voided, new Command.VoidVote(Actor.Bot.Instance, 1), today).ShouldBeNull());

        (await Of(temporary, Kim, today)).Reviews.ShouldBe(3);
        (await Of(temporary, Kim, today + Duration.FromDays(5))).Reviews.ShouldBe(1);
        (await Of(temporary, Lee, today)).Reviews.ShouldBe(0);
    }

    [Fact]
    public async Task What_they_are_on_is_told_from_what_waits_and_from_what_was_asked_yesterday()
    {
        await using var temporary = new TemporaryStore();
        foreach (var at in new[] { After(0) - Duration.FromDays(2), After(0), After(60) })
            await temporary.Write(work => work.Assign(work.Submit(at, One), Kim, at));
        await temporary.Write(work => work.Decide(new ChangeId(1), new Command.ClaimReview(Ledgerland.Of(Kim), 1, Duration.FromHours(2)), After(61)).ShouldBeNull());

        var state = await Of(temporary, Kim, After(62));
        state.Open.ShouldBe(3);
        state.Begun.ShouldBe(1);
        state.AskedLately.Order().ShouldBe([Whole(After(0)), Whole(After(60))]);
    }

    [Fact]
    public async Task Whoever_is_new_on_the_list_has_a_date_and_whoever_comes_again_a_new_one()
    {
        await using var temporary = new TemporaryStore();
        var (first, second, third) = (After(0), After(0) + Duration.FromDays(10), After(0) + Duration.FromDays(20));
        await temporary.Write(work => work.Listed([Ana.Id, Kim.Id], first));
        (await Of(temporary, Kim, first)).Since.ShouldBeNull();

        await temporary.Write(work => work.Listed([Ana.Id, Lee.Id], second));
        await temporary.Write(work => work.Listed([Ana.Id, Lee.Id, Kim.Id], third));

        (await Of(temporary, Ana, third)).Since.ShouldBeNull();
        (await Of(temporary, Lee, third)).Since.ShouldBe(Whole(second));
        (await Of(temporary, Kim, third)).Since.ShouldBe(Whole(third));
    }

    [Fact]
    public async Task Absences_that_are_over_count_for_28_days()
    {
        await using var temporary = new TemporaryStore();
        var (from, until) = (Whole(After(0)), Whole(After(0) + Duration.FromDays(5)));
        await temporary.Write(work => work.SetAbsences(Kim.Id, [new Interval(from, until)], from));

        (await Of(temporary, Kim, until + Duration.FromDays(1))).PastAbsences.ShouldBe([new Interval(from, until)]);
        (await Of(temporary, Kim, until + Duration.FromDays(1))).Absences.ShouldBeEmpty();
        (await Of(temporary, Kim, until + Duration.FromDays(29))).PastAbsences.ShouldBeEmpty();
    }

    private static Qualification One => new(Payments, Level.Senior);

    private static Qualification[] Two => [One, One];

    private static ChangeId Approved(Core.Ports.IWork work, Instant at, Qualification[] seats)
    {
        var id = work.Submit(at, seats);
        work.Assign(id, Kim, at);
        work.Decide(id, new Command.Approve(Ledgerland.Of(Kim), 1, VoteStanding.Sound), at).ShouldBeNull();
        return id;
    }

    private static async Task<PersonState> Of(TemporaryStore temporary, Person person, Instant now) =>
        (await temporary.Store.People(now)).GetValueOrDefault(person.Id, PersonState.None);

    // The tables count milliseconds.
    private static Instant Whole(Instant at) => Instant.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
