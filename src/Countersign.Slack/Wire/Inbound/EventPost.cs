using System.Diagnostics.CodeAnalysis;

namespace Countersign.Slack.Wire;

/// <summary>What Slack posts to the events URL. A closed set.</summary>
public abstract record EventPost
{
    private protected EventPost() { }

    /// <summary>Reads the JSON of an event delivery. False for what can't be one; never throws.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8Json, [NotNullWhen(true)] out EventPost? post) =>
        JsonFields.TryRead(utf8Json, EventFields.ReadPost, out post);

    // Events carry people's words: they don't belong in a log.
    public sealed override string ToString() => GetType().Name;
}

/// <summary>Slack asks whether we own the URL: to be answered with the challenge, after the signature.</summary>
public sealed record UrlVerification(string Challenge) : EventPost;

/// <summary>A delivery this program has no use for, such as <c>app_rate_limited</c>.</summary>
public sealed record UnknownPost(string Type) : EventPost;

/// <summary>One delivered event.</summary>
/// <param name="EventId">The same in every redelivery: the key to dedupe on.</param>
/// <param name="EventTime">Unix seconds.</param>
/// <param name="Authorizations">The first one names the installation (not the actor's team: shared channels).</param>
public sealed record EventEnvelope(
    string EventId,
    long EventTime,
    string? TeamId,
    string? EnterpriseId,
    string? ApiAppId,
    IReadOnlyList<EventAuthorization> Authorizations,
    bool IsExtSharedChannel,
    SlackEvent Event) : EventPost;

public sealed record EventAuthorization(
    string? EnterpriseId,
    string? TeamId,
    string? UserId,
    bool IsBot,
    bool IsEnterpriseInstall);
