using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>Makes cards that keep their budget, whatever people wrote: long texts are cut, short ones stay whole.</summary>
internal static class Fitting
{
    // What a card says of a cut has numbers in it, which differ in length.
    private const int Margin = 100;

    /// <param name="texts">People's long texts, as they are when nothing is cut.</param>
    /// <param name="draw">Draws the card with each of them cut by the function that it gets.</param>
    /// <param name="reserve">Bytes to leave free: the card is to stand within another.</param>
    public static AdaptiveCard Card(IEnumerable<string> texts, Func<Func<string, string>, AdaptiveCard> draw, int reserve = 0)
    {
        var whole = draw(text => text);
        return Fits(whole, reserve) ? whole : draw(Share(texts, draw, reserve));
    }

    /// <summary>What makes each text as short as it has to be.</summary>
    /// <param name="reserve">Bytes to leave free.</param>
    public static Func<string, string> Cut(IEnumerable<string> texts, Func<Func<string, string>, AdaptiveCard> draw, int reserve)
    {
        if (Fits(draw(text => text), reserve))
            return text => text;
        return Share(texts, draw, reserve);
    }

    private static bool Fits(AdaptiveCard card, int reserve) => JsonSize.Of(card) <= CardBudget.MostBytes - reserve;

    private static Func<string, string> Share(IEnumerable<string> texts, Func<Func<string, string>, AdaptiveCard> draw, int reserve)
    {
        var room = CardBudget.MostBytes - reserve - Margin - JsonSize.Of(draw(_ => ""));
        var share = Share([.. texts.Select(t => JsonSize.Of(t))], room);
        return text => JsonSize.Clip(text, share);
    }

    /// <summary>Pieces of a list, as many as fit, in their order.</summary>
    public static List<T> Most<T>(IEnumerable<T> pieces, Func<T, int> size, int room)
    {
        var taken = new List<T>();
        foreach (var piece in pieces)
        {
            room -= size(piece);
            if (room < 0)
                break;
            taken.Add(piece);
        }

        return taken;
    }

    /// <summary>The most that each may take so that all together fit: what the short ones leave, the long ones share alike.</summary>
    internal static int Share(List<int> sizes, int room)
    {
        sizes.Sort();
        for (var i = 0; i < sizes.Count; i++)
        {
            var share = Math.Max(0, room) / (sizes.Count - i);
            if (sizes[i] > share)
                return share;
            room -= sizes[i];
        }

        return int.MaxValue;
    }
}
