using System.Globalization;
using Countersign.Core.Policy;
using NodaTime;
using NodaTime.Text;

namespace Countersign.Host.PolicyFile;

/// <summary>Reads when and where digests are read.</summary>
internal static class DigestSection
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("H:mm");

    /// <param name="basis">What holds where the section says nothing; its channels are not taken over.</param>
    public static DigestRules Read(YamlMap? map, DigestRules basis, ChatIds ids)
    {
        basis = basis with { Channels = [] };
        return map is null ? basis : new DigestRules(
            map.Word("day") is { } day ? Enum.Parse<IsoDayOfWeek>(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(day)) : basis.Day,
            map.Text("at") is { } at && Clock.Parse(at) is { Success: true, Value: var time } ? time : basis.At,
            // Nobody is named where the organisation names nobody.
            (map.Flag("names")?.Value ?? true) && basis.Names)
        {
            Zone = PersonRows.ZoneOf(map) ?? basis.Zone,
            Channels = ids.Channels(map, "channel"),
        };
    }
}
