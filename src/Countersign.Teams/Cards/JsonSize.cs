using System.Text;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>What texts and cards take of a card's bytes.</summary>
internal static class JsonSize
{
    private const char Ellipsis = '…';
    private const int EllipsisBytes = 3;

    public static int Of(AdaptiveCard card) => CardJson.ToUtf8(card).Length;

    /// <summary>Of elements within a card.</summary>
    public static int Of(params IReadOnlyList<CardElement> elements) => Of(new AdaptiveCard(elements)) - Of(new AdaptiveCard([]));

    /// <summary>Of a text between its quotation marks.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        foreach (var c in text)
            bytes += c switch
            {
                '"' or '\\' or '\n' or '\r' or '\t' => 1,
                < ' ' or '\u007F' => 5,
                _ => 0,
            };
        return bytes;
    }

    /// <summary>At most so many bytes, cut between what a reader sees as characters, with an ellipsis where something was cut.</summary>
    public static string Clip(string text, int maxBytes)
    {
        if (Of(text) <= maxBytes)
            return text;
        var written = new StringBuilder();
        var left = maxBytes - EllipsisBytes;
        foreach (var grapheme in Graphemes.Of(text))
        {
            left -= Of(grapheme);
            if (left < 0)
                break;
            written.Append(grapheme);
        }

        return written.Append(Ellipsis).ToString();
    }
}
