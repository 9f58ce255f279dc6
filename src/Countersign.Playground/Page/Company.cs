using Countersign.Playground.Slack;
using Countersign.Playground.Teams;

namespace Countersign.Playground.Page;

/// <summary>Somebody that one can be at the page: in one of the two workspaces, or in both.</summary>
/// <param name="Id">The Slack member's, for want of it the Teams user's.</param>
internal sealed record Seat(string Id, SlackUser? InSlack, TeamsUser? InTeams)
{
    public string Name => InSlack?.RealName ?? InTeams!.Name;
    public string Title => InSlack?.Title ?? InTeams!.Title;
    public string Zone => InSlack?.Tz ?? InTeams!.Zone;
}

/// <summary>
/// One company with two workspaces. Who has the same handle in both is the same person at the page; to the bot that says nothing:
/// it knows people by its policy file.
/// </summary>
/// <param name="Slack">Has the playground's clock as its time, as <paramref name="Teams"/> has.</param>
internal sealed record Company(StandInSlack Slack, StandInTeams Teams)
{
    /// <summary>Everybody that one can be: as Slack's options name them, then those who are in Teams alone.</summary>
    public IEnumerable<Seat> Seats
    {
        get
        {
            var left = Teams.Options.Users.Select(user => user.Id).Union(Teams.Tenant.Directory.Users.Select(user => user.Id))
                .Select(Teams.Tenant.Directory.UserById).OfType<TeamsUser>().ToList();
            foreach (var user in Screen.Seats(Slack))
            {
                var same = left.Find(other => other.Handle == user.Name);
                if (same is not null) left.Remove(same);
                yield return new(user.Id, user, same);
            }
            foreach (var user in left) yield return new(user.Id, null, user);
        }
    }

    /// <summary>Null when nobody sits there: an unknown id, a leaver, a bot.</summary>
    public Seat? Seat(string? id) => id is null ? null : Seats.FirstOrDefault(seat => seat.Id == id);
}
