using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>A card in a window of its own.</summary>
/// <param name="Title">Plain text in the window's bar.</param>
/// <param name="IsTall">For forms with many fields.</param>
public sealed record Dialog(string Title, AdaptiveCard Card, bool IsTall = false);
