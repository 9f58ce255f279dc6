using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>
/// Fields that name people, by their ids on the roster: the client's own people picker answers with ids that the roster need not
/// know. A long roster is typed instead of chosen from.
/// </summary>
internal static class PeopleFields
{
    private const int MostChoices = 60;
    private const int MostBytes = 5_000;
    private const int NameMax = 60;
    private const string NobodyChosen = "Say who gets it.";

    // Twenty of the longest ids.
    private const int TypedMax = 1_000;

    /// <summary>Whom a lead gives a request to.</summary>
    public static CardElement Reviewer(ChangeRequest change, PersonId? to, PolicyBook policy)
    {
        var qualified = policy.Find(change.Draft.Service) is { } service
            ? policy.Covering(service.Id).Where(p => CanFill(change, p, policy.Roster)).Select(p => p.Id)
            : policy.Roster.Everybody.Select(p => p.Id);
        var choices = Choices([.. to is { } named ? qualified.Append(named).Distinct() : qualified], policy);
        return Fits(choices)
            ? new ChoiceSetInput(Ids.Person, ReasonWords.GiveItTo, choices)
            {
                IsRequired = true,
                ErrorMessage = NobodyChosen,
                Chosen = to is { } chosen ? [chosen.Value] : [],
            }
            : new TextInput(Ids.Person, $"{ReasonWords.GiveItTo} (id on the roster)")
            {
                IsRequired = true,
                ErrorMessage = NobodyChosen,
                MaxLength = TypedMax,
                Value = to?.Value,
            };
    }

    // What each seat asks is what the round began with; the desk judges again when the form is sent.
    private static bool CanFill(ChangeRequest change, Person person, Roster roster) =>
        person.Id != change.Author && !change.Draft.CoAuthors.Contains(person.Id)
        && change.Round.Seats.All(s => s.Vote?.By != person.Id)
        && change.Round.Seats.Any(s => s.IsOpen && s.Needs.IsMetBy(person) && Reviewers.SameTeam(change.Round, s, person, roster) is null);

    /// <summary>Those who wrote a change with its author.</summary>
    public static CardElement CoAuthors(FieldWords words, IReadOnlyList<string> chosen, PolicyBook policy)
    {
        var choices = Choices([.. policy.Roster.Everybody.Select(p => p.Id)], policy);
        return Fits(choices)
            ? new ChoiceSetInput(words.Field.ToString(), words.Label, choices)
            {
                IsMultiSelect = true,
                Style = ChoiceStyle.Filtered,
                Chosen = [.. choices.Select(c => c.Value).Where(chosen.Contains)],
            }
            : new TextInput(words.Field.ToString(), $"{words.Label} (ids on the roster, with commas between them)")
            {
                MaxLength = TypedMax,
                Value = chosen.Count > 0 ? JsonSize.Clip(string.Join(", ", chosen), TypedMax) : null,
            };
    }

    /// <summary>The ids that were chosen or typed.</summary>
    public static List<string> Read(string? field) =>
    [
        .. (field ?? "").Split([',', ';', ' ', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.TrimStart('@').ToLowerInvariant()),
    ];

    private static bool Fits(List<Choice> choices) =>
        choices.Count is > 0 and <= MostChoices && JsonSize.Of(new ChoiceSetInput("", "", choices)) <= MostBytes;

    private static List<Choice> Choices(List<PersonId> people, PolicyBook policy) =>
        [.. people.Take(MostChoices + 1).Select(p => new Choice($"{Blocks.Line(policy.Roster.NameOf(p), NameMax)} ({p})", p.Value))];
}
