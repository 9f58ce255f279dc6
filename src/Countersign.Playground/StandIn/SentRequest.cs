namespace Countersign.Playground.StandIn;

/// <summary>A request exactly as it went out, signature included.</summary>
/// <param name="Path">Under the bot's address.</param>
/// <param name="Body">The raw bytes that were signed.</param>
/// <param name="ContentType">As sent.</param>
/// <param name="Headers">All others.</param>
public sealed record SentRequest(string Path, byte[] Body, string ContentType, IReadOnlyDictionary<string, string> Headers);
