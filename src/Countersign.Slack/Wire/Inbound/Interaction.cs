using System.Diagnostics.CodeAnalysis;

namespace Countersign.Slack.Wire;

/// <summary>What a person did with a button, a form or a shortcut. A closed set.</summary>
public abstract record Interaction
{
    private protected Interaction() { }

    /// <summary>Reads the JSON of an interaction. False for what can't be one; never throws.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8Json, [NotNullWhen(true)] out Interaction? interaction) =>
        JsonFields.TryRead(utf8Json, InteractionFields.Read, out interaction);

    /// <summary>Reads the form that Slack posts to the interactivity URL, without a string in between.</summary>
    public static bool TryParseForm(ReadOnlySpan<byte> body, [NotNullWhen(true)] out Interaction? interaction)
    {
        interaction = null;
        if (!SlackForm.TryGet(body, "payload"u8, out var payload)) return false;
        using (payload) return TryParse(payload.Utf8, out interaction);
    }

    // Interactions carry response URLs, triggers and people's words: none of them belongs in a log.
    public sealed override string ToString() => GetType().Name;
}

/// <summary>An interaction this program has no use for, of a type that Slack may have added since.</summary>
public sealed record UnknownInteraction(string Type) : Interaction;

/// <summary>An interaction with a known person behind it.</summary>
public abstract record UserInteraction : Interaction
{
    private protected UserInteraction() { }

    public required Origin Origin { get; init; }

    /// <summary>Opens one modal, once, within 3 seconds.</summary>
    public string? TriggerId { get; init; }

    public string UserId => Origin.User.Id;

    /// <inheritdoc cref="Origin.UserTeamId"/>
    public string? UserTeamId => Origin.UserTeamId;
}

/// <summary>A press, or a choice in a list, on a message or a view.</summary>
public sealed record BlockActions : UserInteraction
{
    public required IReadOnlyList<BlockAction> Actions { get; init; }

    public Container? Container { get; init; }

    public string? ChannelId { get; init; }

    /// <summary>The message with the button; null on a view.</summary>
    public string? MessageTs { get; init; }

    /// <summary>The view with the button; null on a message.</summary>
    public SlackView? View { get; init; }

    /// <summary>What the inputs held at the time of the press.</summary>
    public required ViewState State { get; init; }

    /// <summary>Null on a view. Whoever knows it may answer: not for logs.</summary>
    public string? ResponseUrl { get; init; }
}

public sealed record ViewSubmission(SlackView View) : UserInteraction;

/// <summary>Sent only for views with <c>notify_on_close</c>.</summary>
/// <param name="IsCleared">Whether the person closed all views at once.</param>
public sealed record ViewClosed(SlackView View, bool IsCleared) : UserInteraction;

/// <summary>A shortcut from anywhere: it has neither a channel nor a response URL.</summary>
public sealed record GlobalShortcut(string CallbackId, string? ActionTs) : UserInteraction;

/// <summary>A shortcut on a message.</summary>
/// <param name="ResponseUrl">Whoever knows it may answer: not for logs.</param>
public sealed record MessageShortcut(
    string CallbackId,
    string? ActionTs,
    string? ChannelId,
    string? MessageTs,
    string? ResponseUrl) : UserInteraction;
