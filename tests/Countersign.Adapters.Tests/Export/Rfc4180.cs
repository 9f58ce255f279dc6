using System.Text;

namespace Countersign.Adapters.Tests.Export;

/// <summary>A reader of its own, straight from the grammar of RFC 4180: what the writer means is not asked.</summary>
internal static class Rfc4180
{
    public static List<Dictionary<string, string>> Read(string text)
    {
        var records = Records(text);
        return [.. records.Skip(1).Select(r => records[0].Zip(r).ToDictionary(c => c.First, c => c.Second))];
    }

    public static List<List<string>> Records(string text)
    {
        var (records, record, at) = (new List<List<string>>(), new List<string>(), 0);
        while (at < text.Length)
        {
            record.Add(Field(text, ref at));
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }

            if (!text.AsSpan(at).StartsWith("\r\n"))
                throw new FormatException($"A record does not end with CRLF at {at}.");
            at += 2;
            records.Add(record);
            record = [];
        }

        return records.TrueForAll(r => r.Count == records[0].Count) ? records : throw new FormatException("The records differ in length.");
    }

    private static string Field(string text, ref int at)
    {
        if (at >= text.Length || text[at] != '"')
        {
            var end = text.AsSpan(at).IndexOfAny(",\r\n\"") is var found && found < 0 ? text.Length : at + found;
            if (end < text.Length && text[end] == '"')
                throw new FormatException($"A quotation mark stands within a bare field at {end}.");
            var bare = text[at..end];
            at = end;
            return bare;
        }

        var value = new StringBuilder();
        for (at++; ; at++)
        {
            if (text[at] != '"')
                value.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"')
                value.Append(text[at++]);
            else
                break;
        }

        at++;
        return value.ToString();
    }
}
