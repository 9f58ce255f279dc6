namespace Countersign.Slack.Wire;

// The bodies of the writing methods. Nothing is unfurled, and no plain word is made a link or a mention:
// chat.update would parse by default where chat.postMessage does not.

internal sealed record PostMessageBody(string Channel, string Text, IReadOnlyList<Block> Blocks, string? ThreadTs)
{
    public bool UnfurlLinks { get; }

    public bool UnfurlMedia { get; }

    public bool LinkNames { get; }

    public string Parse { get; } = "none";
}

// Blocks are always sent, even empty: a text alone would be read as "remove the blocks" only by accident.
internal sealed record UpdateMessageBody(string Channel, string Ts, string Text, IReadOnlyList<Block> Blocks)
{
    public bool LinkNames { get; }

    public string Parse { get; } = "none";
}

internal sealed record PostEphemeralBody(
    string Channel,
    string User,
    string Text,
    IReadOnlyList<Block> Blocks,
    string? ThreadTs)
{
    public bool LinkNames { get; }

    public string Parse { get; } = "none";
}

internal sealed record TriggeredViewBody(string TriggerId, ModalView View);

internal sealed record UpdateViewBody(string ViewId, string? Hash, View View);

internal sealed record PublishHomeBody(string UserId, HomeView View, string? Hash);

internal sealed record CompleteUploadBody(IReadOnlyList<UploadedFile> Files);

internal sealed record UploadedFile(string Id, string Title);

internal sealed record OpenConversationBody(string Users);
