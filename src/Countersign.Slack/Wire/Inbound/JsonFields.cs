using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Countersign.Slack.Wire;

/// <summary>
/// Steps over a payload field by field. Slack adds fields and changes types without notice, so a field of
/// another type than expected reads as missing; only broken JSON is an error, and throws.
/// </summary>
internal static class JsonFields
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };

    internal delegate T? Reading<T>(ref Utf8JsonReader json);

    /// <summary>Runs a reading over one whole document. False, never an exception, for whatever is not one.</summary>
    public static bool TryRead<T>(ReadOnlySpan<byte> utf8, Reading<T> reading, [NotNullWhen(true)] out T? value)
        where T : class
    {
        value = null;
        if (!Utf8.IsValid(utf8)) return false;
        try
        {
            var json = new Utf8JsonReader(utf8, Strict);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return false;
            var read = reading(ref json);
            // What follows the document must be nothing: the reader throws on anything but white space.
            if (json.Read()) return false;
            value = read;
            return value is not null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string with half a surrogate pair, such as "\ud800".
            return false;
        }
    }

    /// <summary>Moves to the next field name of the object. False at its end.</summary>
    public static bool Next(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    /// <summary>Enters the object that is the field's value. False, having stepped over it, when it is none.</summary>
    public static bool Enter(ref Utf8JsonReader json) => Enter(ref json, JsonTokenType.StartObject);

    public static bool EnterArray(ref Utf8JsonReader json) => Enter(ref json, JsonTokenType.StartArray);

    /// <summary>Moves to the next object of the array, over anything else. False at the array's end.</summary>
    public static bool NextObject(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject) return true;
            json.Skip();
        }

        return false;
    }

    public static string? Text(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String) return json.GetString();
        json.Skip();
        return null;
    }

    public static bool Flag(ref Utf8JsonReader json)
    {
        json.Read();
        var value = json.TokenType == JsonTokenType.True;
        json.Skip();
        return value;
    }

    /// <summary>A whole number; 0 for anything else, numbers beyond a long included.</summary>
    public static long Number(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var value)) return value;
        json.Skip();
        return 0;
    }

    public static IReadOnlyList<string> Texts(ref Utf8JsonReader json)
    {
        if (!EnterArray(ref json)) return [];
        List<string> texts = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.String) texts.Add(json.GetString()!);
            else json.Skip();
        }

        return texts;
    }

    /// <summary>Steps over the field's value without making anything of it.</summary>
    public static void Pass(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    private static bool Enter(ref Utf8JsonReader json, JsonTokenType start)
    {
        json.Read();
        if (json.TokenType == start) return true;
        json.Skip();
        return false;
    }
}
