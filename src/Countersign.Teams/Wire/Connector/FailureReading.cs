namespace Countersign.Teams.Wire.Connector;

/// <summary>Sorts what went wrong by whether it may have been done, and whether it may be tried again.</summary>
internal static class FailureReading
{
    public static readonly TimeSpan DefaultRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeastRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostRetry = TimeSpan.FromHours(1);

    /// <summary>The failure in an answer, or null when it is a success.</summary>
    public static ConnectorFailure? Of(ConnectorAnswer answer)
    {
        if (answer.IsSuccess) return null;
        var status = (int)answer.Status;
        if (status == 429) return Throttled(answer);
        // A conflict, or not ready to serve: neither has done anything.
        if (status is 412 or 503) return new ConnectorFailure.Unavailable($"status {status}");
        // Teams' own word is about this call. A bare one is an outage, which must not cost a message its tries (promise F11).
        if (status is 500 or 501 && answer.ErrorCode is not null) return new ConnectorFailure.Rejected(CodeOf(answer), RejectionKind.Other);
        if (status == 413) return new ConnectorFailure.Rejected(CodeOf(answer), RejectionKind.TooLarge);
        if (status == 401) return new ConnectorFailure.Rejected(CodeOf(answer), RejectionKind.Credentials);
        // Without Teams' own word it is a proxy, an edge or a wrong address that speaks: no message is to blame.
        if (status is >= 400 and < 500 and not 408)
            return answer.ErrorCode is null
                ? new ConnectorFailure.Unavailable($"status {status}")
                : new ConnectorFailure.Rejected(CodeOf(answer), RejectionKinds.Of(answer.ErrorCode, status));
        // A redirect is not followed: the bearer stays here. Whether the first host did anything, nobody knows.
        return new ConnectorFailure.Ambiguous($"status {status}");
    }

    /// <summary>Only where no connection came about is it sure that nothing was done.</summary>
    public static ConnectorFailure Of(HttpRequestException broken) => broken.HttpRequestError switch
    {
        HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError => new ConnectorFailure.Unavailable($"{broken.HttpRequestError}"),
        _ => new ConnectorFailure.Ambiguous($"{broken.HttpRequestError} after the call was sent") { Silent = true },
    };

    public static ConnectorFailure.Throttled Throttled(ConnectorAnswer answer) =>
        new(TimeSpan.FromTicks(Math.Clamp((answer.RetryAfter ?? DefaultRetry).Ticks, LeastRetry.Ticks, MostRetry.Ticks)));

    public static string Why(ConnectorFailure failure) => failure switch
    {
        ConnectorFailure.Ambiguous { Why: var why } => why,
        ConnectorFailure.Unavailable { Why: var why } => why,
        _ => failure.GetType().Name,
    };

    // The code ends in logs and decisions: what does not look like one is not passed on.
    public static string Code(string error) =>
        error.Length is > 0 and <= 64 && error.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-')
            ? error
            : "unreadable_error";

    private static string CodeOf(ConnectorAnswer answer) =>
        answer.ErrorCode is { } code ? Code(code) : $"http_{(int)answer.Status}";
}
