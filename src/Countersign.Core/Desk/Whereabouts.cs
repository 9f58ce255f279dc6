using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;

namespace Countersign.Core.Desk;

/// <summary>
/// Turns who is told into where. Somebody on two platforms is asked on one of them, and copies on the other follow: they may have
/// been posted there before they chose.
/// </summary>
internal sealed class Whereabouts(PolicyBook policy, Func<PersonId, Contact> contacts)
{
    public IEnumerable<Outgoing> Card(ChangeId change, PersonId person, int round, bool anew = false)
    {
        if (policy.Roster.Find(person) is not { Identities: [_, ..] } known)
            yield break;
        var audience = new CardAudience.Reviewer(person, round);
        var asked = Best(known);
        foreach (var identity in known.Identities)
            yield return identity == asked
                ? new Outgoing(Lane.Of(identity), new Notice.Card(change, audience, anew))
                : new Outgoing(Lane.Of(identity), new Notice.Card(change, audience, OnlyEdits: true));
    }

    public IEnumerable<Outgoing> TeamCard(ChangeRequest c)
    {
        var channels = policy.Find(c.Draft.Service)?.Channels ?? [];
        foreach (var channel in channels)
            yield return new Outgoing(Lane.Of(channel), new Notice.Card(c.Id, new CardAudience.Team()));
        // Only an update can have named another service, whose team may be on another platform.
        if (c.Round.Number == 1)
            yield break;
        foreach (var (platform, tenant) in policy.Homes)
            if (!channels.Any(channel => channel.Platform == platform))
                yield return new Outgoing(
                    new Lane(platform, tenant, LaneKind.Channel, $"copies of {c.Id}"), new Notice.Card(c.Id, new CardAudience.Team(), OnlyEdits: true));
    }

    public IEnumerable<Outgoing> Author(ChangeRequest c, long version) =>
        LaneOf(c.Author) is { } lane ? [new Outgoing(lane, new Notice.Note(c.Id, version))] : [];

    public IEnumerable<Outgoing> Reminder(ChangeId change, int round, PersonId person) =>
        LaneOf(person) is { } lane ? [new Outgoing(lane, new Notice.Reminder(change, round, person))] : [];

    public IEnumerable<Outgoing> Ping(ChangeRequest c, ChangeEvent.Escalated e)
    {
        if (e.To is EscalationTo.Team or EscalationTo.Operators)
            foreach (var channel in e.To == EscalationTo.Team ? policy.Find(c.Draft.Service)?.Channels ?? [] : policy.OperatorsChannels)
                yield return new Outgoing(Lane.Of(channel), new Notice.Ping(c.Id, e.Round, e.Step, null));
        // The backup gets an offer instead.
        if (e.To != EscalationTo.Rotation)
            foreach (var person in e.Told)
                if (LaneOf(person) is { } lane)
                    yield return new Outgoing(ThreadFor(c, e.To, lane.Platform) ?? lane, new Notice.Ping(c.Id, e.Round, e.Step, person));
    }

    // A lead is named where the team sees it, so that somebody else of the team may help. Whoever is asked has their own chat with the
    // request's card, and the operators may be in none of the team's channels.
    private Lane? ThreadFor(ChangeRequest c, EscalationTo to, Platform platform) => to is EscalationTo.Lead or EscalationTo.Person
        ? policy.Find(c.Draft.Service)?.Channels.Where(channel => channel.Platform == platform).Select(Lane.Of).FirstOrDefault()
        : null;

    /// <summary>An open offer goes where they are asked; the message of one that is over may stand on any platform of theirs.</summary>
    public IEnumerable<Outgoing> Offer(Offer offer)
    {
        var notice = new Notice.Offered(offer.Change, offer.Person, offer.Number);
        if (offer.IsOpen)
            return LaneOf(offer.Person) is { } lane ? [new Outgoing(lane, notice)] : [];
        return policy.Roster.Find(offer.Person)?.Identities.Select(i => new Outgoing(Lane.Of(i), notice)) ?? [];
    }

    /// <summary>The service's lead; without one, the operators.</summary>
    public IEnumerable<Outgoing> Lead(ChangeRequest c)
    {
        var lane = policy.Find(c.Draft.Service)?.Lead is { } lead ? LaneOf(lead) : null;
        return lane is not null
            ? [new Outgoing(lane, new Notice.NobodyToAsk(c.Id))]
            : policy.OperatorsChannels.Select(channel => new Outgoing(Lane.Of(channel), new Notice.NobodyToAsk(c.Id)));
    }

    public Lane? LaneOf(PersonId person) => policy.Roster.Find(person) is { } known && Best(known) is { } identity ? Lane.Of(identity) : null;

    // Whoever is on one platform has nothing to choose: the press path asks nothing for them.
    private ChatIdentity? Best(Person person) =>
        person.Identities.Length == 1 ? person.Identities[0] : contacts(person.Id).Best(person);
}
