#pragma warning disable IDE0060
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>The forms that ask for a reason. The form is the confirmation: there is no second question.</summary>
public static class ReasonForms
{
    public static Dialog Reassign(ChangeRequest change, PersonId? to, string? reason, PolicyBook policy, Sentence? error, Draw draw) =>
        new(ReasonWords.Reassign.Verb, new AdaptiveCard([new TextBlock(ReasonWords.Reassign.Label)]));

    public static Dialog Reason(
        ChangeRequest change, Verdict verdict, string? typed, Sentence? error, Draw draw, string? fromConversation, string? fromMessage) =>
        new(ReasonWords.Deny.Verb, new AdaptiveCard([new TextBlock(ReasonWords.Deny.Label)]));
}
