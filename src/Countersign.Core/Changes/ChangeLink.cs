using System.Text.RegularExpressions;

namespace Countersign.Core.Changes;

/// <summary>
/// A link to the change, with what its address alone tells. Nothing is ever fetched from it.
/// </summary>
/// <param name="Repository">Such as <c>acme/payments-api</c>; null when the address is not one of a known code host's shapes.</param>
/// <param name="PullRequest">The pull or merge request's number.</param>
/// <param name="CommitSha">Lower-case hex, when the link names a commit. Without one the request is not bound to a commit.</param>
public sealed partial record ChangeLink(Uri Address, string? Repository, int? PullRequest, string? CommitSha)
{
    public const int MaxLength = 2000;

    /// <summary>Accepts http and https addresses with a host and no user part; also Slack's <c>&lt;link|label&gt;</c> form.</summary>
    public static bool TryParse(string? text, out ChangeLink link)
    {
        link = null!;
        text = Unwrap(text?.Trim() ?? "");
        if (text.Length is 0 or > MaxLength || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            return false;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            || address.AbsoluteUri.Length > MaxLength
            || address.UserInfo.Length > 0
            || !address.Host.Contains('.', StringComparison.Ordinal) && !address.IsLoopback)
            return false;
        link = Read(address);
        return true;
    }

    /// <summary>A short name for the change: <c>acme/payments-api #123</c>, or the host and last path segment.</summary>
    public string ShortName =>
        (Repository, PullRequest, CommitSha) switch
        {
            ({ } repository, { } number, _) => $"{repository} #{number}",
            ({ } repository, null, { } sha) => $"{repository} @ {sha[..Math.Min(7, sha.Length)]}",
            ({ } repository, null, null) => repository,
            _ => Address.Host + Address.AbsolutePath.TrimEnd('/'),
        };

    public bool Equals(ChangeLink? other) => other is not null && Address == other.Address;

    public override int GetHashCode() => Address.GetHashCode();

    private static string Unwrap(string text)
    {
        if (!text.StartsWith('<') || !text.EndsWith('>'))
            return text;
        var inner = text[1..^1];
        var bar = inner.IndexOf('|', StringComparison.Ordinal);
        return (bar < 0 ? inner : inner[..bar]).Replace("&amp;", "&", StringComparison.Ordinal);
    }

    private static ChangeLink Read(Uri address)
    {
        if (PullRequestPath().Match(address.AbsolutePath) is { Success: true } pull
            && int.TryParse(pull.Groups["number"].ValueSpan, out var number))
            return new ChangeLink(
                address, pull.Groups["repository"].Value, number, pull.Groups["sha"] is { Success: true, Value: var at } ? at.ToLowerInvariant() : null);
        if (CommitPath().Match(address.AbsolutePath) is { Success: true } commit)
            return new ChangeLink(
                address, commit.Groups["repository"].Value, null, commit.Groups["sha"].Value.ToLowerInvariant());
        return new ChangeLink(address, null, null, null);
    }

    // GitHub and Gitea (/o/r/pull/1, /o/r/pulls/1), GitLab (/g/s/r/-/merge_requests/1), Bitbucket (/o/r/pull-requests/1).
    [GeneratedRegex(@"^/(?<repository>[\w.-]+(?:/[\w.-]+)+?)(?:/-)?/(?:pull|pulls|merge_requests|pull-requests)/(?<number>\d{1,9})(?:/(?:commits|changes)/(?<sha>[0-9a-fA-F]{40}))?(?:/|$)")]
    private static partial Regex PullRequestPath();

    [GeneratedRegex(@"^/(?<repository>[\w.-]+(?:/[\w.-]+)+?)(?:/-)?/commits?/(?<sha>[0-9a-fA-F]{40})(?:/|$)")]
    private static partial Regex CommitPath();
}
