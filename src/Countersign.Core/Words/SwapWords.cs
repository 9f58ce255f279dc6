using Countersign.Core.Changes;
using Countersign.Core.Desk;
using NodaTime;

namespace Countersign.Core.Words;

/// <summary>The words of offers to swap, the same on every platform.</summary>
public static class SwapWords
{
    public const string Take = "Take it";
    public const string Refuse = "No thanks";

    /// <summary>What the message of an offer says, and small below it.</summary>
    public static (Sentence Said, Sentence Small) Of(SwapOffer offer) => offer.End is { } end
        ? (Ended(offer, end), Sentence.Empty)
        : (Sentence.Of($"{offer.Asker} asks you to take {Time(offer)}."), Sentence.Of($"Nobody is moved before you take it. The offer lapses {offer.Lapses}."));

    public static string LabelOf(string button, SwapOffer offer) => $"{button}: {offer.Rotation}";

    /// <summary>To whoever asked: that it is on its way.</summary>
    public static Sentence Asked(SwapOffer offer) => Sentence.Of(
        $"I asked {offer.Asked} to take {Time(offer)}. Nobody is moved before {offer.Asked} says yes; the offer lapses {offer.Lapses}, and {new Typed("/signoff rota swap cancel")} withdraws it.");

    /// <summary>To whoever asked, once it is over; empty when they ended it themselves.</summary>
    public static Sentence ToAsker(SwapOffer offer) => offer.End switch
    {
        { Outcome: SwapOutcome.Taken } => Sentence.Of($"{offer.Asked} takes {Time(offer)}. {new Typed("/signoff rota")} shows it."),
        { Outcome: SwapOutcome.Refused } => Sentence.Of(
            $"{offer.Asked} can't take {Time(offer)}, so it stays as it is. You can ask somebody else: {new Typed("/signoff rota swap @somebody friday")}."),
        { Outcome: SwapOutcome.Lapsed } => Sentence.Of($"{offer.Asked} did not answer in time, so {Time(offer)} stays as it is."),
        { Outcome: SwapOutcome.Moot } => Sentence.Of($"{offer.Asked} wanted to take {Time(offer)}, but you are not on then any more. Nobody was moved."),
        _ => Sentence.Empty,
    };

    public static Sentence Withdrawn(IReadOnlyList<SwapOffer> offers) => Sentence.Join(
        " ", offers.Select(o => Sentence.Of($"Your offer to {o.Asked} of {Time(o)} is withdrawn.")));

    /// <summary>One line for each, in the list of what is open.</summary>
    public static Sentence Open(SwapOffer offer) =>
        Sentence.Of($"Offered: {offer.Asker} asked {offer.Asked} to take {Time(offer)}. It lapses {offer.Lapses}.");

    internal static Sentence IsOver(Refusal.OfferIsOver over) => over.Outcome switch
    {
        SwapOutcome.Taken => Sentence.Of($"You took it already, {over.At}."),
        SwapOutcome.Refused => Sentence.Of($"You said no to it already, {over.At}. {over.Asker} can ask you again."),
        SwapOutcome.Withdrawn => Sentence.Of($"{over.Asker} withdrew this offer, {over.At}. Nothing was changed."),
        SwapOutcome.Moot => Sentence.Of($"{over.Asker} is not on then any more, so there is nothing to take. Nothing was changed."),
        _ => Sentence.Of($"This offer lapsed, {over.At}, and nothing was changed. {over.Asker} can ask you again."),
    };

    private static Sentence Ended(SwapOffer offer, SwapEnd end) => end.Outcome switch
    {
        SwapOutcome.Taken => Sentence.Of($"You have {Time(offer)}, for {offer.Asker}. Thank you."),
        SwapOutcome.Refused => Sentence.Of($"You said no to {Time(offer)}. {offer.Asker} knows."),
        SwapOutcome.Withdrawn => Sentence.Of($"{offer.Asker} withdrew the offer of {Time(offer)}. There is nothing to do."),
        SwapOutcome.Moot => Sentence.Of($"{offer.Asker} offered you {Time(offer)}, but is not on then any more. Nobody was moved."),
        _ => Sentence.Of($"{offer.Asker} offered you {Time(offer)}. It was not answered in time, so nobody was moved."),
    };

    // What was taken while it ran began with the answer.
    private static Sentence Time(SwapOffer offer) => RotaWords.Time(
        offer.Rotation, offer.End is { Outcome: SwapOutcome.Taken, At: var at } ? Instant.Max(offer.From, at) : offer.From, offer.Until);
}
