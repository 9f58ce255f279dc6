using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Countersign.Core.People;
using Countersign.Teams;

namespace Countersign.Host.PolicyFile;

/// <summary>Which workspace and tenant the file's ids belong to. A platform that is off (null) is read, judged, and left out.</summary>
public sealed record ChatHomes(string? SlackTeam, string? TeamsTenant)
{
    /// <summary>For judging a file by itself: ids are judged by shape.</summary>
    public static ChatHomes Any { get; } = new("T0", "any");
}

/// <summary>Chat ids as the policy file writes them: the person's or channel's own part; workspace and tenant come from the settings.</summary>
internal sealed partial class ChatIds(ChatHomes homes)
{
    private const int MostId = 200;

    /// <summary><c>slack_channel</c> and <c>teams_channel</c>, or the operators' ones.</summary>
    /// <param name="suffix">What stands after the platform's name in the key.</param>
    public ImmutableArray<ChatPlace> Channels(YamlMap map, string suffix) =>
        [.. new[] { SlackChannel(map, $"slack_{suffix}"), TeamsChannel(map, $"teams_{suffix}") }.OfType<ChatPlace>()];

    /// <summary><c>slack</c> and <c>teams</c>, in the file's order: the first is where somebody is asked who never chose.</summary>
    public ImmutableArray<ChatIdentity> Person(YamlMap map)
    {
        var (slack, teams) = (SlackPerson(map, "slack"), TeamsPerson(map, "teams"));
        return [.. (map.PlaceOf("teams").IsBefore(map.PlaceOf("slack")) ? new[] { teams, slack } : [slack, teams]).OfType<ChatIdentity>()];
    }

    private ChatPlace? SlackChannel(YamlMap map, string key)
    {
        if (map.Text(key) is not { } id)
            return null;
        if (SlackChannelShape().IsMatch(id))
            return homes.SlackTeam is { } team ? new ChatPlace(Platform.Slack, team, id) : null;
        map.Error(key, $"“{id}” is not a channel id; open the channel's details in Slack and copy the id that begins with C (not its name)");
        return null;
    }

    private ChatIdentity? SlackPerson(YamlMap map, string key)
    {
        if (map.Text(key) is not { } id)
            return null;
        if (SlackUserShape().IsMatch(id))
            return homes.SlackTeam is { } team ? new ChatIdentity(Platform.Slack, team, id) : null;
        map.Error(key, $"“{id}” is not a member id; open the profile in Slack, choose the three dots, and copy the member id that begins with U or W (not the name)");
        return null;
    }

    private ChatPlace? TeamsChannel(YamlMap map, string key)
    {
        if (map.Text(key) is not { } text)
            return null;
        // People copy the channel's link, which holds the id: https://teams.microsoft.com/l/channel/19%3A…%40thread.tacv2/General?…
        var id = ChannelLink().Match(text) is { Success: true } link ? Uri.UnescapeDataString(link.Groups["id"].Value) : text;
        if (id.Length > MostId || id.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) || id.Contains('/', StringComparison.Ordinal))
        {
            map.Error(key, $"“{text}” is not a channel id; in Teams choose “Get link to channel” from the channel's three dots and paste that link, or the id in it that begins with 19: (not the name)");
            return null;
        }

        if (!id.StartsWith("19:", StringComparison.Ordinal))
            map.Advice(key, $"“{id}” does not look like a channel id of Teams, which begins with 19:; a name never works here");
        return homes.TeamsTenant is { } tenant ? new ChatPlace(Platform.Teams, tenant.ToLowerInvariant(), id) : null;
    }

    private ChatIdentity? TeamsPerson(YamlMap map, string key)
    {
        if (map.Text(key) is not { } id)
            return null;
        if (DirectoryShape().IsMatch(id))
        {
            if (!Guid.TryParse(id, out _))
                map.Advice(key, $"“{id}” is longer or shorter than an object id, so nobody may have it");
            return homes.TeamsTenant is { } tenant ? TeamsSettings.Identity(tenant, id) : null;
        }

        map.Error(key, $"“{id}” is not a directory object id; in the Entra admin centre open the user and copy the object id, such as 7f3c9a52-6d1e-4c0b-9a8e-2b1d5f60c4a7 (not the e-mail address or the name)");
        return null;
    }

    [GeneratedRegex("^[CG][A-Z0-9]{2,30}$")]
    private static partial Regex SlackChannelShape();

    [GeneratedRegex("^[UW][A-Z0-9]{2,30}$")]
    private static partial Regex SlackUserShape();

    // Microsoft's local client gives ids that are one digit longer than a directory's.
    [GeneratedRegex("^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{10,14}$")]
    private static partial Regex DirectoryShape();

    [GeneratedRegex("^https://teams\\.(?:microsoft|cloud\\.microsoft|live)[^/]*/l/channel/(?<id>19[^/?]+)", RegexOptions.IgnoreCase)]
    private static partial Regex ChannelLink();
}
