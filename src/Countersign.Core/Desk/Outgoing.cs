using Countersign.Core.Changes;
using Countersign.Core.Digest;
using Countersign.Core.People;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>One destination on one platform. What goes down a lane arrives in order.</summary>
public sealed record Lane(Platform Platform, string Tenant, LaneKind Kind, string Id)
{
    public static Lane Of(ChatIdentity person) => new(person.Platform, person.Tenant, LaneKind.Person, person.UserId);

    public static Lane Of(ChatPlace channel) => new(channel.Platform, channel.Tenant, LaneKind.Channel, channel.ChannelId);

    public ChatIdentity? Person => Kind == LaneKind.Person ? new ChatIdentity(Platform, Tenant, Id) : null;
}

public enum LaneKind
{
    Person,
    Channel,
}

/// <summary>A notice on its way to somebody, written in the transaction of what it is about.</summary>
public sealed record Outgoing(Lane Lane, Notice Notice);

/// <summary>What somebody is to be told. Small: it points at the request, whose newest state is drawn at delivery.</summary>
public abstract record Notice
{
    private Notice()
    {
    }

    /// <summary>Bring this audience's card up to date; the first time, post it.</summary>
    /// <param name="Anew">Post it again all the same: edits don't notify, and they are asked a second time in this round.</param>
    /// <param name="OnlyEdits">Bring copies up to date where there are some; the first goes to another platform.</param>
    public sealed record Card(ChangeId Change, CardAudience Audience, bool Anew = false, bool OnlyEdits = false) : Notice;

    /// <param name="Version">The number, from 1, of the request's event that the note is about.</param>
    public sealed record Note(ChangeId Change, long Version) : Notice;

    public sealed record NobodyToAsk(ChangeId Change) : Notice;

    /// <summary>Bring the message of an offer up to date; the first time, post it.</summary>
    public sealed record Swap(SwapId Offer) : Notice;

    /// <summary>A sentence about who is on, to somebody whom it concerns.</summary>
    public sealed record Duty(Sentence Words) : Notice;

    /// <summary>A request waits too long. By the time it is delivered it may be decided, or somebody on it; then nothing is said.</summary>
    /// <param name="Step">Of the ladder, from 1.</param>
    /// <param name="Person">Whom it names, in their own chat or in the thread of the team's card; null for a channel that reads it.</param>
    public sealed record Ping(ChangeId Change, int Round, int Step, PersonId? Person) : Notice;

    /// <summary>Nothing was heard from whoever is asked. By the time it is delivered they may have given a sign; then nothing is said.</summary>
    public sealed record Reminder(ChangeId Change, int Round, PersonId Person) : Notice;

    /// <summary>Somebody else's review, offered to whoever has time. Its message is brought up to date when the offer ends.</summary>
    public sealed record Offered(ChangeId Change, PersonId Person, long Offer) : Notice;

    /// <summary>A team's week, for its channels. Sent once: a process that ends while it is under way does not send it again.</summary>
    public sealed record Digest(DigestKey Key) : Notice;

    public sealed record ForOperators(Sentence Words) : Notice;

    /// <summary>A sentence for one person who leads: somebody of theirs can't be reached, say.</summary>
    public sealed record ForLead(Sentence Words) : Notice;
}

/// <summary>Who a card is for. Each has copies of its own.</summary>
public abstract record CardAudience
{
    private CardAudience()
    {
    }

    /// <summary>A reviewer's direct message; each round has a card of its own, because edits don't notify.</summary>
    public sealed record Reviewer(PersonId Person, int Round) : CardAudience;

    /// <summary>The team's channel.</summary>
    public sealed record Team : CardAudience;

    /// <summary>Whoever was offered somebody else's review: not the request's card, but the message of the offer.</summary>
    public sealed record Offered(PersonId Person, long Offer) : CardAudience;
}

/// <summary>Where one copy of a card stands.</summary>
/// <param name="MessageId">The platform's id of the message within its channel: Slack's <c>ts</c>, Teams' activity id.</param>
public sealed record PostedCard(ChangeId Change, CardAudience Audience, ChatPlace Place, string MessageId);

/// <param name="Attempts">Permanent failures of its own so far.</param>
public sealed record OutboxItem(long Id, Lane Lane, Notice Notice, int Attempts)
{
    /// <summary>When its sending was begun by a process that ended before it knew how that went; null when nothing is in doubt.</summary>
    public Instant? BegunAt { get; init; }

    /// <summary>When its transaction was made.</summary>
    public Instant Written { get; init; }
}
