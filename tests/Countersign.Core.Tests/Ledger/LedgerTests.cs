using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Countersign.Core.Ledger;

namespace Countersign.Core.Tests.Ledger;

public class LedgerTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void The_bytes_are_what_another_reader_sorts_and_understands()
    {
        var random = new Random(1);
        for (var i = 0; i < 5_000; i++)
        {
            var entry = Fuzzed(random, 1 + i, LedgerEntry.Genesis);
            var bytes = CanonicalForm.Of(entry);
            using var json = JsonDocument.Parse(bytes);
            var keys = json.RootElement.EnumerateObject().Select(p => p.Name).ToList();
            keys.ShouldBe(keys.Order(StringComparer.Ordinal));
            var expected = Fields(entry).Append(("v", (object)1L)).ToDictionary(f => f.Item1, f => f.Item2);
            keys.Order().ShouldBe(expected.Keys.Order());
            foreach (var property in json.RootElement.EnumerateObject())
                if (property.Value.ValueKind == JsonValueKind.Number)
                    property.Value.GetInt64().ShouldBe(expected[property.Name]);
                else
                    property.Value.GetString().ShouldBe(expected[property.Name]);
        }
    }

    [Fact]
    public void Plain_strings_are_the_very_bytes_that_the_frameworks_writer_gives()
    {
        var entry = Fuzzed(new Random(2), 3, LedgerEntry.Genesis) with { Detail = "ä \"quoted\" \\ \n\t €" };
        var sorted = new SortedDictionary<string, object>(StringComparer.Ordinal) { ["v"] = 1L };
        foreach (var (key, value) in Fields(entry))
            sorted[key] = value is string s ? new string([.. s.Where(c => c < 0x2000)]) : value;
        var theirs = JsonSerializer.Serialize(sorted, Relaxed);
        var clean = sorted.Aggregate(entry, (e, f) => f.Value is string s && f.Key != "v" ? With(e, f.Key, s) : e);
        Encoding.UTF8.GetString(CanonicalForm.Of(clean)).ShouldBe(theirs, StringCompareShould.IgnoreCase);
    }

    [Fact]
    public void A_sound_chain_has_no_fault_and_every_single_edit_has_one()
    {
        var chain = Chain(12);
        for (var i = 0; i < chain.Length; i++)
            LedgerChain.FaultOf(chain[i], i == 0 ? null : chain[i - 1]).ShouldBeNull();
        var random = new Random(4);
        for (var i = 1; i < chain.Length; i++)
        {
            foreach (var property in typeof(LedgerEntry).GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.CanWrite))
                LedgerChain.FaultOf(chain[i] with { Entry = Edited(chain[i].Entry, property) }, chain[i - 1])
                    .ShouldNotBeNull($"{property.Name} was changed");
            var bytes = (byte[])chain[i].Bytes.Clone();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            LedgerChain.FaultOf(chain[i] with { Bytes = bytes }, chain[i - 1]).ShouldNotBeNull();
            LedgerChain.FaultOf(chain[i] with { Bytes = bytes, Hash = LedgerChain.HashOf(bytes) }, chain[i - 1]).ShouldNotBeNull();
            LedgerChain.FaultOf(chain[i] with { Hash = new string('0', 64) }, chain[i - 1]).ShouldNotBeNull();
        }
    }

    [Fact]
    public void Dropping_swapping_or_resealing_an_entry_shows()
    {
        var chain = Chain(12);
        for (var i = 1; i < chain.Length; i++)
        {
            FirstFault([.. chain[..(i - 1)], .. chain[i..]]).ShouldNotBeNull("dropped");
            FirstFault([.. chain[..(i - 1)], chain[i], chain[i - 1], .. chain[(i + 1)..]]).ShouldNotBeNull("swapped");
            var resealed = LedgerChain.Seal(chain[i - 1].Entry with { Verdict = "approved!" });
            FirstFault([.. chain[..(i - 1)], resealed, .. chain[i..]]).ShouldNotBeNull("resealed");
        }
    }

    private static string? FirstFault(SealedEntry[] chain) =>
        chain.Select((e, i) => LedgerChain.FaultOf(e, i == 0 ? null : chain[i - 1])).FirstOrDefault(f => f is not null);

    private static SealedEntry[] Chain(int length)
    {
        var random = new Random(3);
        var chain = new List<SealedEntry>();
        for (var i = 1; i <= length; i++)
            chain.Add(LedgerChain.Seal(Fuzzed(random, i, i == 1 ? LedgerEntry.Genesis : chain[^1].Hash)));
        return [.. chain];
    }

    private static LedgerEntry Edited(LedgerEntry entry, PropertyInfo property)
    {
        var copy = entry with { };
        property.SetValue(copy, property.GetValue(entry) switch
        {
            string s => s + "x",
            long n => n + 1,
            _ => property.PropertyType == typeof(string) ? "x" : 7L,
        });
        return copy;
    }

    private static LedgerEntry With(LedgerEntry entry, string key, string value)
    {
        var copy = entry with { };
        typeof(LedgerEntry).GetProperties().Single(p => Snake(p.Name) == key).SetValue(copy, value);
        return copy;
    }

    private static IEnumerable<(string, object)> Fields(LedgerEntry entry) =>
        from property in typeof(LedgerEntry).GetProperties(BindingFlags.Instance | BindingFlags.Public)
        let value = property.GetValue(entry)
        where value is not null
        select (Snake(property.Name), value);

    private static string Snake(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static LedgerEntry Fuzzed(Random random, long seq, string prev)
    {
        string[] pieces = ["a", "Z", " ", "\"", "\\", "/", "\b", "\f", "\n", "\r", "\t", "\0", "\u001f", "\u007f", "é", "€", "😀", "\u2028", "<", "&", "'"];
        string Text() => string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => pieces[random.Next(pieces.Length)]));
        string? Maybe() => random.Next(3) == 0 ? null : Text();
        long? Number() => random.Next(3) == 0 ? null : random.NextInt64(-1L << 50, 1L << 50);
        return new LedgerEntry(seq, random.NextInt64(1L << 45), Text(), Maybe(), Number(), Maybe(), Maybe(), Maybe(), Maybe(), Maybe(), Maybe(),
            Number(), Maybe(), Text(), Text(), Maybe(), Maybe(), Number(), Maybe(), Maybe(), Number(), prev);
    }
}
