using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>The forms that ask for a reason. The form is the confirmation: there is no second question.</summary>
public static class ReasonForms
{
    /// <param name="to">Whom the lead has named already.</param>
    /// <param name="error">What is wrong with what was sent.</param>
    public static Dialog Reassign(ChangeRequest change, PersonId? to, string? reason, PolicyBook policy, Sentence? error, Draw draw, FormPlace at = FormPlace.Dialog) => Form(
        change, ReasonWords.Reassign, Ids.SubmitReassign, reason, error, draw, [PeopleFields.Reviewer(change, to, policy)], at);

    /// <param name="typed">What was sent back with an error.</param>
    public static Dialog Reason(
        ChangeRequest change, Verdict verdict, string? typed, Sentence? error, Draw draw)
    {
        var (words, verb) = verdict == Verdict.Denied ? (ReasonWords.Deny, Ids.Deny) : (ReasonWords.RequestChanges, Ids.RequestChanges);
        return Form(change, words, verb, typed, error, draw, []);
    }

    /// <summary>Where a reason is typed, on a card or in a dialog.</summary>
    internal static IEnumerable<CardElement> Field(string id, ReasonWords words, string? value, Draw draw)
    {
        yield return new TextInput(id, words.Label)
        {
            IsMultiline = true,
            IsRequired = true,
            MaxLength = ReviewDesk.ReasonMax,
            ErrorMessage = draw.Plain(RefusalWords.Of(new Refusal.ReasonMissing(), draw.Policy)),
            Value = string.IsNullOrWhiteSpace(value) ? null : value,
        };
        yield return Blocks.Small(words.Hint);
    }

    private static Dialog Form(
        ChangeRequest change, ReasonWords words, string verb, string? typed, Sentence? error, Draw draw,
        IReadOnlyList<CardElement> first, FormPlace at = FormPlace.Dialog)
    {
        var send = InChat.Send(
            at, words.Verb, verb, verb == Ids.Deny ? ActionStyle.Destructive : ActionStyle.Positive, [RequestButtons.Value(change)]);
        var text = CleanText.Of(typed ?? "");
        return new Dialog(words.Verb, Fitting.Card([text], cut => new AdaptiveCard(
            [
                new TextBlock($"{change.Id} · **{Blocks.Line(change.Draft.Title, 2 * DraftRules.TitleMax)}**"),
                .. error is null ? [] : new[] { Blocks.Wrong(draw.Markup(error)) },
                .. first,
                .. Field(Ids.ReasonFor(verb), words, cut(text), draw),
            ],
            [send]), InChat.Reserve(at)));
    }
}
