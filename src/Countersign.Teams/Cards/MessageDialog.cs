using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>Words in a window: what a press that wanted a form is answered with when it gets none.</summary>
public static class MessageDialog
{
    public static SubmitAction Close { get; } = new("Close") { Data = [new(Ids.Do, Ids.Close)], LeavesInputs = true };

    public static Dialog Of(string title, Sentence words, Draw draw) =>
        new(title, new AdaptiveCard([new TextBlock(draw.Markup(words))], [Close]));
}
