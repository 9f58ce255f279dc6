using Countersign.Core.Policy;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>Where a service is chosen. With more of them than a card can hold, any other is named by its id.</summary>
internal sealed class ServiceFields
{
    // More are no pleasure to scroll through.
    private const int MostListed = 150;

    // Even beside the longest texts, a few can be chosen from.
    private const int MostReserved = 1_500;
    private const int FieldBytes = 600;
    private const int NameMax = 60;
    private const int SearchedFrom = 12;
    private const string OtherLabel = "Another service, by its id in the policy file";

    private readonly string? _chosen;
    private readonly List<Choice> _all;

    public ServiceFields(string? chosen, PolicyBook policy)
    {
        _chosen = chosen;
        // The chosen one stands first, lest it be cut off.
        _all =
        [
            .. policy.Services.Values
                .OrderByDescending(s => s.Id.Value == chosen)
                .ThenBy(s => s.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(s => s.Id.Value, StringComparer.Ordinal)
                .Select(s => new Choice(Blocks.Line($"{Graphemes.Clip(s.Name, NameMax)} ({s.Tier.Value.Word()})", 2 * NameMax), s.Id.Value)),
        ];
        LeastBytes = FieldBytes + Math.Min(MostReserved, _all.Sum(Size));
    }

    /// <summary>What the field takes with its fewest choices, beyond what it takes without any.</summary>
    public int LeastBytes { get; }

    /// <summary>How many choices fit.</summary>
    public int MostWithin(int bytes) => Fitting.Most(_all.Take(MostListed), Size, bytes - FieldBytes).Count;

    public IEnumerable<CardElement> Of(FieldWords field, string missing, int count)
    {
        var choices = _all.Take(count).ToList();
        var isWhole = count == _all.Count;
        // A compact list of nothing is refused by some clients.
        if (choices.Count > 0)
            yield return new ChoiceSetInput(field.Field.ToString(), field.Label, choices)
            {
                Style = choices.Count >= SearchedFrom ? ChoiceStyle.Filtered : ChoiceStyle.Compact,
                IsRequired = isWhole,
                ErrorMessage = isWhole ? missing : null,
                Placeholder = FormWords.ChooseService,
                Chosen = choices.Any(c => c.Value == _chosen) ? [_chosen!] : [],
            };
        if (!isWhole || choices.Count == 0)
            yield return new TextInput(Ids.OtherService, choices.Count > 0 ? $"{OtherLabel} ({choices.Count} of {_all.Count} are listed)" : field.Label)
            {
                Placeholder = _all.FirstOrDefault()?.Value,
                Value = choices.Any(c => c.Value == _chosen) || string.IsNullOrEmpty(_chosen) ? null : JsonSize.Clip(_chosen, 200),
            };
    }

    private static int Size(Choice choice) => JsonSize.Of(choice.Title) + JsonSize.Of(choice.Value) + """{"title":"","value":""},""".Length;
}
