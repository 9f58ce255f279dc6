using System.Text.Json.Nodes;

namespace Countersign.Playground.StandIn;

/// <summary>What the bot answered.</summary>
/// <param name="Status">0 when there was no answer: refused, cut off or too late.</param>
/// <param name="Body">Empty more often than not.</param>
/// <param name="Elapsed">Real time until the whole answer was there.</param>
public sealed record HttpAnswer(int Status, string Body, TimeSpan Elapsed)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The channel gave up waiting: the person sees that it went wrong.</summary>
    public bool TimedOut { get; init; }
    public bool Ok => Status is >= 200 and < 300;

    /// <summary>The body as JSON, or null when it is none.</summary>
    public JsonNode? BodyJson => Json.Read(Body);

    /// <summary>For exact replays; null when nothing was sent.</summary>
    public SentRequest? Request { get; init; }

    /// <summary>The words of the confirmation that came before the press, or null when none was asked for.</summary>
    public string? ConfirmShown { get; init; }

    /// <summary>The person read the confirmation and said no: nothing was sent.</summary>
    public bool Withdrawn => Request is null;

    internal static HttpAnswer NotSent(string confirm) => new(0, "", TimeSpan.Zero) { ConfirmShown = confirm };
}
