using Countersign.Core.Changes;
using Countersign.Core.People;
using NodaTime;
using static Countersign.Core.Tests.Changes.Cases;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Changes;

/// <summary>Reviews that go to somebody else before anybody began them.</summary>
public class HandingTests
{
    private static readonly Instant Due = Now + Duration.FromHours(4);

    [Fact]
    public void A_move_takes_one_off_and_asks_the_other_in_one_ruling()
    {
        var change = Make(1, Asks("lee"));

        var events = Accepted(change, Move("lee", "mia", StandDown.NotAcknowledged)).Events;

        events.ShouldBe([
            new ChangeEvent.StoodDown(1, 1, new PersonId("lee"), StandDown.NotAcknowledged, Now),
            new ChangeEvent.Assigned(1, 1, new PersonId("mia"), Due, NoReport, null, null, Now) { Handover = new Handover(new PersonId("lee"), StandDown.NotAcknowledged) },
        ]);
        var after = After(change, events);
        after.AskedNow.Single().Person.Value.ShouldBe("mia");
        after.Round.Moves.ShouldBe(1);
        after.Round.Tried.ShouldBe([new PersonId("lee")]);
        after.Round.HandedOn(new PersonId("lee")).ShouldBeFalse();
        after.CardHolders.Length.ShouldBe(2);
    }

    [Fact]
    public void A_sign_ends_the_wait_for_one_but_not_the_fear_of_being_late()
    {
        foreach (var sign in (ChangeEvent[])[new ChangeEvent.Acknowledged(1, 1, new PersonId("lee"), Now), new ChangeEvent.Reminded(1, 1, new PersonId("lee"), Now)])
        {
            var change = Make(1, Asks("lee"), sign);
            (ReviewDesk.Decide(change, Move("lee", "mia", StandDown.NotAcknowledged), Now) is Ruling.Accepted).ShouldBe(sign is ChangeEvent.Reminded);
            Accepted(change, Move("lee", "mia", StandDown.Rescued));
        }
    }

    [Theory]
    [InlineData("claimed")]
    [InlineData("lapsed")]
    public void A_claim_is_a_sign_and_outlasts_itself_as_one(string how)
    {
        var change = Make(1, [Asks("lee"), Claims("lee"), .. how == "lapsed" ? [new ChangeEvent.ClaimLapsed(1, 1, new PersonId("lee"), Now)] : Array.Empty<ChangeEvent>()]);

        change.AskedNow.Single().AckedAt.ShouldBe(Now);
        Refused(change, Move("lee", "mia", StandDown.NotAcknowledged)).ShouldBeOfType<Refusal.NothingToDo>();
        (ReviewDesk.Decide(change, Move("lee", "mia", StandDown.Rescued), Now) is Ruling.Accepted).ShouldBe(how == "lapsed");
    }

    [Fact]
    public void The_time_for_the_decision_goes_on_when_the_bot_moves_it_and_begins_again_when_the_seat_was_empty()
    {
        var later = Now + Duration.FromHours(1);
        var asked = Make(1, Asks("lee"));
        asked.Round.Seat(1).Began.ShouldBe(Now);

        After(asked, Accepted(asked, Move("lee", "mia", StandDown.Rescued), later).Events).Round.Seat(1).Began.ShouldBe(Now);
        var declined = Make(1, Asks("lee"), new ChangeEvent.Declined(1, 1, new PersonId("lee"), DeclineReason.Away, later));
        declined.Round.Seat(1).Began.ShouldBeNull();
        var again = After(declined, [new ChangeEvent.Assigned(1, 1, new PersonId("mia"), null, null, null, null, later)]);
        again.Round.Seat(1).Began.ShouldBe(later);
    }

    [Fact]
    public void Whoever_takes_an_offer_is_asked_and_on_it_at_once()
    {
        var change = Make(1, Asks("lee"));
        var after = After(change, Accepted(change, Take("mia")).Events);

        after.Status.ShouldBe(new Status.InReview(new PersonId("mia")));
        after.AskedNow.Single().Handover.ShouldBe(new Handover(new PersonId("lee"), StandDown.Taken));
        after.Round.StoodDown[new PersonId("lee")].ShouldBe(StandDown.Taken);
        after.Round.Tried.ShouldBe([new PersonId("lee")]);
        Refused(after, Take("mia")).ShouldBeOfType<Refusal.YoursAlready>();
        Refused(after, Take("kim")).ShouldBeOfType<Refusal.ClaimedBySomebody>().By.Value.ShouldBe("mia");
    }

    [Fact]
    public void A_seat_that_lost_its_holder_meanwhile_can_be_taken_all_the_same()
    {
        var change = Make(1, Asks("lee"), new ChangeEvent.StoodDown(1, 1, new PersonId("lee"), StandDown.Unreachable, Now));

        After(change, Accepted(change, Take("mia")).Events).AskedNow.Single().Handover.ShouldBeNull();
    }

    [Fact]
    public void Of_two_who_are_asked_both_lose_it_to_whoever_takes_it()
    {
        var change = Make(1, Asks("lee"), Asks("kim"));

        var after = After(change, Accepted(change, Take("mia")).Events);

        after.AskedNow.Single().Person.Value.ShouldBe("mia");
        after.Round.Tried.Select(p => p.Value).ShouldBe(["lee", "kim"]);
    }

    [Fact]
    public void A_decliner_who_was_moved_off_later_still_is_not_asked_again_by_the_router()
    {
        // A lead gave it to somebody who had declined, and they gave no sign.
        var change = Make(1, Asks("lee"), new ChangeEvent.Declined(1, 1, new PersonId("lee"), DeclineReason.Conflict, Now), Asks("lee"),
            new ChangeEvent.StoodDown(1, 1, new PersonId("lee"), StandDown.NotAcknowledged, Now));

        change.Round.HandedOn(new PersonId("lee")).ShouldBeTrue();
        change.Round.Moves.ShouldBe(1);
        Refused(change, new Command.Assign(Actor.Bot.Instance, 1, 1, Person("lee"), null, NoReport)).ShouldBeOfType<Refusal.CannotBeAsked>();
        Refused(change, Take("lee")).ShouldBeOfType<Refusal.OfferOver>();
    }

    [Fact]
    public void A_new_round_counts_anew()
    {
        var change = Make(1, [.. GoesRound(4, StandDown.NotAcknowledged)]);
        change = After(change, [new ChangeEvent.Updated(2, new PersonId("ana"), Draft(), Seats(1), Now)]);

        (change.Round.Moves, change.Round.Rescues, change.Round.Tried.Length).ShouldBe((0, 0, 0));
    }

    private static Command.Move Move(string from, string to, StandDown why) =>
        new(Actor.Bot.Instance, 1, 1, new PersonId(from), why, Person(to), Due, NoReport);

    private static Command.TakeOver Take(string who) => new(Member(Person(who)), 1, 1, true, null, Due, Duration.FromHours(2));

    private static Ruling.Accepted Accepted(ChangeRequest change, Command command, Instant? at = null) =>
        ReviewDesk.Decide(change, command, at ?? Now).ShouldBeOfType<Ruling.Accepted>();

    private static Refusal Refused(ChangeRequest change, Command command) => ReviewDesk.Decide(change, command, Now).ShouldBeOfType<Ruling.Refused>().Refusal;

    private static ChangeRequest After(ChangeRequest change, IEnumerable<ChangeEvent> events) =>
        events.Aggregate(change, (state, happened) => ChangeHistory.Apply(Id, state, happened));
}
