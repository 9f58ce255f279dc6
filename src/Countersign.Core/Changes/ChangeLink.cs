using System.Text.RegularExpressions;

namespace Countersign.Core.Changes;

/// <summary>Why a link is refused.</summary>
public enum LinkFault
{
    /// <summary>No http or https address, or one with spaces in it.</summary>
    NoAddress,
    TooLong,

    /// <summary>A user name or password stands in it: it can pass for a host, and would be shown to everybody.</summary>
    UserInfo,
}

/// <summary>
/// A link to the change, with what its address alone tells. Nothing is ever fetched from it.
/// </summary>
/// <param name="Repository">Such as <c>acme/payments-api</c>; null when the address is not one of a known code host's shapes.</param>
/// <param name="PullRequest">The pull or merge request's number.</param>
/// <param name="CommitSha">Lower-case hex, when the link names a commit. Without one the request is not bound to a commit.</param>
public sealed partial record ChangeLink(Uri Address, string? Repository, int? PullRequest, string? CommitSha)
{
    public const int MaxLength = 2000;

    /// <summary>
    /// Accepts http and https addresses with a host (one without a dot too: intranets have them) and no user part; also Slack's
    /// <c>&lt;link|label&gt;</c> form.
    /// </summary>
    public static bool TryParse(string? text, out ChangeLink link)
    {
        var valid = Judge(text, out var address) is null;
        link = valid ? Read(address!) : null!;
        return valid;
    }

    /// <summary>What is wrong with a link; null when it is taken.</summary>
    public static LinkFault? FaultOf(string? text) => Judge(text, out _);

    private static LinkFault? Judge(string? text, out Uri? address)
    {
        address = null;
        text = Unwrap(text?.Trim() ?? "");
        if (text.Length > MaxLength)
            return LinkFault.TooLong;
        if (text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            || !Uri.TryCreate(text, UriKind.Absolute, out address)
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            || address.Host.Length == 0)
            return LinkFault.NoAddress;
        if (address.UserInfo.Length > 0)
            return LinkFault.UserInfo;
        return address.AbsoluteUri.Length > MaxLength ? LinkFault.TooLong : null;
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

    /// <summary>The first link in what somebody typed; an address without <c>https://</c> counts when it has a host and a path.</summary>
    public static string? FindIn(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words)
        {
            // Within a sentence, what ends it is no part of the link.
            var piece = words.Length == 1 ? word : word.TrimStart('(').TrimEnd('.', ',', ';', ')', '!', '?');
            if (StartsAsLink().IsMatch(piece))
                return piece;
            if (WithoutScheme().IsMatch(piece))
                return "https://" + piece;
        }

        return null;
    }

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

    [GeneratedRegex("^<?https?://", RegexOptions.IgnoreCase)]
    private static partial Regex StartsAsLink();

    [GeneratedRegex(@"^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?::[0-9]{1,5})?/[^\s/]", RegexOptions.IgnoreCase)]
    private static partial Regex WithoutScheme();

    // GitHub and Gitea (/o/r/pull/1, /o/r/pulls/1), GitLab (/g/s/r/-/merge_requests/1), Bitbucket (/o/r/pull-requests/1).
    [GeneratedRegex(@"^/(?<repository>[\w.-]+(?:/[\w.-]+)+?)(?:/-)?/(?:pull|pulls|merge_requests|pull-requests)/(?<number>\d{1,9})(?:/(?:commits|changes)/(?<sha>[0-9a-fA-F]{40}))?(?:/|$)")]
    private static partial Regex PullRequestPath();

    [GeneratedRegex(@"^/(?<repository>[\w.-]+(?:/[\w.-]+)+?)(?:/-)?/commits?/(?<sha>[0-9a-fA-F]{40})(?:/|$)")]
    private static partial Regex CommitPath();
}
