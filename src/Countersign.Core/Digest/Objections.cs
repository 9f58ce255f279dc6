using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Digest;

/// <summary>What a week's decisions said of an AI tool or a service.</summary>
/// <param name="Name">As authors write the tool, or the service's name.</param>
/// <param name="Decisions">All of them, approvals too.</param>
public sealed record Objections(string Name, int Decisions, int Denied, int ChangesRequested)
{
    private static readonly char[] Between = [',', ';', '\n', '|'];

    public int Count => Denied + ChangesRequested;

    /// <summary>A request that names several tools counts for each of them; letter case makes no other tool.</summary>
    internal static ImmutableArray<Objections> ByTool(IEnumerable<RoundTimes> rounds, Interval span)
    {
        // Most authors write the same few things.
        var tools = new Dictionary<string, string[]>(StringComparer.Ordinal);
        string[] toolsOf(string text) => tools.TryGetValue(text, out var known) ? known : tools[text] = [.. ToolsOf(text)];
        return Most(Decided(rounds, span).SelectMany(r => toolsOf(r.AiTools).Select(tool => (Name: tool, r.Decided!.Verdict))), StringComparer.OrdinalIgnoreCase);
    }

    internal static ImmutableArray<Objections> ByService(IEnumerable<RoundTimes> rounds, Interval span, PolicyBook book) =>
        Most(Decided(rounds, span).Select(r => (Name: book.NameOf(r.Service), r.Decided!.Verdict)), StringComparer.Ordinal);

    /// <summary>"Claude Code, Copilot" are two.</summary>
    internal static IEnumerable<string> ToolsOf(string text) => text
        .Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .SelectMany(t => t.Split(" and ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Distinct(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<RoundFacts> Decided(IEnumerable<RoundTimes> rounds, Interval span) =>
        rounds.Select(r => r.Facts).Where(f => f.Decided is { At: var at } && span.Contains(at));

    // Those with any; the most first, then the largest share, then by name. Of spellings the first by letter is shown.
    private static ImmutableArray<Objections> Most(IEnumerable<(string Name, Verdict Verdict)> decisions, StringComparer same) =>
    [
        .. decisions.GroupBy(d => d.Name, same)
            .Select(g => new Objections(
                g.Select(d => d.Name).Min(StringComparer.Ordinal)!, g.Count(), g.Count(d => d.Verdict == Verdict.Denied), g.Count(d => d.Verdict == Verdict.ChangesRequested)))
            .Where(o => o.Count > 0)
            .OrderByDescending(o => o.Count).ThenBy(o => o.Decisions).ThenBy(o => o.Name, StringComparer.Ordinal),
    ];
}
