using System.Collections.Immutable;
using Countersign.Core.Policy;

namespace Countersign.Host.PolicyFile;

/// <summary>One thing about a policy file, with its place.</summary>
/// <param name="Line">From 1; 0 when it concerns the whole file.</param>
/// <param name="Key">Where in the file, such as <c>people[2].level</c>.</param>
/// <param name="Message">What is wrong and what was expected.</param>
/// <param name="IsError">An error keeps the file from being accepted; anything else is advice.</param>
public sealed record PolicyFinding(int Line, int Column, string Key, string Message, bool IsError)
{
    public override string ToString() =>
        $"{(Line > 0 ? $"line {Line}, column {Column}: " : "")}{(Key.Length > 0 ? $"{Key}: " : "")}{Message}";
}

/// <summary>What reading a policy file gave: a book when there is no error, and everything found.</summary>
public sealed record PolicyReading(PolicyBook? Book, ImmutableArray<PolicyFinding> Findings)
{
    public IEnumerable<PolicyFinding> Errors => Findings.Where(f => f.IsError);
}
