using System.Text.Json;

namespace Countersign.Teams.Wire.AdaptiveCards;

/// <summary>Writes what is not left at its default.</summary>
internal static class JsonWords
{
    /// <summary>A name of ours, by the letters that Adaptive Cards use: <c>ExtraLarge</c> is <c>extraLarge</c>.</summary>
    public static void WriteWord<T>(this Utf8JsonWriter json, string name, T? word)
        where T : struct, Enum
    {
        if (word is { } set)
            json.WriteString(name, Camel<T>.Names[set]);
    }

    public static void WriteIf(this Utf8JsonWriter json, string name, bool value)
    {
        if (value)
            json.WriteBoolean(name, true);
    }

    private static class Camel<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, JsonEncodedText> Names =
            Enum.GetValues<T>().ToDictionary(w => w, w => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(w.ToString())));
    }
}
