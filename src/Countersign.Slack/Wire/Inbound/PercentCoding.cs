namespace Countersign.Slack.Wire;

/// <summary>The escapes of a URL-encoded form: <c>%XX</c> and <c>+</c> for a space. Decoding never lengthens.</summary>
internal static class PercentCoding
{
    /// <summary>Decodes into <paramref name="target"/>, which is at least as long. False on a malformed escape.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> source, Span<byte> target, out int written)
    {
        written = 0;
        while (!source.IsEmpty)
        {
            // JSON in a form is escapes and short runs between them: copy the run at once.
            var plain = source.IndexOfAny((byte)'%', (byte)'+');
            if (plain < 0) plain = source.Length;
            source[..plain].CopyTo(target[written..]);
            written += plain;
            source = source[plain..];
            if (source.IsEmpty) break;

            if (source[0] == '+')
            {
                target[written++] = (byte)' ';
                source = source[1..];
                continue;
            }

            if (source.Length < 3) return false;
            var octet = (Nibble(source[1]) << 4) | Nibble(source[2]);
            if (octet < 0) return false;
            target[written++] = (byte)octet;
            source = source[3..];
        }

        return true;
    }

    /// <summary>Whether a raw field name means <paramref name="name"/>.</summary>
    public static bool DecodesTo(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> name)
    {
        if (raw.Length < name.Length || raw.Length > 3 * name.Length) return false;
        if (raw.Length == name.Length) return raw.SequenceEqual(name) && !raw.ContainsAny((byte)'%', (byte)'+');
        Span<byte> decoded = raw.Length <= 128 ? stackalloc byte[128] : new byte[raw.Length];
        return TryDecode(raw, decoded, out var length) && decoded[..length].SequenceEqual(name);
    }

    // Negative for what is no hex digit, so that two of them joined stay negative.
    private static int Nibble(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };
}
