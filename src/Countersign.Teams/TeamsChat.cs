using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Teams.Cards;
using Countersign.Teams.Inbound;
using Countersign.Teams.Wire.AdaptiveCards;
using Countersign.Teams.Wire.Connector;

namespace Countersign.Teams;

/// <summary>Teams, outbound: draws each message natively and makes one attempt. Trying again is the outbox pump's.</summary>
public sealed class TeamsChat(ConnectorApi api, TeamsSettings settings, Reaching reaching, Addresses addresses, PolicyInForce policy) : IChat
{
    public Platform Platform => Platform.Teams;

    public async Task<DeliveryResult> Deliver(Lane to, Message message, CancellationToken cancel)
    {
        var book = policy.Book;
        var draw = new Draw(book, to.Kind == LaneKind.Person, message.ZoneOf(to, book));
        return message switch
        {
            Message.Card card => await Card(to, card, draw, cancel),
            Message.Note note => await Say(to, Notes.ToAuthor(note.Change, note.About, draw), cancel),
            Message.NobodyToAsk nobody => await Say(to, Notes.NobodyToAsk(nobody.Change, draw), cancel),
            Message.Swap swap => await Swap(to, swap, draw, cancel),
            Message.Duty news => await Say(to, SwapCard.Duty(news.Words, draw), cancel),
            Message.Reminder reminder => await Say(to, Notes.Reminder(reminder.Change, reminder.Person, draw), cancel),
            Message.Ping ping => await Ping(to, ping, draw, cancel),
            Message.Offered offered => await Offered(to, offered, draw, cancel),
            Message.Digest digest => await Say(to, DigestCard.Of(digest.Week, draw), cancel),
            Message.ForLead news => await Say(to, Notes.ForLead(news.Words, draw), cancel),
            Message.ForOperators news => await Say(to, Notes.ForOperators(news.Words, draw), cancel),
            _ => throw new InvalidOperationException($"No drawing for {message.GetType().Name}."),
        };
    }

    private async Task<DeliveryResult> Card(Lane to, Message.Card card, Draw draw, CancellationToken cancel)
    {
        var readers = card.Audience is CardAudience.Team ? await addresses.Readers(card.Change, draw.Policy, cancel) : [];
        var drawn = RequestCard.For(card.Change, card.Audience, draw, readers);
        // Forgotten once it says where to look: from then on the new copy is the one that is kept up to date.
        var anew = card.Anew && card.IsWanted;
        var edited = Conversing.Outgoing(anew ? RequestCard.Moved(card.Change, draw) : drawn);
        var gone = ImmutableArray.CreateBuilder<PostedCard>();
        if (await Edit(to, card.Copies, edited, anew, gone, cancel) is { } trouble)
            return trouble;
        return card.OnlyEdits || HasCopy(to, card.Copies, gone) || !card.IsWanted
            ? new DeliveryResult.Done(null, gone.DrainToImmutable())
            : await First(to, card.Change.Id, card.Audience, drawn, gone, cancel);
    }

    private async Task<DeliveryResult> Offered(Lane to, Message.Offered offered, Draw draw, CancellationToken cancel)
    {
        var drawn = Notes.Offered(offered.Change, offered.Offer, draw);
        var gone = ImmutableArray.CreateBuilder<PostedCard>();
        if (await Edit(to, offered.Copies, Conversing.Outgoing(drawn), anew: false, gone, cancel) is { } trouble)
            return trouble;
        return HasCopy(to, offered.Copies, gone) || !offered.Offer.IsOpen
            ? new DeliveryResult.Done(null, gone.DrainToImmutable())
            : await First(to, offered.Change.Id, offered.Audience, drawn, gone, cancel);
    }

    /// <param name="anew">A copy that was edited says where the new one is, and is kept up to date no more.</param>
    /// <param name="gone">Gets the copies that are to be forgotten.</param>
    /// <returns>What kept it from being done; null when it was.</returns>
    private async Task<DeliveryResult?> Edit(
        Lane to, ImmutableArray<PostedCard> copies, OutgoingActivity edited, bool anew, ImmutableArray<PostedCard>.Builder gone, CancellationToken cancel)
    {
        var service = copies.IsEmpty ? null : new Uri(await reaching.ServiceOf(to, cancel));
        foreach (var copy in copies)
            switch (await api.Update(service!, copy.Place.ChannelId, copy.MessageId, edited, cancel))
            {
                case ConnectorResult<PostedActivity>.Done when anew:
                case ConnectorResult<PostedActivity>.Failed { Failure: ConnectorFailure.Rejected { Kind: RejectionKind.Gone } }:
                    gone.Add(copy);
                    break;
                case ConnectorResult<PostedActivity>.Failed { Failure: var failure }:
                    return Outcome(failure, to);
            }

        return null;
    }

    private async Task<DeliveryResult> First(
        Lane to, ChangeId change, CardAudience audience, TeamsMessage drawn, ImmutableArray<PostedCard>.Builder gone, CancellationToken cancel) =>
        await reaching.Post(to, Conversing.Outgoing(drawn), cancel) switch
        {
            ConnectorResult<PostedActivity>.Done { Value: var posted } => new DeliveryResult.Done(
                new PostedCard(change, audience, settings.Place(posted.ConversationId), posted.ActivityId), gone.DrainToImmutable()),
            ConnectorResult<PostedActivity>.Failed { Failure: var failure } => Outcome(failure, to),
            _ => DeliveryResult.Done.Nothing,
        };

    // One that is over before it was ever said is not said any more; a copy that is gone needs no edit.
    private async Task<DeliveryResult> Swap(Lane to, Message.Swap swap, Draw draw, CancellationToken cancel)
    {
        var drawn = Conversing.Outgoing(SwapCard.Of(swap.Offer, draw));
        var service = swap.Copies.IsEmpty ? null : new Uri(await reaching.ServiceOf(to, cancel));
        foreach (var copy in swap.Copies)
            if (await api.Update(service!, copy.Place.ChannelId, copy.MessageId, drawn, cancel)
                is ConnectorResult<PostedActivity>.Failed { Failure: not ConnectorFailure.Rejected { Kind: RejectionKind.Gone } and var failure })
                return Outcome(failure, to);
        if (swap.Offer.End is not null || !swap.Copies.IsEmpty)
            return DeliveryResult.Done.Nothing;
        return await reaching.Post(to, drawn, cancel) switch
        {
            ConnectorResult<PostedActivity>.Done { Value: var posted } => DeliveryResult.Done.Nothing with
            {
                Offer = new PostedOffer(swap.Offer.Id, settings.Place(posted.ConversationId), posted.ActivityId),
            },
            ConnectorResult<PostedActivity>.Failed { Failure: var failure } => Outcome(failure, to),
            _ => DeliveryResult.Done.Nothing,
        };
    }

    // An update may name another service: its channel then gets a card of its own, and the old one stays up to date too.
    private static bool HasCopy(Lane to, ImmutableArray<PostedCard> copies, ImmutableArray<PostedCard>.Builder gone) => copies.Any(copy =>
        !gone.Contains(copy) && (to.Kind == LaneKind.Person || Wire.Inbound.ActivityConversation.WithoutThread(copy.Place.ChannelId) == to.Id));

    private async Task<DeliveryResult> Say(Lane to, TeamsMessage message, CancellationToken cancel) =>
        await reaching.Post(to, Conversing.Outgoing(message), cancel) is ConnectorResult<PostedActivity>.Failed { Failure: var failure }
            ? Outcome(failure, to)
            : DeliveryResult.Done.Nothing;

    // Naming one person goes into the thread of the team's card, down the channel's lane; where that can't be, they hear it themselves.
    private async Task<DeliveryResult> Ping(Lane to, Message.Ping ping, Draw draw, CancellationToken cancel)
    {
        if (to.Kind == LaneKind.Person || ping.Person is not { } person)
            return await Say(to, Notes.Ping(ping.Change, ping.Person, draw), cancel);
        if (ping.Copies.FirstOrDefault(c => Wire.Inbound.ActivityConversation.WithoutThread(c.Place.ChannelId) == to.Id) is not { Place.ChannelId: var thread }
            || draw.Policy.Roster.Find(person)?.On(Platform.Teams) is not { } identity
            || await addresses.Of(identity, cancel) is not { UserId: { } user })
            return DeliveryResult.NotHere.Instance;
        var service = new Uri(await reaching.ServiceOf(to, cancel));
        // A mention of somebody who is not there tells nobody.
        if (await api.Member(service, to.Id, user, cancel) is ConnectorResult<Member>.Failed { Failure: var missing })
            return missing is ConnectorFailure.Rejected { Kind: not RejectionKind.Credentials } ? DeliveryResult.NotHere.Instance : Outcome(missing, to);
        return await api.Send(service, thread, Conversing.Outgoing(Notes.Mentioning(ping.Change, person, user, draw)), cancel) switch
        {
            ConnectorResult<PostedActivity>.Failed { Failure: ConnectorFailure.Rejected { Kind: not RejectionKind.Credentials } } => DeliveryResult.NotHere.Instance,
            ConnectorResult<PostedActivity>.Failed { Failure: var failure } => Outcome(failure, to),
            _ => DeliveryResult.Done.Nothing,
        };
    }

    private static DeliveryResult Outcome(ConnectorFailure failure, Lane to) => failure switch
    {
        ConnectorFailure.Throttled { RetryAfter: var after } => new DeliveryResult.Wait(after),
        ConnectorFailure.Ambiguous { Why: var why, Silent: var silent } => new DeliveryResult.Trouble(why) { Silent = silent },
        ConnectorFailure.Unavailable { Why: var why } => new DeliveryResult.Trouble(why),
        ConnectorFailure.Rejected { Kind: RejectionKind.Credentials, Code: var code } => new DeliveryResult.NotAllowed(code),
        ConnectorFailure.Rejected { Kind: RejectionKind.Recipient or RejectionKind.Gone, Code: var code } =>
            new DeliveryResult.Rejected(code, Unreachable: to.Kind == LaneKind.Person),
        ConnectorFailure.Rejected { Code: var code } => new DeliveryResult.Rejected(code, Unreachable: false),
        _ => throw new InvalidOperationException($"No rule for {failure.GetType().Name}."),
    };
}
