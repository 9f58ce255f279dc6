using System.Collections.Immutable;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Changes;

/// <summary>Why a command is not carried out. A value, not an exception; <see cref="RefusalWords"/> says it to people.</summary>
public abstract record Refusal
{
    private Refusal()
    {
    }

    /// <summary>A stable name for ledger and logs, such as <c>author_cannot_decide</c>.</summary>
    public abstract string Code { get; }

    public sealed record UnknownPerson : Refusal { public override string Code => "unknown_person"; }

    public sealed record WrongWorkspace : Refusal { public override string Code => "wrong_workspace"; }

    public sealed record Inactive : Refusal { public override string Code => "inactive"; }

    public sealed record NoSuchRequest(ChangeId Change) : Refusal { public override string Code => "no_such_request"; }

    public sealed record AuthorCannotDecide(ImmutableArray<PersonId> Asked) : Refusal { public override string Code => "author_cannot_decide"; }

    public sealed record CoAuthorCannotDecide(ImmutableArray<PersonId> Asked) : Refusal { public override string Code => "co_author_cannot_decide"; }

    /// <summary>An AI agent's account never decides.</summary>
    public sealed record AgentCannotDecide(ImmutableArray<PersonId> Asked) : Refusal { public override string Code => "agent_cannot_decide"; }

    public sealed record NotAsked(ImmutableArray<PersonId> Asked) : Refusal
    {
        /// <summary>The rule that says who is asked.</summary>
        public PolicyLine? By { get; init; }

        public override string Code => "not_asked";
    }

    /// <summary>The approvals have to come from different teams, and somebody of the same team, or of none, is on another seat.</summary>
    /// <param name="Other">Who is; null when the person themselves has no team.</param>
    public sealed record SameTeam(PersonId? Other, PolicyLine? By) : Refusal { public override string Code => "same_team"; }

    /// <summary>The person's seat has its vote, their own or that of somebody else asked for it; the round goes on with the others.</summary>
    public sealed record SeatFilled(PersonId By, Instant At, ImmutableArray<PersonId> Asked) : Refusal { public override string Code => "seat_filled"; }

    public sealed record TooJunior(Level Needed, ImmutableArray<PersonId> Asked) : Refusal
    {
        /// <summary>The rule that asks for the level.</summary>
        public PolicyLine? By { get; init; }

        /// <summary>Where the file gives the person's own level.</summary>
        public PolicyLine? Roster { get; init; }

        public override string Code => "too_junior";
    }

    public sealed record NotForThisService(ServiceId Service, ImmutableArray<PersonId> Asked) : Refusal
    {
        /// <summary>Where the file says what the person covers.</summary>
        public PolicyLine? By { get; init; }

        public override string Code => "not_for_this_service";
    }

    public sealed record StaleRound(int Pressed, int Current) : Refusal { public override string Code => "stale_round"; }

    /// <summary>The author's form for an update was opened before another update.</summary>
    public sealed record StaleForm(int Opened, int Current) : Refusal { public override string Code => "stale_form"; }

    /// <summary>The pressed card is of a request that the record does not hold: another one has its number, or none has.</summary>
    public sealed record OtherRequest(ChangeId Change) : Refusal { public override string Code => "other_request"; }

    public sealed record AlreadySettled(Outcome Outcome, PersonId By, Instant At) : Refusal { public override string Code => "already_settled"; }

    public sealed record AuthorsTurn(PersonId Author, PersonId By, Instant At) : Refusal { public override string Code => "authors_turn"; }

    public sealed record ClaimedBySomebody(PersonId By, Instant Until) : Refusal { public override string Code => "claimed_by_somebody"; }

    public sealed record NotTheAuthor(PersonId Author) : Refusal { public override string Code => "not_the_author"; }

    public sealed record MayNotReassign : Refusal { public override string Code => "may_not_reassign"; }

    public sealed record CannotBeAsked(PersonId Person, string Why) : Refusal { public override string Code => "cannot_be_asked"; }

    /// <summary>A new policy file came into force while the form was sent, and asks for something that the form lacks.</summary>
    public sealed record PolicyMoved : Refusal { public override string Code => "policy_moved"; }

    public sealed record NotAnOperator : Refusal { public override string Code => "not_an_operator"; }

    public sealed record NothingToConfirm : Refusal { public override string Code => "nothing_to_confirm"; }

    /// <param name="Waiting">The beginning of the digest of the file that does wait.</param>
    public sealed record OtherPolicy(string Waiting) : Refusal { public override string Code => "other_policy"; }

    /// <summary>Nobody confirms a file by which they gain rights.</summary>
    public sealed record GainsByIt : Refusal { public override string Code => "gains_by_it"; }

    /// <summary>Who says who is on in a rotation has to lead one of its services, or to be an operator.</summary>
    public sealed record NotALead : Refusal { public override string Code => "not_a_lead"; }

    public sealed record CannotBeOn(PersonId Person, string Why) : Refusal { public override string Code => "cannot_be_on"; }

    /// <summary>The pressed message is of an offer to swap that the record does not hold.</summary>
    public sealed record NoSuchOffer : Refusal { public override string Code => "no_such_offer"; }

    public sealed record NotYourOffer(PersonId Asked) : Refusal { public override string Code => "not_your_offer"; }

    public sealed record OfferIsOver(SwapOutcome Outcome, PersonId Asker, Instant At) : Refusal { public override string Code => "offer_is_over"; }

    public sealed record ReasonMissing : Refusal { public override string Code => "reason_missing"; }

    public sealed record ReasonTooLong(int Length, int Max) : Refusal { public override string Code => "reason_too_long"; }

    /// <summary>The router's choice no longer fits: somebody else filled the seat or the person's places meanwhile.</summary>
    public sealed record SeatTaken : Refusal { public override string Code => "seat_taken"; }

    /// <summary>An offer that lapsed, was declined, or never was this person's.</summary>
    public sealed record OfferOver : Refusal { public override string Code => "offer_over"; }

    /// <summary>They are asked for it, or on it, already.</summary>
    public sealed record YoursAlready : Refusal { public override string Code => "yours_already"; }

    public sealed record AtLimit(int Limit) : Refusal { public override string Code => "at_limit"; }

    /// <param name="Left">For how long they still may.</param>
    public sealed record SnoozedEnough(Duration Left, Duration Most) : Refusal { public override string Code => "snoozed_enough"; }

    /// <summary>Nothing runs that could be ended.</summary>
    public sealed record NotPutOff : Refusal { public override string Code => "not_put_off"; }

    /// <summary>Whoever is on it is not reminded, so there is nothing to put off.</summary>
    public sealed record OnItYourself(Instant Until) : Refusal { public override string Code => "on_it_yourself"; }

    public sealed record NothingToDo : Refusal { public override string Code => "nothing_to_do"; }

    /// <summary>The record is damaged: nothing is granted until an operator has looked.</summary>
    public sealed record RecordBroken : Refusal { public override string Code => "record_broken"; }
}
