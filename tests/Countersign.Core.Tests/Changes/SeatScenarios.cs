using Countersign.Core.Changes;
using Countersign.Core.People;
using NodaTime;
using static Countersign.Core.Tests.Changes.Cases;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Changes;

/// <summary>Quorum (two seats) and two-best (two people asked for one seat): the same decider, the same history.</summary>
public class SeatScenarios
{
    [Fact]
    public void An_approval_settles_only_when_both_seats_are_filled()
    {
        var change = Make(2, Asks("lee"), Asks("raj", 2));
        var first = Decided(change, new Command.Approve(By("lee"), 1, VoteStanding.Sound));
        first.Status.ShouldBeOfType<Status.Assigned>();
        first.AskedNow.Single().Person.Value.ShouldBe("raj");
        Decided(first, new Command.Approve(By("raj"), 1, VoteStanding.Sound)).Status.ShouldBe(new Status.Settled(Outcome.Approved, new PersonId("raj"), null, Now));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_denial_settles_at_once(bool afterAnApproval)
    {
        var change = Make(2, Asks("lee"), Asks("raj", 2));
        if (afterAnApproval)
            change = Decided(change, new Command.Approve(By("lee"), 1, VoteStanding.Sound));
        Decided(change, new Command.Deny(By("raj"), 1, " no ")).Status.ShouldBe(
            new Status.Settled(Outcome.Denied, new PersonId("raj"), "no", Now));
    }

    [Fact]
    public void A_request_for_changes_stops_the_round_and_the_update_needs_both_again()
    {
        var change = Decided(Make(2, Asks("lee"), Asks("raj", 2)), new Command.Approve(By("lee"), 1, VoteStanding.Sound));
        change = Decided(change, new Command.RequestChanges(By("raj"), 1, "Add a test"));
        change.AskedNow.ShouldBeEmpty();
        change.VacantSeat.ShouldBeNull();
        change = Decided(change, new Command.Update(By("ana"), 1, Draft(), World.Asks(2)));
        change.Round.Seats.ShouldAllBe(s => s.IsOpen && s.Asked.IsEmpty);
        change.Round.Before.Select(p => p.Value).ShouldBe(["lee", "raj"]);
    }

    [Fact]
    public void One_person_cannot_fill_two_seats_however_they_are_asked()
    {
        var change = Decided(Make(2, Asks("lee")), new Command.Approve(By("lee"), 1, VoteStanding.Sound));
        Refused(change, new Command.Assign(Actor.Bot.Instance, 1, 2, Person("lee"), null, NoReport))
            .ShouldBe(new Refusal.CannotBeAsked(new PersonId("lee"), "has voted in this round already"));
        Refused(change, new Command.Reassign(By("olga"), true, Person("lee"), null, "quick"))
            .ShouldBeOfType<Refusal.CannotBeAsked>();
        // Even from a history that asked them for both.
        var forced = ChangeHistory.Apply(Id, change, Asks("lee", 2));
        Refused(forced, new Command.Approve(By("lee"), 1, VoteStanding.Sound)).ShouldBeOfType<Refusal.SeatFilled>().By.Value.ShouldBe("lee");
    }

    [Fact]
    public void The_first_of_two_asked_fills_the_seat_and_the_other_is_told_by_whom()
    {
        var change = Decided(Make(2, Asks("lee"), Asks("kim"), Asks("raj", 2)), new Command.Approve(By("lee"), 1, VoteStanding.Sound));
        foreach (var command in (Command[])[
            new Command.Approve(By("kim"), 1, VoteStanding.Sound), new Command.Deny(By("kim"), 1, "no"),
            new Command.ClaimReview(By("kim"), 1, Duration.FromHours(1)), new Command.Decline(By("kim"), 1, DeclineReason.Away)])
            Refused(change, command).ShouldBeOfType<Refusal.SeatFilled>().By.Value.ShouldBe("lee");
        RefusalWords.Of(Refused(change, new Command.Approve(By("kim"), 1, VoteStanding.Sound)), Book(Person("lee"), Person("raj"))).Plain(Book(Person("lee"), Person("raj")))
            .ShouldBe("Lee has approved already, at Tue 17 Nov 2026 10:00 (Europe/Berlin). Raj is asked.");
    }

    [Fact]
    public void A_claim_holds_for_its_seat_only_and_until_it_lapses()
    {
        var change = Make(2, Asks("lee"), Asks("kim"), Asks("raj", 2), Claims("lee"));
        Refused(change, new Command.ClaimReview(By("kim"), 1, Duration.FromHours(1))).ShouldBeOfType<Refusal.ClaimedBySomebody>();
        Decided(change, new Command.ClaimReview(By("raj"), 1, Duration.FromHours(1))).Round.Seat(2).Claim!.By.Value.ShouldBe("raj");
        Refused(change, new Command.LapseClaim(Actor.Bot.Instance, 1, 1)).ShouldBeOfType<Refusal.NothingToDo>();
        var later = Now + Duration.FromHours(2);
        ReviewDesk.Decide(change, new Command.ClaimReview(By("kim"), 1, Duration.FromHours(1)), later).ShouldBeOfType<Ruling.Accepted>();
        ReviewDesk.Decide(change, new Command.LapseClaim(Actor.Bot.Instance, 1, 1), later).ShouldBeOfType<Ruling.Accepted>();
        ReviewDesk.Decide(change, new Command.LapseClaim(By("lee"), 1, 1), later).ShouldBeOfType<Ruling.Refused>();
    }

    [Fact]
    public void A_lead_fills_the_empty_seat_before_anybody_is_taken_off()
    {
        var change = Decided(Make(2, Asks("lee")), new Command.Reassign(By("olga"), true, Person("kim"), null, "knows it"));
        change.AskedNow.Select(a => a.Person.Value).ShouldBe(["lee", "kim"]);
        change = Decided(change, new Command.Reassign(By("olga"), true, Person("mia"), null, "lee is busy"));
        change.AskedNow.Select(a => a.Person.Value).ShouldBe(["mia", "kim"]);
        change.Round.HandedOn(new PersonId("lee")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(StandDown.Declined, true)]
    [InlineData(StandDown.Reassigned, true)]
    [InlineData(StandDown.Unreachable, false)]
    [InlineData(StandDown.NoLongerQualified, false)]
    [InlineData(StandDown.NotAcknowledged, false)]
    [InlineData(StandDown.Rescued, false)]
    [InlineData(StandDown.Taken, false)]
    public void The_router_may_ask_again_who_did_not_hand_it_on(StandDown why, bool handedOn)
    {
        var change = Make(1, Asks("lee"), new ChangeEvent.StoodDown(1, 1, new PersonId("lee"), why, Now));
        var ruling = ReviewDesk.Decide(change, new Command.Assign(Actor.Bot.Instance, 1, 1, Person("lee"), null, NoReport), Now);
        (ruling is Ruling.Refused).ShouldBe(handedOn);
    }

    private static Actor.Member By(string name) => Member(Person(name));

    private static ChangeRequest Decided(ChangeRequest change, Command command) =>
        ReviewDesk.Decide(change, command, Now).ShouldBeOfType<Ruling.Accepted>().Events
            .Aggregate(change, (state, happened) => ChangeHistory.Apply(Id, state, happened));

    private static Refusal Refused(ChangeRequest change, Command command) =>
        ReviewDesk.Decide(change, command, Now).ShouldBeOfType<Ruling.Refused>().Refusal;
}
