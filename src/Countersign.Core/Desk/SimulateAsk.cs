using System.Globalization;
using Countersign.Core.Words;

namespace Countersign.Core.Desk;

/// <summary>What follows <c>simulate</c>, read.</summary>
/// <param name="Load">Changes on a mean weekday; null when none was named.</param>
internal sealed record SimulateAsk(int? Load, int Seeds)
{
    /// <summary>Beyond it a month takes minutes, and no reviewers of one company have so much.</summary>
    public const int MostLoad = 300;

    public const int MostSeeds = 10;

    private const int UsualSeeds = 3;

    /// <summary>Pairs of a word and a number in any order, each once: <c>load 130 seeds 5</c>.</summary>
    /// <returns>What was asked, or else a hint.</returns>
    public static (SimulateAsk? Ask, Sentence? Hint) Read(string words)
    {
        var said = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        int? load = null, seeds = null;
        for (var i = 0; i < said.Length; i += 2)
        {
            var number = i + 1 < said.Length ? said[i + 1] : "";
            switch (said[i].ToLowerInvariant())
            {
                case "load" when load is null && Number(number, MostLoad) is { } read:
                    load = read;
                    break;
                case "seeds" when seeds is null && Number(number, MostSeeds) is { } read:
                    seeds = read;
                    break;
                default:
                    return (null, ForecastWords.Puzzled(number.Length > 0 ? $"{said[i]} {number}" : said[i]));
            }
        }

        return (new SimulateAsk(load, seeds ?? UsualSeeds), null);
    }

    private static int? Number(string word, int most) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : null;
}
