using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;

namespace Countersign.Core.Desk;

/// <summary>
/// Who is told what after something happened. Noise budget (approval-ux.md): one direct message and one channel card a
/// request, updated in place; the author hears of assignment, hand-over, waiting and the decision.
/// </summary>
public static class Notices
{
    public static IEnumerable<Outgoing> After(ChangeRequest after, IReadOnlyList<ChangeEvent> events, PolicyBook policy)
    {
        var firstVersion = after.Version - events.Count + 1;
        var told = new List<Outgoing>();
        for (var i = 0; i < events.Count; i++)
            foreach (var outgoing in About(after, events[i], firstVersion + i, policy))
                if (!told.Contains(outgoing))
                    told.Add(outgoing);
        return told;
    }

    /// <summary>The viewer's card and the team's, to be drawn again.</summary>
    public static IEnumerable<Outgoing> Redraw(ChangeRequest change, PersonId viewer, int round, PolicyBook policy) =>
        [.. Card(change.Id, viewer, round, policy), .. TeamCard(change, policy)];

    /// <summary>The team's card only: whoever pressed has no card of their own.</summary>
    public static IEnumerable<Outgoing> Redraw(ChangeRequest change, PolicyBook policy) => TeamCard(change, policy);

    private static IEnumerable<Outgoing> About(ChangeRequest c, ChangeEvent happened, long version, PolicyBook policy) => happened switch
    {
        // The routing that is due at once posts the team's card: posted here, it would be edited a second later.
        ChangeEvent.Submitted => [],
        ChangeEvent.Waited e => [.. TeamCard(c, policy), .. ToAuthor(c, version, policy), .. e.Report.NextChance is null ? ToLead(c, policy) : []],
        ChangeEvent.Assigned e => [.. Card(c.Id, e.Person, e.Round, policy, IsAskedAgain(c, e)), .. TeamCard(c, policy), .. ToAuthor(c, version, policy)],
        ChangeEvent.Claimed e => [.. Card(c.Id, e.By, e.Round, policy), .. TeamCard(c, policy)],
        ChangeEvent.ClaimLapsed e => [.. Card(c.Id, e.By, e.Round, policy), .. TeamCard(c, policy)],
        ChangeEvent.Declined e => [.. Card(c.Id, e.By, e.Round, policy), .. TeamCard(c, policy)],
        ChangeEvent.StoodDown e => [.. Card(c.Id, e.Person, e.Round, policy), .. TeamCard(c, policy)],
        ChangeEvent.Voted e => [.. Card(c.Id, e.By, e.Round, policy), .. TeamCard(c, policy)],
        ChangeEvent.RoundSettled e => [.. RoundCards(c, e, policy), .. TeamCard(c, policy), .. ToAuthor(c, version, policy)],
        ChangeEvent.Updated e => [.. Cards(c, h => h.Round == e.Round - 1, policy), .. TeamCard(c, policy)],
        ChangeEvent.Withdrawn e => [.. Cards(c, _ => true, policy), .. TeamCard(c, policy)],
        _ => [],
    };

    // Once it is over, every copy says so, those too of people who declined and of earlier rounds.
    private static IEnumerable<Outgoing> RoundCards(ChangeRequest c, ChangeEvent.RoundSettled e, PolicyBook policy) =>
        Cards(c, h => c.IsSettled || h.Round == e.Round, policy);

    private static IEnumerable<Outgoing> Cards(ChangeRequest c, Func<CardHolder, bool> whose, PolicyBook policy) =>
        c.CardHolders.Where(whose).SelectMany(h => Card(c.Id, h.Person, h.Round, policy));

    private static bool IsAskedAgain(ChangeRequest c, ChangeEvent.Assigned e) =>
        c.Round.Number == e.Round && c.Round.StoodDown.ContainsKey(e.Person);

    private static IEnumerable<Outgoing> Card(ChangeId change, PersonId person, int round, PolicyBook policy, bool anew = false) =>
        LaneOf(person, policy) is { } lane
            ? [new Outgoing(lane, new Notice.Card(change, new CardAudience.Reviewer(person, round), anew))]
            : [];

    private static IEnumerable<Outgoing> TeamCard(ChangeRequest c, PolicyBook policy) =>
        policy.Find(c.Draft.Service)?.Channel is { } channel
            ? [new Outgoing(Lane.Of(channel), new Notice.Card(c.Id, new CardAudience.Team()))]
            : [];

    private static IEnumerable<Outgoing> ToAuthor(ChangeRequest c, long version, PolicyBook policy) =>
        LaneOf(c.Author, policy) is { } lane ? [new Outgoing(lane, new Notice.Note(c.Id, version))] : [];

    private static IEnumerable<Outgoing> ToLead(ChangeRequest c, PolicyBook policy)
    {
        var lane = policy.Find(c.Draft.Service)?.Lead is { } lead ? LaneOf(lead, policy) : null;
        lane ??= policy.OperatorsChannel is { } channel ? Lane.Of(channel) : null;
        return lane is null ? [] : [new Outgoing(lane, new Notice.NobodyToAsk(c.Id))];
    }

    private static Lane? LaneOf(PersonId person, PolicyBook policy) =>
        policy.Roster.Find(person)?.Identities is [var identity, ..] ? Lane.Of(identity) : null;
}
