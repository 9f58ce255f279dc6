namespace Countersign.Slack.Wire;

/// <summary>The escapes of a URL-encoded form: <c>%XX</c> and <c>+</c> for a space. Decoding never lengthens.</summary>
internal static class PercentCoding
{
    private const byte NoDigit = 0xFF;

    private static readonly byte[] Nibbles = [.. Enumerable.Range(0, 256).Select(octet => Nibble((char)octet))];

    /// <summary>Decodes into <paramref name="target"/>, which is at least as long. False on a malformed escape.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> source, Span<byte> target, out int written)
    {
        written = 0;
        for (var at = 0; at < source.Length; at++)
        {
            // JSON in a form is an escape every few bytes: searching for the next one costs more than looking.
            var octet = source[at];
            if (octet == '%')
            {
                if (source.Length - at < 3) return false;
                var (high, low) = (Nibbles[source[at + 1]], Nibbles[source[at + 2]]);
                if ((high | low) > 15) return false;
                octet = (byte)((high << 4) | low);
                at += 2;
            }
            else if (octet == '+')
            {
                octet = (byte)' ';
            }

            target[written++] = octet;
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

    private static byte Nibble(char digit) => char.IsAsciiHexDigit(digit) ? Convert.ToByte($"{digit}", 16) : NoDigit;
}
