namespace Countersign.Core.Policy;

/// <summary>What a tier can ask an author to show. Source: product.md, Policy (per tier).</summary>
public enum EvidenceKind
{
    /// <summary>Which tests were run, and their result.</summary>
    Tests,

    /// <summary>A scanner's name, its findings by severity, and a link to them.</summary>
    Scanner,

    /// <summary>Null, empty, overflow, time, concurrency: what the author looked at, in their own words.</summary>
    EdgeCases,

    /// <summary>How to go back.</summary>
    Rollback,

    /// <summary>What another AI found when it reviewed the change.</summary>
    AiReview,
}

public static class Evidences
{
    public static IReadOnlyList<EvidenceKind> All { get; } = Enum.GetValues<EvidenceKind>();

    /// <summary>As the policy file writes it.</summary>
    public static string Key(this EvidenceKind kind) => kind switch
    {
        EvidenceKind.Tests => "tests",
        EvidenceKind.Scanner => "scanner",
        EvidenceKind.EdgeCases => "edge_cases",
        EvidenceKind.Rollback => "rollback",
        _ => "ai_review",
    };

    /// <summary>As people say it: "test results", "a rollback plan".</summary>
    public static string Words(this EvidenceKind kind) => kind switch
    {
        EvidenceKind.Tests => "test results",
        EvidenceKind.Scanner => "a scanner's result",
        EvidenceKind.EdgeCases => "edge cases looked at",
        EvidenceKind.Rollback => "a rollback plan",
        _ => "an AI reviewer's findings",
    };
}
