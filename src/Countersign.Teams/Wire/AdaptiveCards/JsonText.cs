using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Countersign.Teams.Wire.AdaptiveCards;

/// <summary>
/// Writes texts with as few escapes as JSON allows. The framework's encoders write an emoji as two escapes of six bytes each,
/// which would halve what fits on a card.
/// </summary>
internal static class JsonText
{
    // A control character becomes six bytes; anything else is three at most for each UTF-16 unit.
    private const int MostBytes = 6;

    // Half a surrogate pair is written as U+FFFD, as Encoding.UTF8 does.
    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\', '\u007F']);

    public static void WriteText(this Utf8JsonWriter json, string name, string? text)
    {
        if (text is null)
            return;
        json.WritePropertyName(name);
        json.WriteTextValue(text);
    }

    public static void WriteTextValue(this Utf8JsonWriter json, string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(text.Length * MostBytes + 2);
        try
        {
            json.WriteRawValue(bytes.AsSpan(0, Quote(text, bytes)), skipInputValidation: true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static int Quote(string text, Span<byte> to)
    {
        var at = 0;
        to[at++] = (byte)'"';
        for (ReadOnlySpan<char> rest = text; ;)
        {
            var plain = rest.IndexOfAny(Escaped);
            at += Encoding.UTF8.GetBytes(plain < 0 ? rest : rest[..plain], to[at..]);
            if (plain < 0)
                break;
            at += Escape(rest[plain], to[at..]);
            rest = rest[(plain + 1)..];
        }

        to[at++] = (byte)'"';
        return at;
    }

    private static int Escape(char c, Span<byte> to)
    {
        ReadOnlySpan<byte> escape = c switch
        {
            '"' => "\\\""u8,
            '\\' => "\\\\"u8,
            '\n' => "\\n"u8,
            '\r' => "\\r"u8,
            '\t' => "\\t"u8,
            _ => default,
        };
        if (escape.IsEmpty)
            return Encoding.UTF8.GetBytes($"\\u{(int)c:x4}", to);
        escape.CopyTo(to);
        return escape.Length;
    }
}
