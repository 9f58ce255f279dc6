using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Countersign.Host.PolicyFile;

/// <summary>
/// Reads the bytes of a file as one plain YAML mapping. What makes YAML surprising (aliases, merges, tags, several documents, doubled
/// keys) is refused with its place; nothing is ever expanded.
/// </summary>
internal static class YamlText
{
    public static MapNode? Read(ReadOnlySpan<byte> bytes, Findings findings)
    {
        if (bytes.Length > PolicyFileReader.MaxBytes)
        {
            findings.Error(Place.WholeFile, "", $"the file has {bytes.Length} bytes; at most {PolicyFileReader.MaxBytes} are read");
            return null;
        }

        try
        {
            // A byte order mark belongs to the encoding, not to the first key.
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
            if (TabIndented(text) is { } line)
            {
                findings.Error(new Place(line, 1), "", "the line is indented by a tab; YAML wants spaces");
                return null;
            }

            return new YamlTree(new Parser(new StringReader(text)), findings).Read();
        }
        catch (YamlException e)
        {
            findings.Error(YamlTree.PlaceOf(e.Start), "", $"this is not YAML: {e.Message}");
        }
        catch (DecoderFallbackException)
        {
            var good = GoodUtf8(bytes);
            findings.Error(
                new Place(good.Count((byte)'\n') + 1, good.Length - good.LastIndexOf((byte)'\n')), "",
                "the file is not UTF-8 text: from here on it can't be read; save it as UTF-8");
        }

        return null;
    }

    // The parser blames the first line for a tab anywhere.
    private static int? TabIndented(string text)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.Length > 0 && line[..^line.TrimStart().Length].Contains('\t') && !line.Trim().IsEmpty)
                return number;
        }

        return null;
    }

    private static ReadOnlySpan<byte> GoodUtf8(ReadOnlySpan<byte> bytes)
    {
        var good = 0;
        while (good < bytes.Length && Rune.DecodeFromUtf8(bytes[good..], out _, out var used) == System.Buffers.OperationStatus.Done)
            good += used;
        return bytes[..good];
    }
}

/// <summary>Builds the nodes of one document from the parser's events.</summary>
internal sealed class YamlTree(Parser parser, Findings findings)
{
    private const int MaxNodes = 100_000;
    private const int MaxDepth = 20;
    private int _nodes;

    public static Place PlaceOf(Mark mark) => new((int)mark.Line, (int)mark.Column);

    public MapNode? Read()
    {
        MapNode? root = null;
        var documents = 0;
        while (Next() is { } at)
        {
            if (at is DocumentStart && ++documents > 1)
                return Refuse(at, "the file holds more than one document: remove the lines “---”");
            if (at is not (Scalar or SequenceStart or MappingStart or AnchorAlias))
                continue;
            if (Node(at, 1) is not { } node)
                return null;
            root = node as MapNode;
        }

        if (findings.HasErrors)
            return null;
        if (root is null)
            findings.Error(Place.WholeFile, "", "the file is empty or not a list of keys; it begins with “version:”, “services:” and “people:”");
        return root;
    }

    private MapNode? Refuse(ParsingEvent at, string message)
    {
        findings.Error(PlaceOf(at.Start), "", message);
        return null;
    }

    // Null once something was refused.
    private YamlNode? Node(ParsingEvent at, int depth)
    {
        if (++_nodes > MaxNodes)
            return Refuse(at, $"the file has more than {MaxNodes} entries");
        if (depth > MaxDepth)
            return Refuse(at, "this is nested deeper than a policy file ever is");
        if (at is NodeEvent { Tag.IsEmpty: false })
            return Refuse(at, "tags (!name) are not supported; text goes in quotation marks");
        return at switch
        {
            AnchorAlias => Refuse(at, "aliases (*name) are not supported: write the value out, or put it in quotation marks if it begins with a star, as in \"**/*.sql\""),
            Scalar text => new TextNode(text.Value, PlaceOf(text.Start), text.Style == ScalarStyle.Plain, text.Style == ScalarStyle.Literal),
            SequenceStart => List(at, depth),
            MappingStart => Map(at, depth),
            _ => Refuse(at, "this is not YAML: a value is missing here"),
        };
    }

    private ListNode? List(ParsingEvent start, int depth)
    {
        var list = new ListNode([], PlaceOf(start.Start));
        while (Next() is { } at)
        {
            if (at is SequenceEnd)
                return list;
            if (Node(at, depth + 1) is not { } item)
                return null;
            list.Items.Add(item);
        }

        return null;
    }

    private MapNode? Map(ParsingEvent start, int depth)
    {
        var map = new MapNode([], PlaceOf(start.Start));
        var seen = new Dictionary<string, int>();
        while (Next() is { } at)
        {
            if (at is MappingEnd)
                return map;
            if (Node(at, depth + 1) is not { } key || Next() is not { } next || Node(next, depth + 1) is not { } value)
                return null;
            if (key is not TextNode { IsBlock: false } name)
                findings.Error(key.At, "", "a key has to be plain text");
            else if (name.Value == "<<")
                findings.Error(key.At, "<<", "merges (<<) are not supported; write the keys out");
            else if (!seen.TryAdd(name.Value, name.At.Line))
                findings.Error(key.At, name.Value, $"this key is there twice; the first is in line {seen[name.Value]}");
            else
                map.Entries.Add((name, value));
        }

        return null;
    }

    // The parser stumbles over some texts instead of refusing them; a line break within “[a b]” is enough.
    private ParsingEvent? Next()
    {
        try
        {
            return parser.MoveNext() ? parser.Current : null;
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            findings.Error(
                PlaceOf(parser.Current?.End ?? Mark.Empty), "",
                "this is not YAML: a bracket or a quotation mark is not closed, or holds what it can't");
            return null;
        }
    }
}
