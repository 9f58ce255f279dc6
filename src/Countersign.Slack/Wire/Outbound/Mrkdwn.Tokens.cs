using System.Buffers;
using System.Globalization;
using Countersign.Core.Words;

namespace Countersign.Slack.Wire;

public sealed partial record Mrkdwn
{
    private static readonly SearchValues<char> IdLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    /// <summary>A time in each reader's own zone.</summary>
    /// <param name="fallback">What clients that can't format dates show; name the zone in it.</param>
    public static string Date(long unixSeconds, string fallback) =>
        string.Create(CultureInfo.InvariantCulture, $"<!date^{unixSeconds}^{{date_short_pretty}} at {{time}}|{Label(fallback)}>");

    /// <summary>
    /// A link. An address other than http or https, or one with a user name in it (which can pass for a host),
    /// is not linked: the label stands alone.
    /// </summary>
    public static string Link(Uri address, string label)
    {
        var web = address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
        if (!web || address.UserInfo.Length > 0) return Label(label);

        // The address ends at | or >, and AbsoluteUri does not promise to escape them.
        var target = address.AbsoluteUri.Replace("|", "%7C").Replace("<", "%3C").Replace(">", "%3E").Replace("&", "&amp;");
        return label.Length == 0 ? $"<{target}>" : $"<{target}|{Label(label)}>";
    }

    /// <summary>A mention, which notifies the person. What is no user id stands as plain words.</summary>
    public static string User(string userId) => IsUserId(userId) ? $"<@{userId}>" : Literal(userId);

    /// <summary>Slack's user ids: U or W, then capital letters and digits.</summary>
    internal static bool IsUserId(string text) =>
        text.Length is > 1 and <= 32
        && text[0] is 'U' or 'W'
        && !text.AsSpan(1).ContainsAnyExcept(IdLetters);

    // A bar would end the label's field; the broken bar looks like one.
    private static string Label(string text) => Literal(CleanText.Line(text)).Replace('|', '¦');
}
