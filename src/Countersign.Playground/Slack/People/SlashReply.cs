using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>What a command brought.</summary>
/// <param name="Http">The answer itself.</param>
/// <param name="Shown">The message shown in place of the command, or null when the answer was empty.</param>
/// <param name="Trouble">Why Slack could not show the answer, or null.</param>
public sealed record SlashReply(HttpAnswer Http, SlackMessage? Shown, string? Trouble)
{
    public int Status => Http.Status;
    public TimeSpan Elapsed => Http.Elapsed;
    public string Text => Shown?.Text ?? "";
    public JsonArray Blocks => Shown?.Blocks ?? [];

    /// <summary>What the person reads at once.</summary>
    public string Readable => Shown?.Readable ?? "";
}
