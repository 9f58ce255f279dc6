using System.Text.Json.Serialization;

namespace Countersign.Slack.Wire;

/// <summary>A message.</summary>
/// <param name="Text">The whole meaning in words: screen readers and notifications read it instead of the blocks.</param>
public sealed record SlackMessage(string Text, IReadOnlyList<Block> Blocks);

/// <summary>The answer to a submitted view. To close the view the answer is empty: none of these.</summary>
[JsonDerivedType(typeof(ShowErrors))]
[JsonDerivedType(typeof(Update))]
[JsonDerivedType(typeof(Push))]
[JsonDerivedType(typeof(Clear))]
public abstract record ViewResponse
{
    private ViewResponse(string action) => ResponseAction = action;

    [JsonPropertyOrder(-1)]
    public string ResponseAction { get; }

    /// <param name="Errors">A sentence for each input's block id.</param>
    public sealed record ShowErrors(IReadOnlyDictionary<string, string> Errors) : ViewResponse("errors");

    public sealed record Update(View View) : ViewResponse("update");

    public sealed record Push(View View) : ViewResponse("push");

    /// <summary>Closes all views of the stack.</summary>
    public sealed record Clear() : ViewResponse("clear");
}

/// <summary>What a command or a response URL is answered with: only the person sees it.</summary>
public sealed record CommandResponse(string Text, IReadOnlyList<Block>? Blocks = null)
{
    [JsonPropertyOrder(-1)]
    public string ResponseType { get; } = "ephemeral";

    /// <summary>True puts the answer in the place of the message that was pressed.</summary>
    public bool? ReplaceOriginal { get; init; }

    public bool? DeleteOriginal { get; init; }
}
