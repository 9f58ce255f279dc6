using Countersign.Core.Words;
using System.Net;
using System.Text.Json;
using static Countersign.Slack.Wire.SlackAnswer;

namespace Countersign.Slack.Wire;

/// <summary>Sorts what went wrong by whether it may have been done, and whether it may be tried again.</summary>
internal static class FailureReading
{
    private const int MaxMessages = 10;
    private const int MaxMessageLength = 300;
    private static readonly TimeSpan DefaultRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LeastRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostRetry = TimeSpan.FromHours(1);

    /// <summary>The failure in an answer, or null when it is a success.</summary>
    public static SlackFailure? Of(SlackAnswer answer, string method, string secret)
    {
        if (answer.Status == HttpStatusCode.TooManyRequests) return Throttled(answer);
        if (answer.Ok == false && Text(answer.Json, "error") is { } error) return OfCode(Code(error), answer, method, secret);
        if ((int)answer.Status is >= 200 and < 300)
            return answer.Ok == true ? null : new SlackFailure.Ambiguous("an answer that is none of Slack's");
        return OfStatus(answer.Status);
    }

    /// <summary>As <see cref="Of(SlackAnswer, string, string)"/>, for a response URL, whose success has no form.</summary>
    public static SlackFailure? OfResponse(SlackAnswer answer)
    {
        var success = (int)answer.Status is >= 200 and < 300 && answer.Ok != false;
        return success ? null : Of(answer, "response_url", "");
    }

    /// <summary>Only where no connection came about is it sure that nothing was done.</summary>
    public static SlackFailure Of(HttpRequestException broken) => broken.HttpRequestError switch
    {
        HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError => new SlackFailure.Unavailable($"{broken.HttpRequestError}"),
        _ => new SlackFailure.Ambiguous($"{broken.HttpRequestError} after the call was sent") { Silent = true },
    };

    private static SlackFailure OfCode(string code, SlackAnswer answer, string method, string secret) => code switch
    {
        "ratelimited" or "rate_limited" or "message_limit_exceeded" => Throttled(answer),
        "fatal_error" or "internal_error" => new SlackFailure.Ambiguous(code),
        "service_unavailable" or "request_timeout" or "team_added_to_org" => new SlackFailure.Unavailable(code),
        _ => new SlackFailure.Rejected(
            code,
            Messages(answer, secret),
            Text(answer.Json, "needed") is { } needed ? Graphemes.Clip(CleanText.Line(needed), MaxMessageLength) : null,
            RejectionKinds.Of(code, method)),
    };

    private static SlackFailure OfStatus(HttpStatusCode status) => (int)status switch
    {
        // Slack refuses with a code and status 200. Without one it is a proxy, an edge or a wrong address that speaks: whatever
        // is sent meets it, so no message is to blame, but for the one that is too large.
        413 => new SlackFailure.Rejected($"http_{(int)status}", [], null, RejectionKind.Other),
        >= 400 and < 500 => new SlackFailure.Unavailable($"status {(int)status}"),
        // A redirect is not followed: the bearer stays here. Whether the first host did anything, nobody knows.
        _ => new SlackFailure.Ambiguous($"status {(int)status}"),
    };

    private static SlackFailure.Throttled Throttled(SlackAnswer answer) =>
        new(TimeSpan.FromTicks(Math.Clamp(
            (answer.RetryAfter ?? DefaultRetry).Ticks, LeastRetry.Ticks, MostRetry.Ticks)));

    // The code ends in logs and decisions: what does not look like one is not passed on.
    private static string Code(string error) =>
        error.Length is > 0 and <= 64 && error.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-')
            ? error
            : "unreadable_error";

    private static List<string> Messages(SlackAnswer answer, string secret)
    {
        var messages = Field(Field(answer.Json, "response_metadata"), "messages");
        if (messages.ValueKind != JsonValueKind.Array) return [];
        return [.. messages.EnumerateArray()
            .Where(message => message.ValueKind == JsonValueKind.String)
            .Select(message => message.GetRawText()[1..^1])
            .Where(text => secret.Length == 0 || !text.Contains(secret, StringComparison.Ordinal))
            .Take(MaxMessages)
            .Select(text => Graphemes.Clip(CleanText.Line(text), MaxMessageLength))];
    }
}
