using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Countersign.Core.People;
using Countersign.Core.Policy;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Countersign.Host.PolicyFile;

/// <summary>Reads the policy file: all errors at once, each with line, column, key and what was expected. Any error means no book.</summary>
public static class PolicyFileReader
{
    public const int MaxBytes = 1024 * 1024;
    private const int MaxNodes = 100_000;
    private const int MaxDepth = 20;

    /// <param name="homes">The workspace and tenant that the file's ids belong to.</param>
    public static PolicyReading Read(ReadOnlySpan<byte> bytes, ChatHomes homes)
    {
        var findings = new Findings();
        var book = Root(bytes, findings) is { } root ? Book(root, bytes, homes, findings) : null;
        return new PolicyReading(findings.HasErrors ? null : book, findings.All);
    }

    private static YamlMap? Root(ReadOnlySpan<byte> bytes, Findings findings)
    {
        if (bytes.Length > MaxBytes)
        {
            findings.Error($"the file has {bytes.Length} bytes; at most {MaxBytes} are read");
            return null;
        }

        try
        {
            // A byte order mark belongs to the encoding, not to the first key.
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
            if (TabIndented(text) is { } line)
            {
                findings.Error(new Mark(0, line, 1), "", "the line is indented by a tab; YAML wants spaces");
                return null;
            }

            if (!IsPlain(text, findings) || findings.HasErrors)
                return null;
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            if (yaml.Documents is [{ RootNode: YamlMappingNode map }])
                return new YamlMap(map, "", findings);
            findings.Error(yaml.Documents.Count > 1
                ? "the file holds more than one document: remove the lines “---”"
                : "the file is empty or not a list of keys; it begins with “version:”, “services:” and “people:”");
        }
        catch (YamlException e)
        {
            findings.Error(e.Start, "", $"this is not YAML: {e.Message}");
        }
        catch (DecoderFallbackException)
        {
            findings.Error("the file is not UTF-8 text");
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

    // Aliases can make a small file expand without end, and nothing here needs them.
    private static bool IsPlain(string text, Findings findings)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        for (var nodes = 0; MovesOn(parser, findings); nodes++)
        {
            depth += parser.Current!.NestingIncrease;
            if (parser.Current is AnchorAlias alias)
            {
                findings.Error(alias.Start, "", "aliases (*name) are not supported; write the value out");
                return false;
            }
            else if (nodes > MaxNodes)
            {
                findings.Error($"the file has more than {MaxNodes} entries");
                return false;
            }
            else if (depth > MaxDepth)
            {
                findings.Error(parser.Current.Start, "", "this is nested deeper than a policy file ever is");
                return false;
            }
        }

        return true;
    }

    // The parser stumbles over some texts instead of refusing them; a line break within “[a b]” is enough.
    private static bool MovesOn(Parser parser, Findings findings)
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException)
        {
            findings.Error(parser.Current?.End ?? Mark.Empty, "", "this is not YAML: a bracket or a quotation mark is not closed, or holds what it can't");
            return false;
        }
    }

    private static PolicyBook? Book(YamlMap root, ReadOnlySpan<byte> bytes, ChatHomes homes, Findings findings)
    {
        var ids = new ChatIds(homes);
        _ = root.Number("version", 1, 1, required: true);
        var operatorsChannels = ids.Channels(root, "operators_channel");
        var operators = root.Texts("operators");
        var serviceMaps = root.Maps("services", required: true).ToList();
        var peopleMaps = root.Maps("people", required: true).ToList();
        root.NothingElse();

        var services = ServiceRows.Read(serviceMaps, ids);
        var people = PersonRows.Read(peopleMaps, [.. services.Select(s => s.Service.Id)], ids);
        var known = people.Select(p => p.Id.Value).ToHashSet();
        foreach (var (id, at) in operators)
            if (!known.Contains(id))
                findings.Error(at, "operators", $"nobody on the roster has the id “{id}”; {Nearest.Hint(id, known)}");
        foreach (var (service, map) in services)
            if (service.Lead is { } lead && !known.Contains(lead.Value))
                map.Error("lead", $"nobody on the roster has the id “{lead}”; {Nearest.Hint(lead.Value, known)}");
        // An empty list is more likely a slip than a wish: it would leave nobody to ask, or nothing to ask for.
        if (!findings.HasErrors && people.Count == 0)
            root.Error("people", "has to list at least one person");
        if (!findings.HasErrors && services.Count == 0)
            root.Error("services", "has to list at least one service");
        if (findings.HasErrors)
            return null;

        var book = new PolicyBook(
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
            RosterDigest(people),
            new Roster(people),
            services.Select(s => s.Service).ToFrozenDictionary(s => s.Id),
            [.. operators.Select(o => new PersonId(o.Value))],
            operatorsChannels);
        Advise(book, findings);
        return book;
    }

    private static void Advise(PolicyBook book, Findings findings)
    {
        foreach (var service in book.Services.Values.OrderBy(s => s.Id.Value, StringComparer.Ordinal))
        {
            var able = book.Roster.Everybody.Where(p => service.Seats.Any(seat => seat.IsMetBy(p))).ToList();
            if (able.Count == 0)
                findings.Advice($"services.{service.Id}", "nobody on the roster can sign this off: no active senior lists it. Requests for it are refused");
            else if (able.Count == 1)
                findings.Advice($"services.{service.Id}", $"only {able[0].Id} can sign this off; their own changes, and any in their absence, have to wait");
            if (service.Channels.IsEmpty)
                findings.Advice($"services.{service.Id}", "has no slack_channel or teams_channel of a platform that is set up, so its team sees no card");
        }

        if (book.Operators.IsEmpty)
            findings.Advice("operators", "names nobody, so nobody is told how to mend trouble");
        if (book.OperatorsChannels.IsEmpty)
            findings.Advice("slack_operators_channel", "is not set, and teams_operators_channel neither, so messages that can't be delivered are told to the log alone");
    }

    private static string RosterDigest(IEnumerable<Person> people)
    {
        var lines = people.OrderBy(p => p.Id).Select(p => string.Join(
            '|', p.Id, p.Level, p.Active, string.Join(',', p.Primary), string.Join(',', p.Secondary),
            string.Join(',', p.Identities)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }
}
