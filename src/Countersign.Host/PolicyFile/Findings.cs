using System.Collections.Immutable;
using Countersign.Core.Policy;

namespace Countersign.Host.PolicyFile;

/// <summary>Collects what is found while a policy file is read.</summary>
/// <param name="file">The file's name, without folders.</param>
internal sealed class Findings(string file)
{
    // A file that is broken throughout is not explained better by more.
    private const int MostErrors = 500;
    private const int MostHints = 100;
    private readonly List<PolicyFinding> _all = [];
    private int _hints;
    private int _errors;

    public bool HasErrors => _errors > 0;

    /// <summary>So many that reading on says nothing new.</summary>
    public bool IsFull => _errors > MostErrors;

    public ImmutableArray<PolicyFinding> All =>
    [
        .. _all.OrderBy(f => f.Line).ThenBy(f => f.Column),
        .. IsFull ? [new PolicyFinding(0, 0, "", "there are more errors; mend these first", true)] : Array.Empty<PolicyFinding>(),
    ];

    public PolicyLine LineOf(Place at, string key) => new(file, at.Line, key);

    public void Error(Place at, string key, string message)
    {
        if (++_errors <= MostErrors)
            _all.Add(new PolicyFinding(at.Line, at.Column, key, message, true));
    }

    public void Advice(string key, string message, int line = 0) => _all.Add(new PolicyFinding(line, line > 0 ? 1 : 0, key, message, false));

    /// <summary>What was probably meant. Looking through a long roster costs, so only the first hints do.</summary>
    public string Hint(string word, IEnumerable<string> known) => _hints++ < MostHints ? Nearest.Hint(word, known) : "check its spelling";
}
