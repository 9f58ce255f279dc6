namespace Countersign.Slack.Wire;

/// <summary>Where a file's bytes may be sent: the address comes in an answer, and a wrong one would carry a team's numbers elsewhere.</summary>
public static class UploadUrlRule
{
    /// <param name="apiBase">The configured API base: its host and port are trusted too, for stand-ins and gateways.</param>
    public static bool Allows(Uri url, Uri apiBase) => SlackHosts.Allow(url, apiBase, "files.slack.com", "files.slack-gov.com");
}
