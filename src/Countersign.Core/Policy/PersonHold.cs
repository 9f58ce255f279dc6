using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Words;

namespace Countersign.Core.Policy;

/// <summary>The part of <see cref="PolicyHold"/> about one person: nobody gains a right by a file alone.</summary>
internal static class PersonHold
{
    /// <param name="least">The lowest level that signs off anything, by either policy.</param>
    public static Person Take(PolicyBook before, Person now, Level least, List<Weakening> held)
    {
        var was = before.Roster.Find(now.Id);
        void hold(string says) => held.Add(new Weakening($"{now.Name} {says}", now.Id, now.At ?? PolicyLine.BuiltIn("people")) { Runner = was?.AgentOf ?? now.AgentOf });

        if (was is null)
        {
            if (now.Identities.IsEmpty)
                return now;
            hold($"({now.Id}) is new, {LevelWords.Of(now.Level)}, and linked to {Linked(now.Identities, before)}");
            return now with { Identities = [] };
        }

        var person = now;
        if (now.Level > was.Level)
        {
            hold($"becomes {LevelWords.Of(now.Level)}, was {LevelWords.Of(was.Level)}");
            person = person with { Level = was.Level };
        }

        if (now.Active && !was.Active)
        {
            hold("is active again");
            person = person with { Active = false };
        }

        if (was.AgentOf is not null && now.AgentOf != was.AgentOf)
        {
            hold(now.AgentOf is null ? "is no longer marked as an agent" : "is an agent that somebody else runs");
            // Which of the two is its author is in doubt, so it asks for nothing until that is confirmed.
            person = person with { AgentOf = was.AgentOf, Identities = now.AgentOf is null ? person.Identities : [] };
        }

        var linked = now.Identities.Except(was.Identities).ToImmutableArray();
        if (!linked.IsEmpty)
        {
            hold($"({LevelWords.Of(now.Level)}) is linked to {Linked(linked, before)}");
            person = person with { Identities = [.. person.Identities.Where(was.Identities.Contains)] };
        }

        return Team(before, was, Services(before, was, person, least, hold), hold);
    }

    // A service that is new has no protection to lose; whoever is below what any tier asks signs off nothing by it.
    private static Person Services(PolicyBook before, Person was, Person now, Level least, Action<string> hold)
    {
        var gained = now.Primary.Concat(now.Secondary).Distinct().Where(s => !was.Covers(s) && before.Find(s) is not null).ToList();
        if (gained.Count == 0 || now.Level < least)
            return now;
        hold($"may sign off {string.Join(", ", gained.Select(before.NameOf))}");
        return now with
        {
            Primary = [.. now.Primary.Where(s => !gained.Contains(s))],
            Secondary = [.. now.Secondary.Where(s => !gained.Contains(s))],
        };
    }

    // Where votes have to come from different teams, a new team can make two of one.
    private static Person Team(PolicyBook before, Person was, Person now, Action<string> hold)
    {
        if (now.Team == was.Team || now.Team is null || !before.AsksForDifferentTeams)
            return now;
        hold($"is in the team {now.Team}, was in {(was.Team is { } team ? team.ToString() : "none")}");
        return now with { Team = was.Team };
    }

    // Whose account it was matters: somebody under a new id could decide on what they asked for under the old one.
    private static string Linked(IEnumerable<ChatIdentity> identities, PolicyBook before) => string.Join(
        " and ", identities.Select(i => $"{i.Platform} {i.UserId}{(before.Roster.Find(i) is { } other ? $", which was {other.Id}'s" : "")}"));
}
