using System.Text.RegularExpressions;
using Countersign.Core.People;

namespace Countersign.Host.PolicyFile;

/// <summary>Slack's ids as the policy file writes them: the user's or channel's own part; the workspace comes from the settings.</summary>
internal sealed partial class SlackIds(string team)
{
    public ChatPlace? Channel(YamlMap map, string key)
    {
        if (map.Text(key) is not { } id)
            return null;
        if (ChannelShape().IsMatch(id))
            return new ChatPlace(Platform.Slack, team, id);
        map.Error(key, $"“{id}” is not a channel id; open the channel's details in Slack and copy the id that begins with C (not its name)");
        return null;
    }

    public ChatIdentity? Person(YamlMap map, string key)
    {
        if (map.Text(key) is not { } id)
            return null;
        if (UserShape().IsMatch(id))
            return new ChatIdentity(Platform.Slack, team, id);
        map.Error(key, $"“{id}” is not a member id; open the profile in Slack, choose the three dots, and copy the member id that begins with U or W (not the name)");
        return null;
    }

    [GeneratedRegex("^[CG][A-Z0-9]{2,30}$")]
    private static partial Regex ChannelShape();

    [GeneratedRegex("^[UW][A-Z0-9]{2,30}$")]
    private static partial Regex UserShape();
}
