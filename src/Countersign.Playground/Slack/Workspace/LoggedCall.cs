using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>One call of the Web API as the stand-in saw and answered it.</summary>
/// <param name="Method">Such as <c>chat.postMessage</c>, or <c>response</c> for a response URL.</param>
/// <param name="Arguments">As they arrived, form values as strings.</param>
/// <param name="Status">The HTTP status, or 0 when no answer was sent.</param>
/// <param name="Answer">The body; null when it was not done. A failure may have kept it from the caller.</param>
/// <param name="At">By the stand-in's clock.</param>
/// <param name="Failure">The planned failure that struck, if any.</param>
public sealed record LoggedCall(string Method, JsonObject Arguments, int Status, JsonObject? Answer, DateTimeOffset At, Failure? Failure) : ILoggedCall
{
    public bool Ok => (bool?)Answer?["ok"] ?? false;
    public string? Error => (string?)Answer?["error"];
}
