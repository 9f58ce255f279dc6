using Countersign.Core.Changes;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>The way to a request's change. An address that is too long for a text, or that a text can't link, gets a button.</summary>
internal static class Links
{
    public const int LabelMax = 100;

    // In Markdown an address may become three times as long.
    private const int MostBytes = 1_500;
    private const int LongestElsewhere = 2_500;

    public static string ToChange(ChangeRequest change, int mostBytes = MostBytes) =>
        ToChange(change, Graphemes.Clip(change.Draft.Link.ShortName, LabelMax), mostBytes);

    public static string ToChange(ChangeRequest change, string label, int mostBytes = MostBytes) =>
        Fits(change, mostBytes) ? CardText.Link(change.Draft.Link.Address, label) : Blocks.Line(label, 2 * LabelMax);

    /// <summary>To anywhere else; as much of the address as fits stands there in plain words when no text can link it.</summary>
    public static string To(Uri address, string label) =>
        Fits(address, LongestElsewhere)
            ? CardText.Link(address, Graphemes.Clip(label, LabelMax))
            : Blocks.Line(address.AbsoluteUri, 2 * LongestElsewhere);

    /// <summary>Nothing when the text links it already.</summary>
    public static IEnumerable<CardAction> Button(ChangeRequest change)
    {
        var address = change.Draft.Link.Address;
        if (!Fits(change, MostBytes)
            && address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp))
            yield return new OpenUrlAction(CardWords.Open, address) { Tooltip = $"Open the change of {change.Id}" };
    }

    private static bool Fits(ChangeRequest change, int mostBytes) => Fits(change.Draft.Link.Address, mostBytes);

    private static bool Fits(Uri address, int mostBytes) =>
        CardText.IsLinked(address) && JsonSize.Of(CardText.Link(address, "")) <= mostBytes;
}
