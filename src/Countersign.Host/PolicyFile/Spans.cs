using System.Globalization;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Host.PolicyFile;

/// <summary>Reads a time such as 20s, 90m, 2h or 3d; the shape says which units a key takes.</summary>
internal static class Spans
{
    /// <param name="least">Written as in the file, and so in the message.</param>
    public static Ruled<Duration>? Read(YamlMap map, string key, string least, string most)
    {
        if (map.Text(key) is not { } text)
            return null;
        var span = Of(text);
        if (span >= Of(least) && span <= Of(most))
            return new Ruled<Duration>(span, map.At(key));
        map.Error(key, $"has to be from {least} to {most}, not “{text}”");
        return null;
    }

    private static Duration Of(string text)
    {
        var number = int.Parse(text.AsSpan(0, text.Length - 1), CultureInfo.InvariantCulture);
        return text[^1] switch
        {
            's' => Duration.FromSeconds(number),
            'm' => Duration.FromMinutes(number),
            'h' => Duration.FromHours(number),
            _ => Duration.FromDays(number),
        };
    }
}
