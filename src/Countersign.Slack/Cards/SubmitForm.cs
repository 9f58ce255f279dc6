using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using Countersign.Slack.Wire;

namespace Countersign.Slack.Cards;

/// <summary>The form for a new request or an update. Each input's block id is its <see cref="DraftField"/>'s name.</summary>
public static class SubmitForm
{
    public static ModalView New(string? link, PolicyBook policy) =>
        Form(FormWords.Prefill(link, policy), policy, FormWords.NewTitle, FormWords.Send, Ids.SubmitView, null);

    public static ModalView Update(ChangeRequest change, PolicyBook policy) => Form(
        FormWords.Prefill(change), policy, FormWords.UpdateTitle(change.Id, 17), FormWords.SendUpdate, Ids.UpdateView,
        new FormMemory(ButtonValue.Of(change), null, null).ToString());

    /// <summary>What came back, unjudged: <see cref="DraftRules.Parse"/> does the judging.</summary>
    public static RawDraft Read(ViewState state, string teamId)
    {
        string? Text(DraftField field) => state.Text(field.ToString(), Ids.Input);
        return new RawDraft
        {
            Title = Text(DraftField.Title),
            Link = Text(DraftField.Link),
            Service = state.Choice(nameof(DraftField.Service), Ids.Input),
            AiTools = Text(DraftField.AiTools),
            AiDid = Text(DraftField.AiDid),
            AuthorChecked = Text(DraftField.AuthorChecked),
            Destruction = state.Choices(nameof(DraftField.Destruction), Ids.Input),
            Rollback = Text(DraftField.Rollback),
            Evidence = Text(DraftField.Evidence),
            Paths = Text(DraftField.Paths),
            Tests = Text(DraftField.Tests),
            ScannerTool = Text(DraftField.ScannerTool),
            ScannerFindings = Text(DraftField.ScannerFindings),
            ScannerLink = Text(DraftField.ScannerLink),
            EdgeCases = Text(DraftField.EdgeCases),
            AiReview = Text(DraftField.AiReview),
            RaiseTo = state.Choice(nameof(DraftField.RaiseTo), Ids.Input),
            Urgency = state.Choice(nameof(DraftField.Urgency), Ids.Input),
            CoAuthors = [.. state.Users(nameof(DraftField.CoAuthors), Ids.Input).Select(u => SlackSettings.Identity(teamId, u))],
        };
    }

    /// <param name="state">
    /// Of the form as it was opened: under the policy of that moment it may lack a field that is wrong now. Slack refuses the whole
    /// answer for one error at a field that the form has not, so that such errors stand at the title.
    /// </param>
    public static ViewResponse Errors(IEnumerable<FieldError> errors, ViewState state) => new ViewResponse.ShowErrors(
        errors.GroupBy(e => state.Has(e.Field.ToString()) ? e.Field : DraftField.Title)
            .ToDictionary(g => g.Key.ToString(), g => string.Join(' ', g.Select(e => e.Field == g.Key ? e.Message : Elsewhere(e)))));

    private static string Elsewhere(FieldError error) =>
        $"{error.Message} The policy has changed since this form was opened: a new one has a field for it, so copy what you typed before you close this.";

    private static ModalView Form(
        RawDraft prefill, PolicyBook policy, string title, string submit, string callback, string? memory)
    {
        var fields = FormWords.Fields(policy);
        var inputs = fields.Select(Block (field) => Field(field, ElementOf(field, prefill, policy)));
        return new ModalView(
            new PlainText(title),
            EvidenceWords.LeftOut(prefill, fields) is { } leftOut ? [Draw.Small(Draw.Words(leftOut)), .. inputs] : [.. inputs],
            new PlainText(submit),
            new PlainText(FormWords.Cancel))
        {
            CallbackId = callback,
            PrivateMetadata = memory,
        };
    }

    private static Input Field(FieldWords words, IInputElement element) => new(new PlainText(words.Label), element)
    {
        BlockId = words.Field.ToString(),
        Hint = words.Hint is null ? null : new PlainText(words.Hint),
        Optional = words.Optional ? true : null,
    };

    private static IInputElement ElementOf(FieldWords field, RawDraft prefill, PolicyBook policy) => field.Kind switch
    {
        FieldKind.Service => Services(prefill.Service, policy),
        FieldKind.Destruction => Destructions(prefill.Destruction),
        FieldKind.Urgency => Radio(FormWords.Urgencies, prefill.Urgency),
        FieldKind.Tier => Radio(FormWords.Tiers, prefill.RaiseTo),
        FieldKind.People => People(prefill.CoAuthorIds, policy),
        FieldKind.Area => Text(field, prefill) with { Multiline = true },
        _ => Text(field, prefill),
    };

    private static PlainTextInput Text(FieldWords field, RawDraft prefill) => new(Ids.Input)
    {
        InitialValue = FormWords.TextOf(prefill, field.Field) is { Length: > 0 } value ? Graphemes.Clip(value, field.Max) : null,
        MaxLength = field.Max,
        Placeholder = new PlainText(field.Example ?? ""),
    };

    private static MultiUsersSelect People(IReadOnlyList<string> chosen, PolicyBook policy)
    {
        var users = chosen.Select(id => policy.Roster.Find(new PersonId(id))?.On(Platform.Slack)?.UserId).OfType<string>().ToList();
        return new MultiUsersSelect(Ids.Input) { InitialUsers = users.Count > 0 ? users : null, MaxSelectedItems = 20 };
    }

    // A list holds 100 options; beyond that they are grouped by tier, which Slack lets one search all the same.
    private static StaticSelect Services(string? chosen, PolicyBook policy)
    {
        var options = policy.Services.Values.OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var select = new StaticSelect(Ids.Input)
        {
            Placeholder = new PlainText(FormWords.ChooseService),
            InitialOption = options.Where(s => s.Id.Value == chosen).Select(OptionOf).FirstOrDefault(),
        };
        return options.Count <= BlockLimits.Options
            ? select with { Options = [.. options.Select(OptionOf)] }
            : select with
            {
                OptionGroups =
                [
                    .. options.GroupBy(s => s.Tier.Value).OrderByDescending(tier => tier.Key)
                        .SelectMany(tier => tier.Chunk(BlockLimits.Options).Select(part => (tier.Key, part)))
                        .Take(BlockLimits.OptionGroups)
                        .Select(g => new OptionGroup(new PlainText(g.Key.Word()), [.. g.part.Select(OptionOf)])),
                ],
            };
    }

    private static Option OptionOf(Service service) =>
        new(new PlainText(Graphemes.Clip($"{service.Name} ({service.Tier.Value.Word()})", BlockLimits.OptionText)), service.Id.Value);

    private static Checkboxes Destructions(IReadOnlyList<string> chosen)
    {
        var options = Options(FormWords.Destructions);
        var initial = options.Where(o => chosen.Contains(o.Value)).ToList();
        return new Checkboxes(Ids.Input, options) { InitialOptions = initial.Count > 0 ? initial : null };
    }

    // The first is what holds when nothing is chosen.
    private static RadioButtons Radio(IEnumerable<ChoiceWords> choices, string? chosen)
    {
        var options = Options(choices);
        return new RadioButtons(Ids.Input, options) { InitialOption = options.FirstOrDefault(o => o.Value == chosen) ?? options[0] };
    }

    private static Option[] Options(IEnumerable<ChoiceWords> choices) => [.. choices.Select(c => new Option(new PlainText(c.Label), c.Value))];
}
