namespace Countersign.Playground.Slack;

/// <summary>How a method is guarded and done.</summary>
/// <param name="Scope">What the token must have been granted; null for none.</param>
/// <param name="PerMinute">The tier's calls a minute for a workspace; null for a method with its own rule.</param>
/// <param name="Do">Changes the workspace and answers.</param>
internal sealed record ApiMethod(string? Scope, int? PerMinute, Func<ApiArguments, ApiAnswer> Do)
{
    public const int Tier2 = 20;
    public const int Tier3 = 50;
    public const int Tier4 = 100;

    /// <summary>The reading methods take a form only: JSON arguments are silently not seen.</summary>
    public bool FormOnly { get; init; }
}
