using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Countersign.Playground.Teams;

/// <summary>Where a card is shown, which decides what it may do.</summary>
internal enum CardPlace
{
    Message,
    Dialog,
}

/// <summary>Adaptive Cards 1.5 as Teams takes them: as strict as the schema, and what Teams asks beyond it.</summary>
internal static partial class CardRules
{
    /// <summary>Teams shows no more.</summary>
    private const int MostActions = 6;

    private static readonly Rule Version = (value, at, faults) =>
    {
        if (Json.Text(value) is not { } text || !SupportedVersion().IsMatch(text)) faults.Add(at, "must be a version up to 1.5");
    };

    /// <summary>Within another card no version is needed.</summary>
    internal static readonly Shape Inner = new()
    {
        May =
        {
            ["$schema"] = Rules.String(200), ["version"] = Version, ["body"] = (value, at, faults) => CardElements.Several(value, at, faults),
            ["actions"] = (value, at, faults) => CardActions.Several(MostActions)(value, at, faults), ["fallbackText"] = Rules.String(5_000), ["speak"] = Rules.String(5_000),
            ["lang"] = Rules.String(20), ["minHeight"] = CardElements.Pixels, ["verticalContentAlignment"] = CardElements.Vertical, ["rtl"] = Rules.Flag,
            ["selectAction"] = (value, at, faults) => CardActions.Select(value, at, faults), ["backgroundImage"] = CardElements.Background, ["msteams"] = CardMentions.TeamsPart,
        },
        Also = (card, at, faults) =>
        {
            if (card["body"] is null && card["actions"] is null) faults.Add(at, "missing required field: body or actions");
        },
    };

    private static readonly Shape Outer = new()
    {
        Must = { ["version"] = Version },
        May = new(Inner.May) { ["refresh"] = CardRefresh.Check, ["metadata"] = new Shape { May = { ["webUrl"] = CardElements.Link } }.Check },
        Also = Inner.Also,
    };

    /// <returns>One sentence for each fault; none for a good card.</returns>
    public static IReadOnlyList<string> FaultsOf(JsonNode? content, CardPlace place, TeamsDirectory directory)
    {
        var faults = new Faults();
        if (content is not JsonObject card || Json.Text(card["type"]) != "AdaptiveCard")
        {
            faults.Add("/type", "must be AdaptiveCard");
            return faults.Found;
        }
        Outer.Check(card, "", faults);
        CardWalk.Check(card, place, faults);
        CardMentions.Check(card, directory, faults);
        CardRefresh.CheckPeople(card, directory, faults);
        return faults.Found;
    }

    [GeneratedRegex(@"\A1\.[0-5]\z")]
    private static partial Regex SupportedVersion();
}
