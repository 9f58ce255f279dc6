using System.Collections.Immutable;

namespace Countersign.Playground.Teams;

/// <summary>What a tenant remembers over a restart: messages, and where the app is installed. Dialogs and own views are gone, as after a reload.</summary>
internal sealed record SavedTenant(ImmutableArray<TeamsMessage> Messages, ImmutableArray<string> InstalledFor, ImmutableArray<string> WithoutBot)
{
    // What JSON left out is null, whatever the types say.
    private bool IsWhole =>
        !Messages.IsDefault && Messages.All(m => m is { Place: not null, Id: not null, From: not null, Versions.IsDefaultOrEmpty: false } && long.TryParse(m.Id, out _))
        && !InstalledFor.IsDefault && !WithoutBot.IsDefault;

    public static SavedTenant Of(TeamsTenant tenant)
    {
        var places = tenant.Directory.Places;
        return new(
            [.. tenant.Messages.All],
            [.. places.Select(place => place.With?.Id).OfType<string>()],
            [.. places.Where(place => !place.HasBot).Select(place => place.Team?.Id ?? place.Id).Distinct()]);
    }

    public void Write(string path) => SavedFile.Write(path, this);

    /// <returns>Null when it can't be read.</returns>
    public static SavedTenant? Read(string path) => SavedFile.Read<SavedTenant>(path) is { IsWhole: true } saved ? saved : null;

    public void Restore(TeamsTenant tenant)
    {
        tenant.Messages.Restore(Messages);
        foreach (var user in tenant.Directory.Users.Where(user => InstalledFor.Contains(user.Id))) tenant.Directory.SetInstalled(user, true);
        foreach (var id in WithoutBot)
        {
            if (tenant.Directory.Team(id) is { } team) tenant.Directory.Put(team with { HasBot = false });
            else if (tenant.Directory.GroupChat(id) is { } chat) tenant.Directory.Put(chat with { HasBot = false });
        }
    }
}
