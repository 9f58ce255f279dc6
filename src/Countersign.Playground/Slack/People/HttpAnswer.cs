using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>What the bot answered to Slack.</summary>
/// <param name="Status">0 when there was no answer: refused, cut off or too late.</param>
/// <param name="Body">Empty more often than not.</param>
/// <param name="Elapsed">Real time until the whole answer was there.</param>
public sealed record HttpAnswer(int Status, string Body, TimeSpan Elapsed)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Slack gave up waiting: the person sees a warning triangle.</summary>
    public bool TimedOut { get; init; }
    public bool Ok => Status is >= 200 and < 300;

    /// <summary>The body as JSON, or null when it is none.</summary>
    public JsonNode? BodyJson => Slack.Json.Read(Body);

    /// <summary>For exact replays; null when nothing was sent.</summary>
    public SentRequest? Request { get; init; }

    /// <summary>The words of the confirmation that came before the press, or null when none was asked for.</summary>
    public string? ConfirmShown { get; init; }

    /// <summary>The person read the confirmation and said no: nothing was sent.</summary>
    public bool Withdrawn => Request is null;

    internal static HttpAnswer NotSent(string confirm) => new(0, "", TimeSpan.Zero) { ConfirmShown = confirm };
}

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
