using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Digest;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using Countersign.Slack.Cards;
using Countersign.Slack.Inbound;
using Countersign.Slack.Wire;

namespace Countersign.Slack;

/// <summary>Slack, outbound: draws each message natively and makes one attempt. Trying again is the outbox pump's.</summary>
public sealed class SlackChat(SlackApi api, SlackSettings settings, PolicyInForce policy, Homes homes, IllustratedPost illustrated) : IChat
{
    public Platform Platform => Platform.Slack;

    public async Task<Readied> Ready(Message message, CancellationToken cancel)
    {
        if (message is not Message.Digest { Picture: { } picture } digest)
            return new Readied(message);
        var (file, wait) = await illustrated.Upload(FileOf(digest.Week, picture), cancel);
        return new Readied(digest with { Uploaded = file }, wait is { } pause ? new DeliveryResult.Wait(pause) : null);
    }

    public async Task<DeliveryResult> Deliver(Lane to, Message message, CancellationToken cancel)
    {
        var book = policy.Book;
        var draw = new Draw(book, message.ZoneOf(to, book));
        var result = message switch
        {
            Message.Card card => await Card(to, card, draw, cancel),
            Message.Note note => await Post(to, Notes.ToAuthor(note.Change, note.About, draw), cancel),
            Message.NobodyToAsk nobody => await Post(to, Notes.NobodyToAsk(nobody.Change, draw), cancel),
            Message.Swap swap => await Swap(to, swap, draw, cancel),
            Message.Duty news => await Post(to, SwapCard.Duty(news.Words, draw), cancel),
            Message.Reminder reminder => await Post(to, Notes.Reminder(reminder.Change, reminder.Person, draw), cancel),
            Message.Ping ping => await Ping(to, ping, draw, cancel),
            Message.Offered offered => await Offered(to, offered, draw, cancel),
            Message.Digest digest => await Digest(to, digest, draw, cancel),
            Message.ForLead news => await Post(to, Notes.ForLead(news.Words, draw), cancel),
            Message.ForOperators news => await Post(to, Notes.ForOperators(news.Words, draw), cancel),
            _ => throw new InvalidOperationException($"No drawing for {message.GetType().Name}."),
        };
        if (result is DeliveryResult.Done)
            RefreshHomes(to, message);
        return result;
    }

    // Whatever is told to a person is also in their lists; and whatever changes is in its author's.
    private void RefreshHomes(Lane to, Message message)
    {
        if (to.Person is { } person)
            homes.Changed(person);
        var author = message is Message.Card { Change.Author: var wrote } ? policy.Book.Roster.Find(wrote)?.On(Platform.Slack) : null;
        if (author is not null && author != to.Person)
            homes.Changed(author);
    }

    private async Task<DeliveryResult> Card(Lane to, Message.Card card, Draw draw, CancellationToken cancel)
    {
        var drawn = RequestCard.For(card.Change, card.Audience, draw);
        // Forgotten once it says where to look: from then on the new copy is the one that is kept up to date.
        var anew = card.Anew && card.IsWanted;
        var edited = anew ? RequestCard.Moved(card.Change, draw) : drawn;
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
        if (await Edit(to, offered.Copies, drawn, anew: false, gone, cancel) is { } trouble)
            return trouble;
        return HasCopy(to, offered.Copies, gone) || !offered.Offer.IsOpen
            ? new DeliveryResult.Done(null, gone.DrainToImmutable())
            : await First(to, offered.Change.Id, offered.Audience, drawn, gone, cancel);
    }

    /// <param name="anew">A copy that was edited says where the new one is, and is kept up to date no more.</param>
    /// <param name="gone">Gets the copies that are to be forgotten.</param>
    /// <returns>What kept it from being done; null when it was.</returns>
    private async Task<DeliveryResult?> Edit(
        Lane to, ImmutableArray<PostedCard> copies, SlackMessage edited, bool anew, ImmutableArray<PostedCard>.Builder gone, CancellationToken cancel)
    {
        foreach (var copy in copies)
            switch (await api.UpdateMessage(settings.Bot, copy.Place.ChannelId, copy.MessageId, edited, cancel))
            {
                case SlackResult<PostedMessage>.Done when anew:
                case SlackResult<PostedMessage>.Failed { Failure: SlackFailure.Rejected { Kind: RejectionKind.Gone } }:
                    gone.Add(copy);
                    break;
                case SlackResult<PostedMessage>.Failed { Failure: var failure }:
                    return Outcome(failure, to);
            }

        return null;
    }

    private async Task<DeliveryResult> First(
        Lane to, ChangeId change, CardAudience audience, SlackMessage drawn, ImmutableArray<PostedCard>.Builder gone, CancellationToken cancel) =>
        await api.PostMessage(settings.Bot, to.Id, drawn, ct: cancel) switch
        {
            SlackResult<PostedMessage>.Done { Value: var posted } => new DeliveryResult.Done(
                new PostedCard(change, audience, settings.Place(posted.Channel), posted.Ts), gone.DrainToImmutable()),
            SlackResult<PostedMessage>.Failed { Failure: var failure } => Outcome(failure, to),
            _ => DeliveryResult.Done.Nothing,
        };

    // One that is over before it was ever said is not said any more; a copy that is gone needs no edit.
    private async Task<DeliveryResult> Swap(Lane to, Message.Swap swap, Draw draw, CancellationToken cancel)
    {
        var drawn = SwapCard.Of(swap.Offer, draw);
        foreach (var copy in swap.Copies)
            if (await api.UpdateMessage(settings.Bot, copy.Place.ChannelId, copy.MessageId, drawn, cancel)
                is SlackResult<PostedMessage>.Failed { Failure: not SlackFailure.Rejected { Kind: RejectionKind.Gone } and var failure })
                return Outcome(failure, to);
        if (swap.Offer.End is not null || !swap.Copies.IsEmpty)
            return DeliveryResult.Done.Nothing;
        return await api.PostMessage(settings.Bot, to.Id, drawn, ct: cancel) switch
        {
            SlackResult<PostedMessage>.Done { Value: var posted } => DeliveryResult.Done.Nothing with
            {
                Offer = new PostedOffer(swap.Offer.Id, settings.Place(posted.Channel), posted.Ts),
            },
            SlackResult<PostedMessage>.Failed { Failure: var failure } => Outcome(failure, to),
            _ => DeliveryResult.Done.Nothing,
        };
    }

    // An update may name another service: its channel then gets a card of its own, and the old one stays up to date too.
    private static bool HasCopy(Lane to, ImmutableArray<PostedCard> copies, ImmutableArray<PostedCard>.Builder gone) =>
        copies.Any(copy => !gone.Contains(copy) && (to.Kind == LaneKind.Person || copy.Place.ChannelId == to.Id));

    private async Task<DeliveryResult> Post(Lane to, SlackMessage message, CancellationToken cancel) =>
        await api.PostMessage(settings.Bot, to.Id, message, ct: cancel) is SlackResult<PostedMessage>.Failed { Failure: var failure }
            ? Outcome(failure, to)
            : DeliveryResult.Done.Nothing;

    private async Task<DeliveryResult> Digest(Lane to, Message.Digest digest, Draw draw, CancellationToken cancel)
    {
        var words = DigestCard.Of(digest.Week, draw);
        if (digest is not { Picture: { } picture, Uploaded: { } file })
            return await Post(to, words, cancel);
        return await illustrated.Post(to.Id, words, FileOf(digest.Week, picture), file, cancel) is SlackResult<PostedMessage>.Failed { Failure: var failure }
            ? Outcome(failure, to)
            : DeliveryResult.Done.Nothing;
    }

    private static PngFile FileOf(WeeklyDigest week, DigestPicture picture) =>
        new(picture.Png.AsMemory(), $"digest-{week.Week}.png", DigestText.Of(week).Title, picture.Says);

    // Naming one person goes into the thread of the team's card, down the channel's lane; where that can't be, they hear it themselves.
    private async Task<DeliveryResult> Ping(Lane to, Message.Ping ping, Draw draw, CancellationToken cancel)
    {
        if (to.Kind == LaneKind.Person || ping.Person is not { } person)
            return await Post(to, Notes.Ping(ping.Change, ping.Person, draw), cancel);
        if (ping.Copies.FirstOrDefault(c => c.Place.ChannelId == to.Id) is not { MessageId: var card }
            || draw.Policy.Roster.Find(person)?.On(Platform.Slack) is not { } identity)
            return DeliveryResult.NotHere.Instance;
        return await api.PostMessage(settings.Bot, to.Id, Notes.Mentioning(ping.Change, person, identity, draw), card, cancel) switch
        {
            SlackResult<PostedMessage>.Failed { Failure: SlackFailure.Rejected { Kind: not RejectionKind.Credentials } } => DeliveryResult.NotHere.Instance,
            SlackResult<PostedMessage>.Failed { Failure: var failure } => Outcome(failure, to),
            _ => DeliveryResult.Done.Nothing,
        };
    }

    private static DeliveryResult Outcome(SlackFailure failure, Lane to) => failure switch
    {
        SlackFailure.Throttled { RetryAfter: var after } => new DeliveryResult.Wait(after),
        SlackFailure.Ambiguous { Why: var why, Silent: var silent } => new DeliveryResult.Trouble(why) { Silent = silent },
        SlackFailure.Unavailable { Why: var why } => new DeliveryResult.Trouble(why),
        SlackFailure.Rejected { Kind: RejectionKind.Credentials, Code: var code } => new DeliveryResult.NotAllowed(code),
        // A user id that is no channel is a person who can't be written to.
        SlackFailure.Rejected { Kind: RejectionKind.Recipient or RejectionKind.Place, Code: var code } =>
            new DeliveryResult.Rejected(code, Unreachable: to.Kind == LaneKind.Person),
        SlackFailure.Rejected { Code: var code } => new DeliveryResult.Rejected(code, Unreachable: false),
        _ => throw new InvalidOperationException($"No rule for {failure.GetType().Name}."),
    };
}
