using System.Text;

namespace Countersign.Playground.Slack;

/// <summary>Encodes a form the way Slack does: a space is +, and everything but letters, digits and -_. is escaped.</summary>
internal static class FormBody
{
    public static byte[] Of(IEnumerable<(string Name, string Value)> fields) =>
        Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{Escape(field.Name)}={Escape(field.Value)}")));

    // Uri.EscapeDataString keeps ~, which Slack does not; * is escaped by both.
    private static string Escape(string text) =>
        Uri.EscapeDataString(text).Replace("~", "%7E", StringComparison.Ordinal).Replace("%20", "+", StringComparison.Ordinal);
}
