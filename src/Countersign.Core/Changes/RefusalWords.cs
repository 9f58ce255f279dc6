using System.Collections.Immutable;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Words;

namespace Countersign.Core.Changes;

/// <summary>The one place that turns a refusal into words: what is so, and what to do next.</summary>
public static class RefusalWords
{
    public static Sentence Of(Refusal refusal, PolicyBook policy) => refusal switch
    {
        Refusal.UnknownPerson => Sentence.Text(
            "I don't know you yet: your account is not on the roster in the policy file. Ask an operator to add you."),
        Refusal.WrongWorkspace => Sentence.Text(
            "You are a member of another workspace or organisation, and I work for this one only, so nothing was done. Ask somebody of this one to do it."),
        Refusal.Inactive => Sentence.Text(
            "The roster marks you as not active, so nothing was changed. If that is wrong, ask an operator."),
        Refusal.NoSuchRequest r => Sentence.Of($"There is no {r.Change}. {new Typed("/signoff mine")} lists your requests, {new Typed("/signoff list")} what waits for you."),
        Refusal.AuthorCannotDecide r => Sentence.Of($"This is your own change, so somebody else has to decide. {Ask(r.Asked)}"),
        Refusal.CoAuthorCannotDecide r => Sentence.Of($"You are a co-author of this change, so somebody else has to decide. {Ask(r.Asked)}"),
        Refusal.AgentCannotDecide r => Sentence.Of($"The roster marks this account as an agent, and only people decide. {Ask(r.Asked)}"),
        Refusal.NotAsked r => Sentence.Of($"You are not asked on this request{By(r.By)}, so nothing was changed. {Ask(r.Asked)}"),
        Refusal.SameTeam { Other: null } r => Sentence.Of(
            $"The approvals have to come from different teams{By(r.By)}, and the roster gives you none. Nothing was changed; “Not me” under More (⋯) hands it on, and an operator can add your team."),
        Refusal.SameTeam { Other: { } other } r => Sentence.Of(
            $"The approvals have to come from different teams{By(r.By)}, and {other} is on another seat of this request: you are of one team, or one of you of none. Nothing was changed; “Not me” under More (⋯) hands it on."),
        Refusal.SeatFilled r => Sentence.Of($"{r.By} has approved already, at {r.At}. {Ask(r.Asked)}"),
        Refusal.TooJunior r => Sentence.Of(
            $"By the roster{By(r.Roster)} you are not {LevelWords.Qualified(r.Needed)}, which this needs{By(r.By)}, so nothing was changed. {Ask(r.Asked)}"),
        Refusal.NotForThisService r => Sentence.Of(
            $"The roster{By(r.By)} does not list you for {policy.NameOf(r.Service)}, so nothing was changed. {Ask(r.Asked)}"),
        Refusal.StaleRound r => Sentence.Of(
            $"That card is from round {r.Pressed}; the author has updated the request since, and it is in round {r.Current} now. Please look at the newest card."),
        Refusal.StaleForm r => Sentence.Of(
            $"You have updated the request since you opened this form: it was round {r.Opened} then, and is round {r.Current} now. Close it and type {new Typed("/signoff update")} again for a fresh one."),
        Refusal.OtherRequest r => Sentence.Of(
            $"This card is older than my record: the {r.Change} that it shows is not in it any more, so nothing was changed. If it is still needed, its author asks anew with {new Typed("/signoff")}."),
        Refusal.AlreadySettled { Outcome: Outcome.Expired } r => Sentence.Of($"It expired {r.At}: changes were asked for and not made in time. {new Typed("/signoff")} asks anew."),
        Refusal.AlreadySettled { Outcome: Outcome.Withdrawn } r => Sentence.Of($"Already withdrawn by {r.By}, {r.At}. {new Typed("/signoff")} asks anew."),
        Refusal.AlreadySettled { Outcome: Outcome.Denied } r => Sentence.Of(
            $"Already denied by {r.By}, {r.At}. Once it is put right, its author asks anew with {new Typed("/signoff")}."),
        Refusal.AlreadySettled { Outcome: Outcome.Recorded } r => Sentence.Of(
            $"Already recorded, {r.At}: the policy asks nobody for it, so there is nothing to decide."),
        Refusal.AlreadySettled r => Sentence.Of($"Already {r.Outcome.ToString().ToLowerInvariant()} by {r.By}, {r.At}."),
        Refusal.AuthorsTurn r => Sentence.Of(
            $"{r.By} asked for changes {r.At}, so it is {r.Author}'s turn. A new card comes with the update."),
        Refusal.ClaimedBySomebody r => Sentence.Of($"{r.By} is already on it, until {r.Until}. You can leave it to them."),
        Refusal.NotTheAuthor r => Sentence.Of($"Only the author, {r.Author}, can do that, so nothing was changed."),
        Refusal.MayNotReassign => Sentence.Of(
            $"Only a lead of the service or of the person asked, or an operator, can move a review. If you are asked yourself, choose “Not me” under More (⋯) on your card."),
        Refusal.CannotBeAsked r => Sentence.Of($"I can't ask {r.Person}, who {r.Why}. Choose somebody else."),
        Refusal.PolicyMoved => Sentence.Text("The policy file changed while you sent this, and asks for more now. Nothing was changed; please send it again, and the form says what is missing."),
        Refusal.NotAnOperator => Sentence.Text("Only an operator, by the policy in force, can confirm a policy file. Nothing was changed."),
        Refusal.NothingToConfirm => Sentence.Text("Nothing waits to be confirmed: all of the policy file is in force."),
        Refusal.OtherPolicy r => Sentence.Of(
            $"That is not the policy file that waits; it may have changed since. {new Typed("/signoff policy")} lists what waits now, and {new Typed($"/signoff policy confirm {r.Waiting}")} confirms it. Nothing was changed."),
        Refusal.GainsByIt => Sentence.Text("This policy file gives you yourself more rights, so two other operators have to confirm it. Nothing was changed."),
        Refusal.NotALead => Sentence.Of(
            $"Only a lead of the rotation's services, or an operator, can do that, so nothing was changed. For a turn of your own, ask somebody: {new Typed("/signoff rota swap @somebody friday")}."),
        Refusal.CannotBeOn r => Sentence.Of($"I can't put {r.Person} on, who {r.Why}, so nothing was changed."),
        Refusal.NoSuchOffer => Sentence.Of($"I don't know this offer any more, so nothing was changed. {new Typed("/signoff rota")} shows who is on."),
        Refusal.NotYourOffer r => Sentence.Of($"This offer was made to {r.Asked}, so only {r.Asked} can answer it. Nothing was changed."),
        Refusal.OfferIsOver r => SwapWords.IsOver(r),
        Refusal.ReasonMissing => Sentence.Text("Please give a reason: the author needs to know what to do next."),
        Refusal.ReasonTooLong r => Sentence.Of($"The reason has {r.Length} characters; {r.Max} fit. Please shorten it."),
        Refusal.SeatTaken => Sentence.Text("Somebody else was asked meanwhile, so nothing was changed."),
        Refusal.OfferOver => Sentence.Of($"This offer is over, so nothing was changed. {new Typed("/signoff next")} shows what waits for you."),
        Refusal.YoursAlready => Sentence.Text("You have it already: its card is in your messages with me."),
        Refusal.AtLimit r => Sentence.Of(
            $"You hold as many reviews as your limit of {r.Limit} allows, so nothing was changed. {new Typed("/signoff limit")} with a higher number makes room."),
        Refusal.SnoozedEnough { Left: var left } when left >= Snoozes.Shortest => Sentence.Of(
            $"You can put this off for {Times.AtLeast(left)} more. Choose a shorter time, or “Not me” if it can't be you."),
        Refusal.SnoozedEnough { Most: var most } when most < Snoozes.Shortest => Sentence.Text(
            "A review of this tier is due too soon to be put off. If it can't be you, choose “Not me”: somebody else is asked at once."),
        Refusal.SnoozedEnough r => Sentence.Of(
            $"A review of this tier can be put off for {Times.AtLeast(r.Most)} in all, and that is used up. If it can't be you, choose “Not me”: somebody else is asked at once."),
        Refusal.NotPutOff => Sentence.Text("You have not put it off, so nothing was changed."),
        Refusal.OnItYourself r => Sentence.Of($"You are on it until {r.Until}, and I don't remind you of it, so nothing was changed."),
        Refusal.NothingToDo => Sentence.Text("There is nothing left to do here, so nothing was changed."),
        Refusal.RecordBroken => Sentence.Text(
            "The record failed its check, so I grant nothing until an operator has looked at it. Your press changed nothing. Operators: run “ledger verify”."),
        _ => throw new InvalidOperationException($"No words for {refusal.GetType().Name}."),
    };

    // Which rule says so: " (policy.yaml line 12)".
    private static string By(PolicyLine? line) => line is null ? "" : $" ({line.Words})";

    private static Sentence Ask(ImmutableArray<PersonId> asked) => asked switch
    {
        [] => Sentence.Text("Nobody is asked at the moment; I ask somebody as soon as I can."),
        [var one] => Sentence.Of($"{one} is asked."),
        [.. var first, var last] => Sentence.Join(", ", first.Select(p => Sentence.Of($"{p}"))) + Sentence.Of($" and {last} are asked."),
    };
}
