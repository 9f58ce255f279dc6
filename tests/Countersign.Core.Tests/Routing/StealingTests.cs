using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using Countersign.Core.Tests.Changes;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Routing;

public class StealingTests
{
    private static readonly Person Mia = Person("mia");
    private static readonly Roster Town = new([Person("ana", Level.Mid), Person("lee"), Person("kim"), Mia]);

    [Fact]
    public void The_earliest_due_of_those_that_gain_enough_is_chosen()
    {
        WaitingReview[] waiting = [Waits(3, due: 50, starts: 40), Waits(1, due: 90, starts: 300), Waits(2, due: 60, starts: 20), Waits(4, due: 40, starts: 19)];

        Stealing.Choose(Mia, waiting, Town, Now)!.Change.Id.ShouldBe(new ChangeId(3));
        Stealing.Choose(Mia, waiting.Reverse(), Town, Now)!.Change.Id.ShouldBe(new ChangeId(3));
        Stealing.Choose(Mia, waiting, Town, At(30))!.Change.Id.ShouldBe(new ChangeId(1));
        Stealing.Choose(Mia, waiting, Town, At(281)).ShouldBeNull();
    }

    [Fact]
    public void What_has_no_due_time_comes_last_and_ties_go_to_the_oldest()
    {
        Stealing.Choose(Mia, [Waits(3, null, 90), Waits(2, 70, 90), Waits(1, 70, 90)], Town, Now)!.Change.Id.ShouldBe(new ChangeId(1));
        Stealing.Choose(Mia, [Waits(3, null, 90)], Town, Now)!.Change.Id.ShouldBe(new ChangeId(3));
        Stealing.Choose(Mia, [], Town, Now).ShouldBeNull();
    }

    [Fact]
    public void Nobody_is_offered_what_they_could_not_be_asked_for_or_what_somebody_is_on()
    {
        var asked = Cases.Make(1, Cases.Asks("lee"));
        May(Mia, asked).ShouldBeTrue();
        May(Person("ana"), asked).ShouldBeFalse();
        May(Person("cora"), asked).ShouldBeFalse();
        May(Person("lee"), asked).ShouldBeFalse();
        May(Person("mia", Level.Mid), asked).ShouldBeFalse();
        May(Mia with { Active = false }, asked).ShouldBeFalse();
        May(Mia with { Primary = [Docs] }, asked).ShouldBeFalse();
        May(Mia with { AgentOf = new PersonId("kim") }, asked).ShouldBeFalse();
        May(Mia, Cases.Make(1)).ShouldBeFalse();
        May(Mia, Cases.Make(1, Cases.Asks("lee"), new ChangeEvent.Acknowledged(1, 1, new PersonId("lee"), Now))).ShouldBeTrue();
        May(Mia, Cases.Make(1, Cases.Asks("lee"), Cases.Claims("lee"))).ShouldBeFalse();
        May(Mia, Cases.Make(1, [Cases.Asks("lee"), .. Cases.Votes("lee", Verdict.Approved, true)])).ShouldBeFalse();
        May(Mia, Cases.Make(1, [Cases.Asks("lee"), .. Cases.Votes("lee", Verdict.ChangesRequested, true)])).ShouldBeFalse();
        May(Mia, Cases.Make(1, Cases.Asks("mia"), new ChangeEvent.Declined(1, 1, Mia.Id, DeclineReason.Conflict, Now), Cases.Asks("lee"))).ShouldBeFalse();
        May(Mia, Cases.Make(1, Cases.Asks("mia"), new ChangeEvent.StoodDown(1, 1, Mia.Id, StandDown.NotAcknowledged, Now), Cases.Asks("lee"))).ShouldBeTrue();
    }

    [Fact]
    public void Whoever_is_of_the_same_team_as_another_seat_is_not_offered_it()
    {
        var (red, blue) = (new TeamId("red"), new TeamId("blue"));
        var roster = new Roster([Person("lee") with { Team = red }, Person("kim") with { Team = red }, Mia with { Team = blue }]);
        var seats = Seats(2).Select(s => s with { DifferentTeams = new PolicyLine("policy.yaml", 14, "different_teams") });
        var change = ChangeHistory.Fold(
            Cases.Id, [new ChangeEvent.Submitted(new PersonId("ana"), Draft(), [.. seats], Now), Cases.Asks("lee"), Cases.Asks("kim", 2)]);

        Stealing.MayTake(Mia with { Team = blue }, change, change.Round.Seat(2), roster).ShouldBeTrue();
        Stealing.MayTake(Mia with { Team = red }, change, change.Round.Seat(2), roster).ShouldBeFalse();
        Stealing.MayTake(Mia, change, change.Round.Seat(2), roster).ShouldBeFalse();
    }

    private static bool May(Person person, ChangeRequest change) => Stealing.MayTake(person, change, change.Round.Seat(1), Town);

    private static WaitingReview Waits(int number, int? due, int starts)
    {
        var change = ChangeHistory.Fold(
            new ChangeId(number),
            [new ChangeEvent.Submitted(new PersonId("ana"), Draft(), Seats(1), Now), Cases.Asks("lee") with { Due = due is { } minutes ? At(minutes) : null }]);
        return new WaitingReview(change, change.Round.Seat(1), At(starts));
    }

    private static Instant At(int minutes) => Now + Duration.FromMinutes(minutes);
}
