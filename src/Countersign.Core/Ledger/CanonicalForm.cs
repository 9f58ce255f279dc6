using System.Buffers;
using System.Globalization;
using System.Text;

namespace Countersign.Core.Ledger;

/// <summary>
/// The canonical bytes of an entry: RFC 8785 JSON with ASCII keys in ascending order, strings and integers only; absent
/// fields are left out. Own writer, because the bytes must never change with a serializer's version.
/// </summary>
public static class CanonicalForm
{
    public static byte[] Of(LedgerEntry e)
    {
        var json = new Writer();
        json.Add("actor", e.Actor);
        json.Add("assignee", e.Assignee);
        json.Add("at", e.At);
        json.Add("body", e.Body);
        json.Add("count", e.Count);
        json.Add("detail", e.Detail);
        json.Add("head_sha", e.HeadSha);
        json.Add("level", e.Level);
        json.Add("person", e.Person);
        json.Add("platform", e.Platform);
        json.Add("policy", e.Policy);
        json.Add("prev", e.Prev);
        json.Add("pull_request", e.PullRequest);
        json.Add("repository", e.Repository);
        json.Add("request", e.Request);
        json.Add("roster", e.Roster);
        json.Add("round", e.Round);
        json.Add("seconds_to_decide", e.SecondsToDecide);
        json.Add("seq", e.Seq);
        json.Add("service", e.Service);
        json.Add("type", e.Type);
        json.Add("v", LedgerEntry.FormatVersion);
        json.Add("verdict", e.Verdict);
        return json.Done();
    }

    private sealed class Writer
    {
        private static readonly SearchValues<char> Plain = SearchValues.Create(
            [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Where(c => c is not ('"' or '\\'))]);

        private readonly ArrayBufferWriter<byte> _bytes = new(1536);

        public void Add(string key, long? value)
        {
            if (value is not { } number)
                return;
            Key(key);
            Ascii(number.ToString(CultureInfo.InvariantCulture));
        }

        public void Add(string key, string? value)
        {
            if (value is null)
                return;
            Key(key);
            Ascii("\"");
            // Digests and names, nearly all of an entry, are plain ASCII: the same bytes, without a look at each character.
            if (value.AsSpan().ContainsAnyExcept(Plain))
                foreach (var c in value.EnumerateRunes())
                    Character(c);
            else
                Ascii(value);
            Ascii("\"");
        }

        public byte[] Done()
        {
            Ascii("}");
            return _bytes.WrittenSpan.ToArray();
        }

        private void Key(string key)
        {
            Ascii(_bytes.WrittenCount == 0 ? "{\"" : ",\"");
            Ascii(key);
            Ascii("\":");
        }

        // RFC 8785 §3.2.2.2: the two-character escapes where JSON has them, \u00xx for other controls, everything else as UTF-8.
        private void Character(Rune c)
        {
            switch (c.Value)
            {
                case '"': Ascii("\\\""); break;
                case '\\': Ascii("\\\\"); break;
                case '\b': Ascii("\\b"); break;
                case '\f': Ascii("\\f"); break;
                case '\n': Ascii("\\n"); break;
                case '\r': Ascii("\\r"); break;
                case '\t': Ascii("\\t"); break;
                case < 0x20: Ascii("\\u00" + c.Value.ToString("x2", CultureInfo.InvariantCulture)); break;
                default:
                    _bytes.Advance(c.EncodeToUtf8(_bytes.GetSpan(4)));
                    break;
            }
        }

        private void Ascii(string text) =>
            _bytes.Advance(Encoding.ASCII.GetBytes(text, _bytes.GetSpan(text.Length)));
    }
}
