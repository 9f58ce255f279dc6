#pragma warning disable IDE0060
using Countersign.Core.Changes;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>The form for a new request or an update. Each field's id is its <see cref="DraftField"/>'s name.</summary>
public static class SubmitForm
{
    public static Dialog New(RawDraft prefill, PolicyBook policy, IReadOnlyList<FieldError> errors) =>
        new(FormWords.NewTitle, new AdaptiveCard([new TextBlock(FormWords.NewTitle)]), IsTall: true);

    public static Dialog Update(ChangeRequest change, RawDraft? typed, PolicyBook policy, IReadOnlyList<FieldError> errors) =>
        New(typed ?? FormWords.Prefill(change), policy, errors);

    public static RawDraft Read(PressData data) => new() { Title = data[nameof(DraftField.Title)] };
}
