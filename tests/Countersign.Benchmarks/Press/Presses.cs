using System.Globalization;
using System.Text;
using Countersign.Core.Changes;
using Countersign.Slack.Wire;

namespace Countersign.Benchmarks.Press;

/// <summary>Signed presses of Approve as Slack sends them: a form of about 6 KB, most of it the message that was pressed.</summary>
internal static class Presses
{
    public const string Team = "T0BENCH";
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    public static readonly string Path = "/slack/interactions";

    private static readonly byte[] SecretBytes = Encoding.ASCII.GetBytes(Secret);
    private static readonly string Filler = string.Concat(Enumerable.Repeat("Wrote the retry loop and its tests. ", 55));

    /// <summary>The bytes of one HTTP request.</summary>
    /// <param name="change">Which request is approved; unknown ones are refused, known and open ones decided.</param>
    /// <param name="serial">Makes the trigger, and with it the receipt, unique.</param>
    /// <param name="of">What the cards of these requests carry.</param>
    public static byte[] Http(string host, string userId, long change, RequestStamp of, long serial)
    {
        var now = TimeProvider.System.GetUtcNow();
        var stamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var body = Encoding.ASCII.GetBytes("payload=" + Uri.EscapeDataString(Payload(userId, $"{change}.1.2.{of}", change, serial, now)));
        var head = Encoding.ASCII.GetBytes(
            $"POST {Path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + $"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: {SlackSignature.Sign(SecretBytes, stamp, body)}\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n");
        return [.. head, .. body];
    }

    private static string Payload(string userId, string value, long change, long serial, DateTimeOffset now)
    {
        var ts = $"{now.ToUnixTimeSeconds()}.{serial % 1_000_000:000000}";
        return $$$"""
            {"type":"block_actions","user":{"id":"{{{userId}}}","username":"lee","name":"lee","team_id":"{{{Team}}}"},"api_app_id":"A0BENCH","token":"x","container":{"type":"message","message_ts":"1763629200.000100","channel_id":"C0BENCH","is_ephemeral":false},"trigger_id":"{{{serial}}}.{{{change}}}.0bench","team":{"id":"{{{Team}}}","domain":"bench"},"enterprise":null,"is_enterprise_install":false,"channel":{"id":"C0BENCH","name":"bench"},"message":{"type":"message","subtype":"bot_message","ts":"1763629200.000100","text":"Assigned: CR-{{{change}}}","blocks":[{"type":"section","block_id":"a","text":{"type":"mrkdwn","text":"{{{Filler}}}"}},{"type":"section","block_id":"b","text":{"type":"mrkdwn","text":"{{{Filler}}}"}}]},"state":{"values":{}},"response_url":"https://hooks.slack.com/actions/{{{Team}}}/1/x","actions":[{"action_id":"cr.approve","block_id":"cr.actions","text":{"type":"plain_text","text":"Approve","emoji":false},"value":"{{{value}}}","style":"primary","type":"button","action_ts":"{{{ts}}}"}]}
            """;
    }
}
