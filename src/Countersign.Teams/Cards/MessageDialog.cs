using Countersign.Core.Words;

namespace Countersign.Teams.Cards;

/// <summary>Words in a window: what a press that wanted a form is answered with when it gets none.</summary>
public static class MessageDialog
{
    public static Dialog Of(string title, Sentence words, Draw draw) => new(title, draw.Message(words).Card);
}
