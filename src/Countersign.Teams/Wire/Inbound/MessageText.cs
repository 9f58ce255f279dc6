using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using static Countersign.Teams.Wire.Inbound.SoundJson;

namespace Countersign.Teams.Wire.Inbound;

/// <summary>
/// A message's words. Teams writes a mention as <c>&lt;at&gt;Name&lt;/at&gt;</c> with an entity beside it, and what
/// people type with HTML entities; so mentions are looked for first, and what looks like one afterwards was typed.
/// </summary>
internal static class MessageText
{
    private const string Open = "<at";
    private const string Close = "</at>";

    public static (string Text, ImmutableArray<Mention> Mentions) Read(JsonElement root, string? botId)
    {
        if (Text(root, "text"u8) is not { } text) return ("", []);
        var others = ImmutableArray.CreateBuilder<Mention>();
        foreach (var mention in MentionsIn(Field(root, "entities"u8)))
        {
            var isOfBot = string.Equals(mention.Id, botId, StringComparison.OrdinalIgnoreCase);
            if (!isOfBot) others.Add(mention);
            if (!IsMention(mention.Text)) continue;
            text = isOfBot ? text.Replace(mention.Text, " ", StringComparison.Ordinal) : Name(text, mention);
        }

        text = WithoutLeadingMentions(text);
        return (WebUtility.HtmlDecode(text).Replace('\u00A0', ' ').Trim(), others.ToImmutable());
    }

    private static IEnumerable<Mention> MentionsIn(JsonElement entities)
    {
        if (entities.ValueKind != JsonValueKind.Array) yield break;
        foreach (var entity in entities.EnumerateArray())
        {
            if (Text(entity, "type"u8) != "mention") continue;
            var mentioned = Field(entity, "mentioned"u8);
            if (Text(mentioned, "id"u8) is { } id)
                yield return new Mention(id, Text(mentioned, "name"u8), Text(entity, "text"u8) ?? "");
        }
    }

    // One entity stands for one place: two people of one name are two entities with the same text, in their order.
    private static string Name(string text, Mention mention)
    {
        var at = text.IndexOf(mention.Text, StringComparison.Ordinal);
        if (at < 0) return text;
        var token = "@" + mention.Id;
        var before = text.AsSpan(0, at);
        var after = text.AsSpan(at + mention.Text.Length);
        // Teams splits "Ana Lee" in two mentions of one person where somebody edited it.
        if (Trimmed(before).EndsWith(token, StringComparison.Ordinal)) return string.Concat(Trimmed(before), after);
        return string.Concat(before, token, after);
    }

    private static ReadOnlySpan<char> Trimmed(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd();
        while (text.EndsWith("&nbsp;", StringComparison.Ordinal)) text = text[..^"&nbsp;".Length].TrimEnd();
        return text;
    }

    private static string WithoutLeadingMentions(string text)
    {
        var rest = SkipSpace(text);
        while (StartsMention(rest) && rest.IndexOf(Close, StringComparison.OrdinalIgnoreCase) is > 0 and var close)
            rest = SkipSpace(rest[(close + Close.Length)..]);
        return rest.Length == text.Length ? text : rest.ToString();
    }

    // Some clients number them: <at id="0">.
    private static bool StartsMention(ReadOnlySpan<char> text) =>
        text.Length > Open.Length && text.StartsWith(Open, StringComparison.OrdinalIgnoreCase) && text[Open.Length] is ('>' or ' ');

    private static bool IsMention(string text) =>
        StartsMention(text) && text.EndsWith(Close, StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> SkipSpace(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        while (text.StartsWith("&nbsp;", StringComparison.Ordinal)) text = text["&nbsp;".Length..].TrimStart();
        return text;
    }
}
