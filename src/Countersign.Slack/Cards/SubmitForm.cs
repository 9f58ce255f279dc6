using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Slack.Wire;

namespace Countersign.Slack.Cards;

/// <summary>The form for a new request or an update. Each input's block id is its <see cref="DraftField"/>'s name.</summary>
public static class SubmitForm
{
    public static ModalView New(string? link, PolicyBook policy)
    {
        var prefill = new RawDraft { Link = link };
        if (ChangeLink.TryParse(link, out var read))
            prefill = prefill with
            {
                Link = read.Address.AbsoluteUri,
                Title = read.Repository is null ? null : read.ShortName,
                Service = policy.ServiceOf(read)?.Id.Value,
            };
        return Form(prefill, [], policy, "Ask for a sign-off", "Send", Ids.SubmitView, null);
    }

    public static ModalView Update(ChangeRequest change, PolicyBook policy)
    {
        var draft = change.Draft;
        var prefill = new RawDraft
        {
            Title = draft.Title,
            Link = draft.Link.Address.AbsoluteUri,
            Service = draft.Service.Value,
            AiTools = draft.AiTools,
            AiDid = draft.AiDid,
            AuthorChecked = draft.AuthorChecked,
            Destruction = [.. Enum.GetValues<Destruction>().Where(d => d != Destruction.None && draft.Destruction.HasFlag(d)).Select(d => d.ToString())],
            Rollback = draft.Rollback,
            Evidence = draft.Evidence,
            Urgency = draft.Urgency.ToString(),
        };
        var coAuthors = draft.CoAuthors
            .Select(p => policy.Roster.Find(p)?.On(Platform.Slack)?.UserId)
            .OfType<string>()
            .ToList();
        var memory = new FormMemory(ButtonValue.Of(change), null, null).ToString();
        return Form(prefill, coAuthors, policy, $"Update {Mrkdwn.Clip(change.Id.ToString(), 17)}", "Send update", Ids.UpdateView, memory);
    }

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
            Urgency = state.Choice(nameof(DraftField.Urgency), Ids.Input),
            CoAuthors = [.. state.Users(nameof(DraftField.CoAuthors), Ids.Input).Select(u => SlackSettings.Identity(teamId, u))],
        };
    }

    public static ViewResponse Errors(IEnumerable<FieldError> errors) => new ViewResponse.ShowErrors(
        errors.GroupBy(e => e.Field).ToDictionary(g => g.Key.ToString(), g => string.Join(' ', g.Select(e => e.Message))));

    private static ModalView Form(
        RawDraft prefill, List<string> coAuthors, PolicyBook policy, string title, string submit, string callback, string? memory) =>
        new(
            new PlainText(title),
            [
                Field(DraftField.Title, "Title", Text(prefill.Title, DraftRules.TitleMax, "Retry failed refunds")),
                Field(DraftField.Link, "Link to the change", Text(prefill.Link, ChangeLink.MaxLength, "https://github.com/acme/payments/pull/12")),
                Field(DraftField.Service, "Service", Services(prefill.Service, policy)),
                Field(DraftField.AiTools, "AI tools used", Text(prefill.AiTools, DraftRules.AiToolsMax, "Claude Code, Copilot")),
                Field(DraftField.AiDid, "What the AI did", Area(prefill.AiDid, "Wrote the retry loop and its tests.")),
                Field(DraftField.AuthorChecked, "What you checked yourself", Area(prefill.AuthorChecked, "Read every line; ran it against the sandbox with a failing bank."),
                    "In your own words. You answer for this change, so say what you read, ran and saw."),
                Field(DraftField.Destruction, "Does it delete, recreate or migrate anything?", Destructions(prefill.Destruction), "Leave all unticked if it does not.", optional: true),
                Field(DraftField.Rollback, "Rollback plan", Area(prefill.Rollback, "Revert the commit; no data is touched."),
                    "Needed when it deletes, recreates or migrates.", optional: true),
                Field(DraftField.Evidence, "Evidence", Area(prefill.Evidence, "Tests run, scanner results, links."), optional: true),
                Field(DraftField.Urgency, "Urgency", Urgencies(prefill.Urgency)),
                Field(DraftField.CoAuthors, "Co-authors",
                    new MultiUsersSelect(Ids.Input) { InitialUsers = coAuthors.Count > 0 ? coAuthors : null, MaxSelectedItems = 20 },
                    "People who wrote it with you. They can't sign it off.", optional: true),
            ],
            new PlainText(submit),
            new PlainText("Cancel"))
        {
            CallbackId = callback,
            PrivateMetadata = memory,
        };

    private static Input Field(DraftField field, string label, IInputElement element, string? hint = null, bool optional = false) =>
        new(new PlainText(label), element)
        {
            BlockId = field.ToString(),
            Hint = hint is null ? null : new PlainText(hint),
            Optional = optional ? true : null,
        };

    private static PlainTextInput Text(string? value, int max, string example) => new(Ids.Input)
    {
        InitialValue = string.IsNullOrEmpty(value) ? null : Mrkdwn.Clip(value, max),
        MaxLength = max,
        Placeholder = new PlainText(example),
    };

    private static PlainTextInput Area(string? value, string example) => Text(value, DraftRules.TextMax, example) with { Multiline = true };

    // A list holds 100 options; beyond that they are grouped by tier, which Slack lets one search all the same.
    private static StaticSelect Services(string? chosen, PolicyBook policy)
    {
        var options = policy.Services.Values.OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var select = new StaticSelect(Ids.Input)
        {
            Placeholder = new PlainText("Choose a service"),
            InitialOption = options.Where(s => s.Id.Value == chosen).Select(OptionOf).FirstOrDefault(),
        };
        return options.Count <= BlockLimits.Options
            ? select with { Options = [.. options.Select(OptionOf)] }
            : select with
            {
                OptionGroups =
                [
                    .. options.GroupBy(s => s.Tier)
                        .SelectMany(tier => tier.Chunk(BlockLimits.Options).Select(part => (tier.Key, part)))
                        .Take(BlockLimits.OptionGroups)
                        .Select(g => new OptionGroup(new PlainText(Mrkdwn.Clip(g.Key, BlockLimits.OptionText)), [.. g.part.Select(OptionOf)])),
                ],
            };
    }

    private static Option OptionOf(Service service) =>
        new(new PlainText(Mrkdwn.Clip($"{service.Name} ({service.Tier})", BlockLimits.OptionText)), service.Id.Value);

    private static Checkboxes Destructions(IReadOnlyList<string> chosen)
    {
        Option[] options =
        [
            new(new PlainText("It deletes something"), nameof(Destruction.Deletes)),
            new(new PlainText("It recreates something (delete and make anew)"), nameof(Destruction.Recreates)),
            new(new PlainText("It migrates data or schema"), nameof(Destruction.Migrates)),
        ];
        var initial = options.Where(o => chosen.Contains(o.Value)).ToList();
        return new Checkboxes(Ids.Input, options) { InitialOptions = initial.Count > 0 ? initial : null };
    }

    private static RadioButtons Urgencies(string? chosen)
    {
        Option[] options =
        [
            new(new PlainText("Normal: within working hours"), nameof(Urgency.Normal)),
            new(new PlainText("Urgent: somebody is waiting for this"), nameof(Urgency.Urgent)),
        ];
        return new RadioButtons(Ids.Input, options) { InitialOption = options.FirstOrDefault(o => o.Value == chosen) ?? options[0] };
    }
}
