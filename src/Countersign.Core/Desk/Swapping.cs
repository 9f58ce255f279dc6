using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Routing;
using Countersign.Core.Sla;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>The use cases by which somebody asks somebody else to take a time of theirs. Nobody is moved before the other says yes.</summary>
public sealed class Swapping(IStore store, PolicyInForce policy)
{
    /// <param name="words">What follows <c>rota swap</c>.</param>
    public Task<Answer> Ask(Typing typing, Actor by, string words, Instant now, CancellationToken cancel = default) =>
        RotaDesk.Once(store, policy, typing.Receipt, by, "rota_swap", now, desk => Ask(desk, typing, words), cancel);

    /// <summary>Withdraws everything that this person has offered and that is not answered.</summary>
    public Task<Answer> Withdraw(ReceiptKey receipt, Actor by, Instant now, CancellationToken cancel = default) =>
        RotaDesk.Once(store, policy, receipt, by, "rota_swap_cancel", now, Withdraw, cancel);

    /// <param name="takes">False says no thanks.</param>
    /// <param name="pressed">Where the button was pressed.</param>
    public Task<Answer> Reply(ReceiptKey receipt, Actor by, SwapId offer, bool takes, PostedOffer? pressed, Instant now, CancellationToken cancel = default) =>
        RotaDesk.Once(store, policy, receipt, by, takes ? "rota_take" : "rota_refuse", now, desk => Reply(desk, offer, takes, pressed), cancel);

    /// <summary>The offer's deadline came: judged again from the state, so that an answered one stays as it is.</summary>
    public Task Lapse(SwapId id, Instant now, CancellationToken cancel = default) => store.Write(
        work =>
        {
            if (work.Rota.Find(id) is { End: null } offer && offer.Lapses > now)
            {
                work.Schedule(new Deadline(DeadlineKind.SwapLapses, new DeadlineSubject.OfSwap(id), offer.Lapses));
                return false;
            }

            if (work.Rota.Find(id) is { End: null } over)
                End(work, policy.Book, over, SwapOutcome.Lapsed, now);
            work.Complete(DeadlineKind.SwapLapses, new DeadlineSubject.OfSwap(id), now);
            return true;
        },
        cancel);

    private static Answer Ask(RotaDesk desk, Typing typing, string words)
    {
        var ask = RotaAsk.Read(words, typing.Mentioned, desk.Policy);
        var (whom, hint) = ask.Whom("swap");
        if (whom is null)
            return new Answer(false, hint!);
        if (whom.Id == desk.Me)
            return new Answer(false, Sentence.Of($"That is you. Name who is to take it: {new Typed("/signoff rota swap @somebody friday")}."));
        var (time, other) = Mine(desk, ask);
        if (time is null)
            return new Answer(false, other!);
        if (desk.WhyNot(time.Rotation, whom) is { } why)
            return new Answer(false, why);
        if (desk.Work.Rota.OpenBy(desk.Me).FirstOrDefault(o => o.Rotation == time.Rotation.Id && o.Touches(time.From, time.Until)) is { } open)
            return new Answer(false, Sentence.Of($"You asked {open.Asked} already, who has not answered. {new Typed("/signoff rota swap cancel")} withdraws that."));
        return Answer.Says(SwapWords.Asked(Offer(desk, typing.Receipt, time, whom.Id)));
    }

    private static SwapOffer Offer(RotaDesk desk, ReceiptKey receipt, RotaTime time, PersonId whom)
    {
        var offer = new SwapOffer(
            SwapId.Of(receipt, desk.Now), time.Rotation.Id, desk.Me, whom, time.From, time.Until, SwapOffer.LapseOf(time.From, time.Until, desk.Now), desk.Now);
        desk.Work.Rota.Keep(offer);
        desk.Work.Schedule(new Deadline(DeadlineKind.SwapLapses, new DeadlineSubject.OfSwap(offer.Id), offer.Lapses));
        desk.Send(whom, new Notice.Swap(offer.Id));
        return offer;
    }

    // The part of the time that is theirs, in the one rotation where they have some of it.
    private static (RotaTime? Time, Sentence? Hint) Mine(RotaDesk desk, RotaAsk ask)
    {
        ImmutableArray<Rotation> rotations = ask.Of is { } named ? [named] : desk.Policy.Rotations;
        var mine = new List<RotaTime>();
        Sentence? puzzled = null;
        foreach (var rota in rotations.Select(desk.RotaOf))
            switch (TurnWords.Parse(ask.When, rota, desk.Me, desk.Now))
            {
                case TurnWords.Understood time when rota.PartsOf(desk.Me, time.From, time.Until) is [var first, ..] parts:
                    mine.Add(new RotaTime(rota, first.Start, parts[^1].End));
                    break;
                case TurnWords.NotUnderstood { Hint: var hint }:
                    puzzled ??= hint;
                    break;
            }

        return RotaTime.Only(mine, "swap", () => puzzled ?? NoTurn(desk, rotations));
    }

    private static Sentence NoTurn(RotaDesk desk, ImmutableArray<Rotation> rotations)
    {
        var next = rotations.Select(desk.RotaOf)
            .SelectMany(r => r.From(desk.Now).Take(2 * r.Rotation.People.Length + 2).Where(s => s.Person == desk.Me).Take(1).Select(s => (r.Rotation.Id, Stretch: s)))
            .OrderBy(n => n.Stretch.From).FirstOrDefault();
        return next.Stretch is { } stretch
            ? Sentence.Of($"You have no turn then. Your next is {RotaWords.Time(next.Id, Instant.Max(stretch.From, desk.Now), stretch.Until)}.")
            : Sentence.Of($"You have no turn{(rotations.Length == 1 ? $" in {rotations[0].Id}" : "")}, so there is nothing to swap. {new Typed("/signoff rota")} shows who is on.");
    }

    private static Answer Withdraw(RotaDesk desk)
    {
        var open = desk.Work.Rota.OpenBy(desk.Me);
        foreach (var offer in open)
            End(desk.Work, desk.Policy, offer, SwapOutcome.Withdrawn, desk.Now);
        return open.IsEmpty
            ? new Answer(false, Sentence.Of($"You have offered nothing that is not answered. {new Typed("/signoff rota swap @somebody friday")} offers a turn."))
            : Answer.Says(SwapWords.Withdrawn(open));
    }

    private static Answer Reply(RotaDesk desk, SwapId id, bool takes, PostedOffer? pressed)
    {
        if (desk.Work.Rota.Find(id) is not { } offer)
            return desk.Refuse("rota_answer", new Refusal.NoSuchOffer());
        if (offer.Asked != desk.Me)
            return desk.Refuse("rota_answer", new Refusal.NotYourOffer(offer.Asked));
        if (pressed is not null)
            desk.Work.Rota.Posted(pressed);
        // The sweep may not have come by yet.
        if (offer.End is null && offer.Lapses <= desk.Now)
            offer = End(desk.Work, desk.Policy, offer, SwapOutcome.Lapsed, desk.Now);
        if (offer.End is { } over)
        {
            Redraw(desk.Work, desk.Policy, offer, desk.Now);
            return desk.Refuse("rota_answer", new Refusal.OfferIsOver(over.Outcome, offer.Asker, over.At)) with { Redraw = true };
        }

        if (!takes)
            End(desk.Work, desk.Policy, offer, SwapOutcome.Refused, desk.Now);
        return takes ? Take(desk, offer) : Answer.Says(Sentence.Empty);
    }

    private static Answer Take(RotaDesk desk, SwapOffer offer)
    {
        if (desk.Policy.Find(offer.Rotation) is { } rotation)
        {
            if (Rotations.WhyNot(desk.Policy, rotation, desk.Me) is { } why)
                return desk.Refuse("rota_take", new Refusal.CannotBeOn(desk.Me, why));
            var rota = desk.RotaOf(rotation);
            var (before, parts) = (rota.OnAt(desk.Now), rota.PartsOf(offer.Asker, Instant.Max(offer.From, desk.Now), offer.Until));
            // Only what is theirs still: a lead may have put somebody on for some of it.
            foreach (var part in parts)
                desk.PutOn(new RotaTime(rota, part.Start, part.End), desk.Me, offer.Asker, "rota_swapped", offer.Asker);
            if (!parts.IsEmpty)
            {
                HandingOver.Changed(desk, rotation, before);
                End(desk.Work, desk.Policy, offer, SwapOutcome.Taken, desk.Now);
                return Answer.Says(Sentence.Empty);
            }
        }

        var moot = End(desk.Work, desk.Policy, offer, SwapOutcome.Moot, desk.Now);
        return desk.Refuse("rota_take", new Refusal.OfferIsOver(SwapOutcome.Moot, offer.Asker, moot.End!.At)) with { Redraw = true };
    }

    // Once, whichever way it comes: from here on the offer has an end.
    private static SwapOffer End(IWork work, PolicyBook policy, SwapOffer offer, SwapOutcome outcome, Instant now)
    {
        var ended = offer with { End = new SwapEnd(outcome, now) };
        work.Rota.Keep(ended);
        work.Complete(DeadlineKind.SwapLapses, new DeadlineSubject.OfSwap(offer.Id), now);
        Redraw(work, policy, offer, now);
        if (SwapWords.ToAsker(ended) is { IsEmpty: false } words)
            Notices.Tell(work, policy, offer.Asker, new Notice.Duty(words), now);
        return ended;
    }

    // Wherever its message may stand: they may want to be asked on another platform since.
    private static void Redraw(IWork work, PolicyBook policy, SwapOffer offer, Instant now)
    {
        foreach (var identity in policy.Roster.Find(offer.Asked)?.Identities ?? [])
            work.Send(new Outgoing(Lane.Of(identity), new Notice.Swap(offer.Id)), now);
    }
}
