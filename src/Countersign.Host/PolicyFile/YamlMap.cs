using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Countersign.Core.Policy;

namespace Countersign.Host.PolicyFile;

/// <summary>One entry of the file, read by the keys of its shape: kind, limits and pattern come from there.</summary>
internal sealed class YamlMap
{
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new();
    private const int MostOtherwise = 200;
    private readonly Dictionary<string, YamlNode> _values = [];
    private readonly Findings _findings;
    private readonly EntryShape _shape;
    private readonly Place _start;

    /// <summary>Names every key that the shape does not have, with the nearest one that it has.</summary>
    public YamlMap(MapNode node, string path, EntryShape shape, Findings findings)
    {
        (Path, _shape, _findings, _start) = (path, shape, findings, node.At);
        foreach (var (key, value) in node.Entries)
            if (shape.Has(key.Value))
                _values[key.Value] = value;
            else
                findings.Error(key.At, PathOf(Shown(key.Value)), $"is not a known key; {findings.Hint(key.Value, shape.Keys)}");
    }

    public string Path { get; }

    public bool Has(string key) => _values.ContainsKey(key);

    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    /// <summary>The key's value, or the entry itself when the key is left out.</summary>
    public Place PlaceOf(string key) => _values.TryGetValue(key, out var value) ? value.At : _start;

    public PolicyLine At(string key) => _findings.LineOf(PlaceOf(key), PathOf(key));

    public void Advice(string key, string message) => _findings.Advice(PathOf(key), message, PlaceOf(key).Line);

    public void Error(string key, string message) => _findings.Error(PlaceOf(key), PathOf(key), message);

    public void ErrorAt(Place at, string key, string message) => _findings.Error(at, PathOf(key), message);

    public string Hint(string word, IEnumerable<string> known) => _findings.Hint(word, known);

    /// <returns>Null when the key is left out, or wrong.</returns>
    public string? Text(string key)
    {
        var field = _shape.Of(key);
        if (Scalar(key, field) is not { } text)
            return null;
        var most = field.Kind == FieldKind.Text ? field.Most : MostOtherwise;
        if (text.Length > most || text.Any(char.IsControl))
            return Wrong(key, $"has to be one line of at most {most} characters");
        // Where the shape has no hint, whoever asks knows more to say.
        return Fits(field, text) ? text : Wrong(key, $"“{text}” does not fit; {field.Hint}");
    }

    /// <returns>The choice as the shape writes it.</returns>
    public string? Word(string key)
    {
        if (Text(key) is not { } text)
            return null;
        var choices = _shape.Of(key).Choices;
        return choices.FirstOrDefault(c => c.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? Wrong(key, $"“{text}” is not {(key is "tier" or "level" ? $"a {key}" : "known here")}; it is {Listed(choices)}");
    }

    public Ruled<Tier>? Tier(string key) =>
        Word(key) is { } word ? new Ruled<Tier>(Tiers.All.First(t => t.Word() == word), At(key)) : null;

    public Ruled<int>? Number(string key)
    {
        var field = _shape.Of(key);
        if (Text(key) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= field.Least && number <= field.Most)
            return new Ruled<int>(number, At(key));
        var hint = field.Hint is { } more ? $"; {more}" : "";
        Error(key, field.Least == field.Most
            ? $"has to be {field.Least}, not “{text}”{hint}"
            : $"has to be a whole number from {field.Least} to {field.Most}, not “{text}”{hint}");
        return null;
    }

    public double? Weight(string key)
    {
        var field = _shape.Of(key);
        if (Text(key) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= field.Least && number <= field.Most)
            return number;
        Error(key, $"has to be a number from {field.Least} to {field.Most}, such as 1.5, not “{text}”");
        return null;
    }

    public Ruled<bool>? Flag(string key)
    {
        switch (Text(key))
        {
            case null:
                return null;
            case "true" or "yes":
                return new Ruled<bool>(true, At(key));
            case "false" or "no":
                return new Ruled<bool>(false, At(key));
            default:
                Error(key, "has to be true or false");
                return null;
        }
    }

    public List<(string Value, Place At)> Texts(string key)
    {
        var field = _shape.Of(key);
        var list = new List<(string, Place)>();
        foreach (var item in Items(key, field, field.Choices is [var first, ..] ? $"such as [{first}]" : $"such as [{(key == "repositories" ? "acme/payments-api" : "one, two")}]"))
            if (item is not TextNode { IsNull: false } text || string.IsNullOrWhiteSpace(text.Value) || text.Value.Length > MostOtherwise || text.Value.Any(char.IsControl))
                _findings.Error(item.At, PathOf(key), "has to be a list of texts");
            else if (!Fits(field, text.Value.Trim()))
                _findings.Error(item.At, PathOf(key), $"“{text.Value.Trim()}” does not fit; {field.Hint}");
            else if (field.Choices.Length > 0 && !field.Choices.Contains(text.Value.Trim()))
                _findings.Error(item.At, PathOf(key), $"“{text.Value.Trim()}” is none of {Listed(field.Choices)}; {_findings.Hint(text.Value.Trim(), field.Choices)}");
            else
                list.Add((text.Value.Trim(), text.At));
        return list;
    }

    public YamlMap? Map(string key)
    {
        if (!_values.TryGetValue(key, out var node) || _shape.Of(key).Shape is not { } shape)
            return null;
        if (node is MapNode map)
            return new YamlMap(map, PathOf(key), shape, _findings);
        Error(key, $"has to be an entry with keys, such as “{shape.Fields[0].Key}:”");
        return null;
    }

    public IEnumerable<YamlMap> Maps(string key)
    {
        var field = _shape.Of(key);
        var index = 0;
        foreach (var item in Items(key, field, $"of entries, each beginning with “- {field.Shape!.Fields[0].Key}:”"))
        {
            var path = $"{PathOf(key)}[{index++}]";
            if (item is MapNode map)
                yield return new YamlMap(map, path, field.Shape, _findings);
            else
                _findings.Error(item.At, path, $"has to be an entry with keys, such as “- {field.Shape.Fields[0].Key}: …”");
        }
    }

    /// <summary>The lines below <c>|</c>; the first stands in the line after the value's place.</summary>
    public TextNode? Block(string key)
    {
        if (!_values.TryGetValue(key, out var node))
            return null;
        if (node is TextNode { IsBlock: true } block)
            return block;
        Error(key, $"has to be lines below a bar: “{key}: |”, then each line indented by two spaces");
        return null;
    }

    private List<YamlNode> Items(string key, Field field, string example)
    {
        if (!_values.TryGetValue(key, out var node))
        {
            if (field.Required)
                Error(key, "is missing");
            return [];
        }

        if (node is not ListNode list)
            Error(key, $"has to be a list, {example}");
        else if (list.Items.Count > field.Most)
            Error(key, $"has {list.Items.Count} entries; at most {field.Most} are read");
        else
            return list.Items;
        return [];
    }

    private string? Scalar(string key, Field field)
    {
        if (!_values.TryGetValue(key, out var node))
            return field.Required ? Wrong(key, "is missing") : null;
        if (node is not TextNode text)
            return Wrong(key, "has to be text");
        return text.IsNull || string.IsNullOrWhiteSpace(text.Value)
            ? Wrong(key, "has no value; what begins with # is a comment, and text with a # goes in quotation marks")
            : text.Value.Trim();
    }

    private string? Wrong(string key, string message)
    {
        Error(key, message);
        return null;
    }

    private static bool Fits(Field field, string text) =>
        field.Hint is null || field.Pattern is null || Patterns.GetOrAdd(field.Pattern, p => new Regex(p, RegexOptions.CultureInvariant)).IsMatch(text);

    private static string Listed(ImmutableArray<string> words) => $"{string.Join(", ", words[..^1])} or {words[^1]}";

    internal static string Shown(string key) => Core.Words.Graphemes.Clip(new string([.. key.Where(c => !char.IsControl(c))]), 60);
}
