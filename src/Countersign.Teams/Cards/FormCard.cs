using System.Collections.Immutable;
using System.Globalization;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>
/// The form's card. People's texts have the first claim on its bytes, since what they typed must not be lost; the list of services
/// gets what they leave.
/// </summary>
/// <param name="reserve">Bytes to leave free: the form is to stand within another card.</param>
internal sealed class FormCard(RawDraft draft, PolicyBook policy, IReadOnlyList<FieldError> errors, int reserve = 0)
{
    // What the form says of a field that is left empty is what the desk would say.
    private static readonly Dictionary<DraftField, string> Missing =
        ((ParsedDraft.Invalid)DraftRules.Parse(new RawDraft(), PolicyBook.Empty, new PersonId(""))).Errors
            .ToDictionary(e => e.Field, e => e.Message);

    private const int ErrorMax = 400;
    private readonly ServiceFields _services = new(draft.Service, policy);
    private readonly ImmutableArray<FieldWords> _fields = FormWords.Fields(policy);

    public AdaptiveCard Draw(CardAction send)
    {
        AdaptiveCard card(Func<string, string> cut, int services) => new([.. Head(), .. Fields(cut, services)], [send]);

        var cut = Fitting.Cut(Values(), cut => card(cut, 0), reserve: reserve + _services.LeastBytes);
        return card(cut, _services.MostWithin(CardBudget.MostBytes - reserve - JsonSize.Of(card(cut, 0))));
    }

    private IEnumerable<string> Values() => _fields.Select(f => FormWords.TextOf(draft, f.Field)).OfType<string>();

    private IEnumerable<CardElement> Head()
    {
        if (EvidenceWords.LeftOut(draft, _fields) is { } leftOut)
            yield return Blocks.Wrong(CardText.Literal(leftOut));
        if (errors.Count == 0)
            yield break;
        var fields = _fields.Where(f => errors.Any(e => Beside(e) == f.Field)).Select(f => f.Label).ToList();
        yield return new Container(
        [
            new TextBlock($"⚠️ **Nothing was sent yet.** Please look again at: {string.Join(" · ", fields)}."),
        ])
        {
            Style = ContainerStyle.Attention,
        };
    }

    private IEnumerable<CardElement> Fields(Func<string, string> cut, int services)
    {
        foreach (var field in _fields)
        {
            foreach (var error in errors.Where(e => Beside(e) == field.Field))
                yield return Blocks.Wrong(CardText.Literal(error.Message, ErrorMax));
            foreach (var element in Inputs(field, cut, services))
                yield return element;
            if (field.Hint is { } hint)
                yield return Blocks.Small(hint);
        }
    }

    // An error at a field that this form has not stands at its first one, lest it be lost.
    private DraftField Beside(FieldError error) => _fields.Any(f => f.Field == error.Field) ? error.Field : DraftField.Title;

    private IEnumerable<CardElement> Inputs(FieldWords field, Func<string, string> cut, int services) => field.Kind switch
    {
        FieldKind.Service => _services.Of(field, Missing[field.Field], services),
        FieldKind.Destruction => [Choice(field, FormWords.Destructions, draft.Destruction) with { IsMultiSelect = true }],
        FieldKind.Urgency => [Choice(field, FormWords.Urgencies, [draft.Urgency ?? FormWords.Urgencies[0].Value])],
        FieldKind.Tier => [Choice(field, FormWords.Tiers, [draft.RaiseTo ?? FormWords.AsThePolicySays]) with { Style = ChoiceStyle.Compact }],
        FieldKind.People => [PeopleFields.CoAuthors(field, draft.CoAuthorIds, policy)],
        _ => Text(field, cut),
    };

    private IEnumerable<CardElement> Text(FieldWords field, Func<string, string> cut)
    {
        var all = FormWords.TextOf(draft, field.Field) ?? "";
        var shown = cut(all);
        if (shown.Length < all.Length)
            yield return Blocks.Wrong(string.Create(
                CultureInfo.InvariantCulture,
                $"Only the first {shown.Length} of {all.Length} characters fit into this form. What you send here replaces the whole text."));
        yield return new TextInput(field.Field.ToString(), field.Label)
        {
            IsMultiline = field.Kind == FieldKind.Area,
            IsRequired = !field.Optional,
            ErrorMessage = field.Optional ? null : Missing.GetValueOrDefault(field.Field),
            MaxLength = field.Max,
            Placeholder = field.Example,
            Value = shown.Length == 0 ? null : shown,
        };
    }

    private static ChoiceSetInput Choice(FieldWords field, IEnumerable<ChoiceWords> choices, IReadOnlyList<string> chosen) =>
        new(field.Field.ToString(), field.Label, [.. choices.Select(c => new Choice(c.Label, c.Value))])
        {
            Style = ChoiceStyle.Expanded,
            Chosen = [.. choices.Select(c => c.Value).Where(v => chosen.Contains(v, StringComparer.OrdinalIgnoreCase))],
        };
}
