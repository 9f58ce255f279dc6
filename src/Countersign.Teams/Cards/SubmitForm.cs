using Countersign.Core.Changes;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>The form for a new request or an update. Each field's id is its <see cref="DraftField"/>'s name.</summary>
public static class SubmitForm
{
    private const int TitleMax = 17;

    /// <param name="errors">What is wrong with <paramref name="prefill"/>, when that was sent.</param>
    /// <param name="at">Where it stands: in a dialog, or on a card in the chat.</param>
    public static Dialog New(RawDraft prefill, PolicyBook policy, IReadOnlyList<FieldError> errors, FormPlace at = FormPlace.Dialog) => new(
        FormWords.NewTitle,
        new FormCard(prefill, policy, errors, InChat.Reserve(at)).Draw(InChat.Send(at, FormWords.Send, Ids.Submit, ActionStyle.Positive)),
        IsTall: true);

    /// <param name="typed">What was sent and is wrong; null begins with what the request says today.</param>
    public static Dialog Update(
        ChangeRequest change, RawDraft? typed, PolicyBook policy, IReadOnlyList<FieldError> errors, FormPlace at = FormPlace.Dialog) => new(
        FormWords.UpdateTitle(change.Id, TitleMax),
        new FormCard(typed ?? FormWords.Prefill(change), policy, errors, InChat.Reserve(at))
            .Draw(InChat.Send(at, FormWords.SendUpdate, Ids.SubmitUpdate, ActionStyle.Positive, RequestButtons.Value(change))),
        IsTall: true);

    /// <summary>What came back, unjudged: <see cref="DraftRules.Parse"/> does the judging.</summary>
    public static RawDraft Read(PressData data)
    {
        string? text(DraftField field) => data[field.ToString()];
        return new RawDraft
        {
            Title = text(DraftField.Title),
            Link = text(DraftField.Link),
            Service = data[Ids.OtherService]?.Trim() is { Length: > 0 } other ? other.ToLowerInvariant() : text(DraftField.Service),
            AiTools = text(DraftField.AiTools),
            AiDid = text(DraftField.AiDid),
            AuthorChecked = text(DraftField.AuthorChecked),
            Destruction = data.Several(nameof(DraftField.Destruction)),
            Rollback = text(DraftField.Rollback),
            Evidence = text(DraftField.Evidence),
            Paths = text(DraftField.Paths),
            Tests = text(DraftField.Tests),
            ScannerTool = text(DraftField.ScannerTool),
            ScannerFindings = text(DraftField.ScannerFindings),
            ScannerLink = text(DraftField.ScannerLink),
            EdgeCases = text(DraftField.EdgeCases),
            AiReview = text(DraftField.AiReview),
            RaiseTo = text(DraftField.RaiseTo),
            Urgency = text(DraftField.Urgency),
            CoAuthorIds = PeopleFields.Read(text(DraftField.CoAuthors)),
        };
    }
}
