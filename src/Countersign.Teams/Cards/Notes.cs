using Countersign.Core.Changes;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>The short direct messages: to the author at every step, to a lead when nobody can be asked, to the operators.</summary>
public static class Notes
{
    public static TeamsMessage ToAuthor(ChangeRequest change, ChangeEvent about, Draw draw) =>
        draw.Message(NoteWords.ToAuthor(change, about, draw.Policy).Spoken(change));

    public static TeamsMessage NobodyToAsk(ChangeRequest change, Draw draw) =>
        draw.Message(NoteWords.NobodyToAsk(change, draw.Policy).Spoken(change));

    public static TeamsMessage ForOperators(Sentence words, Draw draw) => draw.Message(words);

    public static TeamsMessage ForLead(Sentence words, Draw draw) => draw.Message(words);
}
