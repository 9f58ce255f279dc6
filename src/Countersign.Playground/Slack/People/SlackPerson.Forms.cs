namespace Countersign.Playground.Slack;

/// <summary>Modals.</summary>
public sealed partial class SlackPerson
{
    /// <summary>Fills in the modal on top, waiting for it if need be, and submits it.</summary>
    /// <param name="fields">By label, block id or action id. Choices are named by label, several parted by |; what is left out keeps its first value.</param>
    public async Task<SubmitAnswer> Submit(params (string Field, string Value)[] fields)
    {
        var view = await SeesView();
        var form = FormState.Of(view, fields);
        if (form.Errors.Count > 0) return new(Submitted.HeldByForm, null) { Errors = form.Errors };
        return await Send(view, form);
    }

    /// <summary>Submits past Slack's own client: what a form must survive that trusts nobody.</summary>
    public Task<SubmitAnswer> SubmitUnchecked(SlackView view, params (string Field, string Value)[] fields) => Send(view, FormState.Of(view, fields));

    /// <summary>Closes the modal on top, or all of them.</summary>
    /// <returns>The bot's answer, or null when it did not ask to be told.</returns>
    public async Task<HttpAnswer?> CloseView(bool all = false)
    {
        var view = OpenView ?? throw new InvalidOperationException($"{User.Name} has no form open.");
        _slack.Workspace.Views.Close(view, all);
        return view.NotifyOnClose ? await _interaction.Close(view, all) : null;
    }

    private async Task<SubmitAnswer> Send(SlackView view, FormState form) =>
        SubmitAnswer.Apply(_slack.Workspace.Views, view, await _interaction.Submit(view, form.Values));
}
