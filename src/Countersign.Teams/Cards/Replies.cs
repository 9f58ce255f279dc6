using Countersign.Core.Desk;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>The answers to commands.</summary>
public static class Replies
{
    public static TeamsMessage Of(Reply reply, Draw draw) => Say(Sentence.Text(reply.GetType().Name), draw);

    public static TeamsMessage Say(Sentence words, Draw draw) => draw.Message(words);

    public static TeamsMessage Welcome(Sentence? greeting, Draw draw) => draw.Message(greeting ?? Sentence.Text("Countersign"));
}
