using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Digest;

/// <summary>Whose digest it is, by the policy in force: its services, its zone, its channels, and when it is due.</summary>
/// <param name="Channels">Each once, at most a few: where it is posted. Empty: nowhere.</param>
public sealed record Readership(
    DigestScope Scope, string Name, ImmutableArray<ServiceId> Services, DateTimeZone Zone, DigestRules Rules, ImmutableArray<ChatPlace> Channels)
{
    /// <summary>What the digest of the services without a team is called.</summary>
    public const string HouseName = "All services without a team";

    /// <summary>What it is called where no service has a team.</summary>
    public const string WholeHouseName = "All services";

    /// <summary>Everybody's: teams by their ids, the house last, each with at least one service.</summary>
    public static ImmutableArray<Readership> All(PolicyBook book) =>
        [.. book.Teams.Keys.OrderBy(t => t.Value, StringComparer.Ordinal).Select(DigestScope (t) => new DigestScope.OfTeam(t)).Append(DigestScope.House)
            .Select(scope => Of(scope, book)).OfType<Readership>()];

    /// <returns>Null when the policy knows no such team, or it has no service.</returns>
    public static Readership? Of(DigestScope scope, PolicyBook book)
    {
        var id = (scope as DigestScope.OfTeam)?.Team;
        var team = id is { } known ? book.Teams.GetValueOrDefault(known) : null;
        if (id is not null && team is null)
            return null;
        // A team that the file forgot to list leaves its services with the house.
        var services = book.Services.Values
            .Where(s => id is null ? s.Team is not { } t || !book.Teams.ContainsKey(t) : s.Team == id)
            .OrderBy(s => s.Id.Value, StringComparer.Ordinal).ToList();
        if (services.Count == 0)
            return null;
        // The organisation's own channel is for what no team reads.
        var rules = team is null ? book.DigestRules : team.DigestRules ?? book.DigestRules with { Channels = [] };
        var leads = book.Operators.Prepend(team?.Lead ?? default);
        return new Readership(
            scope, team?.Name ?? (services.Count == book.Services.Count ? WholeHouseName : HouseName), [.. services.Select(s => s.Id)],
            rules.Zone ?? leads.Select(book.Roster.Find).FirstOrDefault(p => p is not null)?.Zone ?? DateTimeZone.Utc,
            rules, rules.Channels.IsEmpty ? [.. services.SelectMany(s => s.Channels).Distinct()] : rules.Channels);
    }

    /// <summary>Whose digest somebody sees who names no team: their own team's, else the first that they review for, else the first of all.</summary>
    public static Readership? For(Person reader, PolicyBook book)
    {
        if (reader.Team is { } team && Of(new DigestScope.OfTeam(team), book) is { } own)
            return own;
        var all = All(book);
        return all.FirstOrDefault(r => r.Services.Any(reader.Covers)) ?? all.FirstOrDefault();
    }
}
