using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Countersign.Host.PolicyFile;

/// <summary>A YAML mapping that is read key by key, remembers what was asked, and names every key that nobody asked for.</summary>
internal sealed class YamlMap
{
    private readonly Dictionary<string, (YamlNode Key, YamlNode Value)> _entries = [];
    private readonly List<string> _known = [];
    private readonly Findings _findings;
    private readonly Mark _start;

    public YamlMap(YamlMappingNode node, string path, Findings findings)
    {
        Path = path;
        _findings = findings;
        _start = node.Start;
        foreach (var (key, value) in node.Children)
            if (key is YamlScalarNode { Value: { } name })
                _entries[name] = (key, value);
            else
                findings.Error(key.Start, path, "a key has to be plain text");
    }

    public string Path { get; }

    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    /// <summary>Where a key stands in the file: for keys whose order means something.</summary>
    public long PlaceOf(string key) => _entries.TryGetValue(key, out var entry) ? entry.Value.Start.Index : long.MaxValue;

    public void Advice(string key, string message) => _findings.Advice(PathOf(key), message);

    public void Error(string key, string message) =>
        _findings.Error(_entries.TryGetValue(key, out var entry) ? entry.Value.Start : _start, PathOf(key), message);

    /// <returns>Null when the key is missing; with <paramref name="required"/> that is an error.</returns>
    public string? Text(string key, bool required = false, int max = 200)
    {
        if (Take(key) is not { } node)
        {
            if (required)
                Error(key, "is missing");
            return null;
        }

        if (node is not YamlScalarNode { Value: { } value } || value.Length == 0)
        {
            Error(key, node is YamlScalarNode ? "has no value; what begins with # is a comment, and text with a # goes in quotation marks" : "has to be text");
            return null;
        }

        if (value.Length <= max && !value.Any(char.IsControl))
            return value.Trim();
        Error(key, $"has to be one line of at most {max} characters");
        return null;
    }

    public int? Number(string key, int least, int most, bool required = false)
    {
        if (Text(key, required) is not { } text)
            return null;
        if (int.TryParse(text, out var number) && number >= least && number <= most)
            return number;
        Error(key, least == most
            ? $"has to be {least}, not “{text}”"
            : $"has to be a whole number from {least} to {most}, not “{text}”");
        return null;
    }

    public bool? Flag(string key)
    {
        switch (Text(key))
        {
            case null:
                return null;
            case "true" or "yes":
                return true;
            case "false" or "no":
                return false;
            default:
                Error(key, "has to be true or false");
                return null;
        }
    }

    public List<(string Value, Mark At)> Texts(string key)
    {
        var list = new List<(string, Mark)>();
        switch (Take(key))
        {
            case null:
                break;
            case YamlSequenceNode many:
                foreach (var child in many.Children)
                    if (child is YamlScalarNode { Value: { Length: > 0 } value })
                        list.Add((value.Trim(), child.Start));
                    else
                        _findings.Error(child.Start, PathOf(key), "has to be a list of texts");
                break;
            default:
                Error(key, "has to be a list, such as [payments, web]");
                break;
        }

        return list;
    }

    public IEnumerable<YamlMap> Maps(string key, bool required)
    {
        switch (Take(key))
        {
            case YamlSequenceNode many:
                var index = 0;
                foreach (var child in many.Children)
                {
                    var path = $"{PathOf(key)}[{index++}]";
                    if (child is YamlMappingNode map)
                        yield return new YamlMap(map, path, _findings);
                    else
                        _findings.Error(child.Start, path, "has to be an entry with keys, such as “- id: ana”");
                }

                break;
            case null when !required:
                break;
            case null:
                Error(key, "is missing");
                break;
            default:
                Error(key, "has to be a list of entries, each beginning with “- id:”");
                break;
        }
    }

    /// <summary>Call last: every key that was not asked for is an error, with the nearest known one.</summary>
    public void NothingElse()
    {
        foreach (var (name, entry) in _entries)
            if (!_known.Contains(name))
                _findings.Error(
                    entry.Key.Start, PathOf(name),
                    $"is not a known key; {Nearest.Hint(name, _known)}");
    }

    private YamlNode? Take(string key)
    {
        _known.Add(key);
        return _entries.TryGetValue(key, out var entry) ? entry.Value : null;
    }
}
