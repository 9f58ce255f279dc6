using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Ports;

namespace Countersign.Core.Desk;

/// <summary>Carries a command out inside one transaction: decide, write the events, tell whom it concerns, set what comes due.</summary>
internal static class Docket
{
    public static (Ruling Ruling, ChangeRequest? After) CarryOut(
        IWork work, ChangeId id, ChangeRequest? before, Command command, LedgerContext context)
    {
        if (!work.RecordIsSound && command.By is not Actor.Bot)
            return (new Refusal.RecordBroken(), before);
        var ruling = ReviewDesk.Decide(before, command, context.Now);
        switch (ruling)
        {
            case Ruling.Refused { Refusal: var refusal }:
                if (command.By is not Actor.Bot)
                    work.Refused(command.By, id, command.Name, refusal, context);
                return (ruling, before);
            case Ruling.Accepted { Events: var events }:
                var after = events.Aggregate(before, (state, happened) => ChangeHistory.Apply(id, state, happened))!;
                work.Append(before, after, events, context);
                foreach (var outgoing in Notices.After(after, events, context.Policy, work.Contact))
                    work.Send(outgoing, context.Now);
                Deadlines.After(work, before, after, events, context);
                Offering.After(work, after, events, context);
                return (ruling, after);
            default:
                throw new InvalidOperationException($"No rule for {ruling.GetType().Name}.");
        }
    }

    /// <summary>The same, put into words for whoever gave the command.</summary>
    public static Answer Answer(
        IWork work, ChangeId id, ChangeRequest? before, Command command, LedgerContext context,
        Func<ChangeRequest, Words.Sentence>? says = null)
    {
        var (ruling, after) = CarryOut(work, id, before, command, context);
        return ruling is Ruling.Refused { Refusal: var refusal }
            ? new Answer(false, RefusalWords.Of(refusal, context.Policy), id, ShowsTheOutdated(refusal, before, command.By))
            : new Answer(true, says?.Invoke(after!) ?? Words.Sentence.Empty, id);
    }

    /// <summary>Refuses somebody who may not command anything: once for each receipt, and in the ledger.</summary>
    public static Answer Refuse(
        IWork work, ReceiptKey receipt, ChangeId? change, string command, Refusal refusal, LedgerContext context)
    {
        if (work.FindReceipt(receipt) is { } earlier)
            return earlier;
        work.Refused(context.By, change, command, refusal, context);
        var answer = new Answer(false, RefusalWords.Of(refusal, context.Policy), change);
        work.Keep(receipt, answer, context.Now);
        return answer;
    }

    // Somebody who was never asked presses a card that is up to date; somebody who was has a card that may not be.
    private static bool ShowsTheOutdated(Refusal refusal, ChangeRequest? change, Actor by) => refusal switch
    {
        Refusal.AlreadySettled or Refusal.StaleRound or Refusal.AuthorsTurn or Refusal.SeatFilled or Refusal.ClaimedBySomebody => true,
        Refusal.NotAsked or Refusal.TooJunior or Refusal.NotForThisService =>
            by is Actor.Member { Person.Id: var person } && change?.Round.StoodDown.ContainsKey(person) == true,
        _ => false,
    };
}
