using System.Text.RegularExpressions;

namespace Countersign.Playground.Slack;

/// <summary>What people type, as Slack hands it on.</summary>
internal static partial class WrittenText
{
    /// <param name="text">With mentions as a client writes them: <c>&lt;@U123|name&gt;</c>.</param>
    /// <param name="isMember">Whether an id is somebody's; only then is it a mention.</param>
    public static string Of(string text, Func<string, bool> isMember)
    {
        var written = new System.Text.StringBuilder();
        var done = 0;
        foreach (Match mention in Mention().Matches(text))
        {
            if (!isMember(mention.Groups[1].Value)) continue;
            written.Append(Interaction.Escape(text[done..mention.Index])).Append(mention.Value);
            done = mention.Index + mention.Length;
        }
        return written.Append(Interaction.Escape(text[done..])).ToString();
    }

    [GeneratedRegex(@"<@([UW][A-Z0-9]+)(?:\|[\w.-]+)?>")]
    private static partial Regex Mention();
}
