using System.Buffers;
using System.Text.Unicode;

namespace Countersign.Slack.Wire;

/// <summary>
/// Reads <c>application/x-www-form-urlencoded</c> straight from the raw bytes that the signature covers:
/// no stream, no dictionary and no string between the socket and the JSON reader.
/// </summary>
public static class SlackForm
{
    /// <summary>
    /// The decoded value of a field. False when the field is missing, when it stands there twice (which of
    /// them would the sender have meant?), when an escape is malformed, and when the bytes are not UTF-8.
    /// </summary>
    public static bool TryGet(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name, out FormValue value)
    {
        value = default;
        if (!TryFind(body, name, out var raw)) return false;

        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, raw.Length));
        if (PercentCoding.TryDecode(raw, buffer, out var length) && Utf8.IsValid(buffer.AsSpan(0, length)))
        {
            value = new FormValue(buffer, length);
            return true;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return false;
    }

    /// <summary>The field as a string; null where <see cref="TryGet"/> says false.</summary>
    public static string? Text(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
    {
        if (!TryGet(body, name, out var value)) return null;
        using (value) return value.ToString();
    }

    /// <summary>Whether every escape of the body is sound and everything decodes to UTF-8.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> body)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, body.Length));
        var sound = PercentCoding.TryDecode(body, buffer, out var length) && Utf8.IsValid(buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer);
        return sound;
    }

    /// <summary>Slack's certificate probe, to be answered 200. Exactly <c>1</c>: a looser match let requests by.</summary>
    public static bool IsSslCheck(ReadOnlySpan<byte> body)
    {
        if (!TryGet(body, "ssl_check"u8, out var value)) return false;
        using (value) return value.Utf8.SequenceEqual("1"u8);
    }

    private static bool TryFind(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> raw)
    {
        raw = default;
        var found = false;
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            var equals = pair.IndexOf((byte)'=');
            var key = equals < 0 ? pair : pair[..equals];
            if (!PercentCoding.DecodesTo(key, name)) continue;
            if (found) return false;
            found = true;
            raw = equals < 0 ? default : pair[(equals + 1)..];
        }

        return found;
    }
}
