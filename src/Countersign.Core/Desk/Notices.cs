using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>
/// Who is told what after something happened. Noise budget (approval-ux.md): one direct message and one channel card a
/// request, updated in place; the author hears of assignment, hand-over, waiting and the decision.
/// </summary>
public static class Notices
{
    /// <param name="contacts">Where each person wants to be asked and can be.</param>
    public static IEnumerable<Outgoing> After(
        ChangeRequest after, IReadOnlyList<ChangeEvent> events, PolicyBook policy, Func<PersonId, Contact> contacts)
    {
        var firstVersion = after.Version - events.Count + 1;
        var to = new Whereabouts(policy, contacts);
        var told = new List<Outgoing>();
        for (var i = 0; i < events.Count; i++)
            foreach (var outgoing in About(after, events[i], firstVersion + i, to))
                if (!told.Contains(outgoing))
                    told.Add(outgoing);
        return told;
    }

    /// <summary>The viewer's card and the team's, to be drawn again.</summary>
    public static IEnumerable<Outgoing> Redraw(
        ChangeRequest change, PersonId viewer, int round, PolicyBook policy, Func<PersonId, Contact> contacts) =>
        [.. new Whereabouts(policy, contacts).Card(change.Id, viewer, round), .. Redraw(change, policy)];

    /// <summary>The team's card only: whoever pressed has no card of their own.</summary>
    public static IEnumerable<Outgoing> Redraw(ChangeRequest change, PolicyBook policy) =>
        new Whereabouts(policy, _ => Contact.Anywhere).TeamCard(change);

    /// <summary>The request's card for somebody who wants it, or can only have it, on another platform than before.</summary>
    public static IEnumerable<Outgoing> Elsewhere(ChangeRequest change, PersonId person, PolicyBook policy, Func<PersonId, Contact> contacts, bool anew) =>
        new Whereabouts(policy, contacts).Card(change.Id, person, change.Round.Number, anew);

    public static void TellOperators(IWork work, PolicyBook policy, Sentence words, Instant now)
    {
        foreach (var channel in policy.OperatorsChannels)
            work.Send(new Outgoing(Lane.Of(channel), new Notice.ForOperators(words)), now);
    }

    /// <summary>The operators' channels, and each operator: what they have to act on must not wait in a channel.</summary>
    public static void TellAllOperators(IWork work, PolicyBook policy, Sentence words, Instant now)
    {
        TellOperators(work, policy, words, now);
        foreach (var person in policy.Operators)
            Tell(work, policy, person, new Notice.ForLead(words), now);
    }

    /// <summary>A word that could not be said in the team's channel, to whom it names.</summary>
    public static void InOwnChat(IWork work, PolicyBook policy, PersonId person, Notice.Ping ping, Instant now) => Tell(work, policy, person, ping, now);

    /// <summary>To one person, where they want to be asked; to nobody when they are not active or can't be messaged.</summary>
    internal static void Tell(IWork work, PolicyBook policy, PersonId person, Notice notice, Instant now)
    {
        if (policy.Roster.Find(person) is { Active: true } && new Whereabouts(policy, work.Contact).LaneOf(person) is { } lane)
            work.Send(new Outgoing(lane, notice), now);
    }

    private static IEnumerable<Outgoing> About(ChangeRequest c, ChangeEvent happened, long version, Whereabouts to) => happened switch
    {
        // The routing that is due at once posts the team's card: posted here, it would be edited a second later.
        ChangeEvent.Submitted => [],
        ChangeEvent.Recorded => [.. to.TeamCard(c), .. to.Author(c, version)],
        ChangeEvent.Waited e => [.. to.TeamCard(c), .. to.Author(c, version), .. e.Report.NextChance is null ? to.Lead(c) : []],
        ChangeEvent.Assigned e => [.. to.Card(c.Id, e.Person, e.Round, IsAskedAgain(c, e)), .. to.TeamCard(c), .. to.Author(c, version)],
        ChangeEvent.Claimed e => [.. to.Card(c.Id, e.By, e.Round), .. to.TeamCard(c)],
        ChangeEvent.ClaimLapsed e => [.. to.Card(c.Id, e.By, e.Round), .. to.TeamCard(c)],
        ChangeEvent.Declined e => [.. to.Card(c.Id, e.By, e.Round), .. Others(c, e.By, to), .. to.TeamCard(c)],
        ChangeEvent.VoteVoided e => [.. to.Card(c.Id, e.By, e.Round), .. to.TeamCard(c), .. to.Author(c, version)],
        ChangeEvent.StoodDown e => [.. to.Card(c.Id, e.Person, e.Round), .. Others(c, e.Person, to), .. to.TeamCard(c)],
        ChangeEvent.Reminded e => to.Reminder(c.Id, e.Round, e.Person),
        ChangeEvent.Breached e => [.. Cards(c, h => h.Round == e.Round && c.Round.SeatOf(h.Person) is not null, to), .. to.TeamCard(c)],
        ChangeEvent.Escalated e => to.Ping(c, e),
        ChangeEvent.LookedAfter => to.TeamCard(c),
        ChangeEvent.Snoozed e => to.Card(c.Id, e.By, e.Round),
        // Whoever was asked beside them is not asked any more, and everybody sees how many approvals are missing.
        ChangeEvent.Voted e => [.. Cards(c, h => h.Round == e.Round, to), .. to.TeamCard(c)],
        ChangeEvent.RoundSettled e => [.. RoundCards(c, e, to), .. to.TeamCard(c), .. to.Author(c, version)],
        ChangeEvent.Updated e => [.. Cards(c, h => h.Round == e.Round - 1, to), .. to.TeamCard(c)],
        ChangeEvent.Withdrawn => [.. Cards(c, _ => true, to), .. to.TeamCard(c)],
        ChangeEvent.ExpiryAnnounced => to.Author(c, version),
        ChangeEvent.Expired => [.. Cards(c, _ => true, to), .. to.TeamCard(c), .. to.Author(c, version)],
        _ => [],
    };

    // What their cards say of who else is asked is not so any more.
    private static IEnumerable<Outgoing> Others(ChangeRequest c, PersonId person, Whereabouts to) =>
        c.AskedNow.Where(a => a.Person != person).SelectMany(a => to.Card(c.Id, a.Person, c.Round.Number));

    // Once it is over, every copy says so, those too of people who declined and of earlier rounds.
    private static IEnumerable<Outgoing> RoundCards(ChangeRequest c, ChangeEvent.RoundSettled e, Whereabouts to) =>
        Cards(c, h => c.IsSettled || h.Round == e.Round, to);

    private static IEnumerable<Outgoing> Cards(ChangeRequest c, Func<CardHolder, bool> whose, Whereabouts to) =>
        c.CardHolders.Where(whose).SelectMany(h => to.Card(c.Id, h.Person, h.Round));

    private static bool IsAskedAgain(ChangeRequest c, ChangeEvent.Assigned e) =>
        c.Round.Number == e.Round && c.Round.StoodDown.TryGetValue(e.Person, out var why) && why != StandDown.Needed;
}
