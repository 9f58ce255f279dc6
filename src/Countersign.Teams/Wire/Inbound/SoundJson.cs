using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Countersign.Teams.Wire.Inbound;

/// <summary>
/// JSON from outside: one object, not too deep, no name twice in an object (two readers might otherwise read
/// two things), and only strings that are text, so that no later reading can throw.
/// </summary>
internal static class SoundJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    public static bool TryParse(ReadOnlySpan<byte> utf8, out JsonElement root)
    {
        root = default;
        if (!Utf8.IsValid(utf8) || HasHalfSurrogate(utf8)) return false;
        try
        {
            root = JsonElement.Parse(utf8, Strict);
            return root.ValueKind == JsonValueKind.Object;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    public static JsonElement Field(JsonElement from, ReadOnlySpan<byte> name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var field) ? field : default;

    /// <summary>The field's text; null when it is missing, empty or no string.</summary>
    public static string? Text(JsonElement from, ReadOnlySpan<byte> name) =>
        Field(from, name) is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } value ? value : null;

    // The parser takes "\ud800" for a string; only making text of it throws.
    private static bool HasHalfSurrogate(ReadOnlySpan<byte> utf8)
    {
        var highBefore = false;
        for (var rest = utf8; ;)
        {
            var at = rest.IndexOf((byte)'\\');
            if (highBefore && at != 0) return true;
            if (at < 0 || at + 1 >= rest.Length) return false;
            var isUnicode = rest[at + 1] == (byte)'u' && rest.Length >= at + 6;
            var unit = isUnicode ? Unit(rest.Slice(at + 2, 4)) : -1;
            var isLow = unit is >= 0xDC00 and <= 0xDFFF;
            if (isLow != highBefore) return true;
            highBefore = unit is >= 0xD800 and <= 0xDBFF;
            rest = rest[(at + (isUnicode ? 6 : 2))..];
        }
    }

    private static int Unit(ReadOnlySpan<byte> hex) =>
        Utf8Parser.TryParse(hex, out int unit, out var used, 'x') && used == hex.Length ? unit : -1;
}
