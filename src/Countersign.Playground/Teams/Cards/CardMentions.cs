using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Countersign.Playground.Teams;

/// <summary>People named in a card's text, and the entities that say who they are.</summary>
internal static partial class CardMentions
{
    private static readonly Shape Mentioned = CardWords.Of([("id", CardWords.Name), ("name", CardWords.Name)]);

    private static readonly Rule Entity = CardWords.OneOf(
        () => new Dictionary<string, Shape> { ["mention"] = CardWords.Of([("text", CardWords.Name), ("mentioned", Mentioned!.Check)]) }, new());

    public static readonly Rule TeamsPart = CardWords.Of([], ("width", CardWords.Among("full")), ("entities", Rules.Each(100, Entity, least: 0)), ("allowExpand", Rules.Flag)).Check;

    /// <summary>Each mention has its entity, each entity its mention, and each means somebody.</summary>
    public static void Check(JsonObject card, TeamsDirectory directory, Faults faults)
    {
        var entities = Json.Objects(Json.At(card, "msteams", "entities")).ToList();
        var meant = entities.Select(entity => Json.Text(entity["text"]) ?? "").ToHashSet();
        var written = CardTree.Texts(card).SelectMany(text => Mention().Matches(text).Select(match => match.Value)).ToHashSet();
        foreach (var text in written.Except(meant)) faults.Add("/msteams/entities", $"no entity for {text}");
        foreach (var text in meant.Except(written)) faults.Add("/msteams/entities", $"nothing in the card says {text}");
        foreach (var id in entities.Select(entity => Json.Text(entity, "mentioned", "id")).OfType<string>())
        {
            if (directory.User(id) is null) faults.Add("/msteams/entities", $"nobody has the id {id}");
        }
    }

    [GeneratedRegex("<at[^>]*>.*?</at>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    public static partial Regex Mention();
}
