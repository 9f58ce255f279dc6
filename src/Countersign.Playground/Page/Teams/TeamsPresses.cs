using System.Text.Json.Nodes;
using Countersign.Playground.Teams;

namespace Countersign.Playground.Page;

/// <summary>Cards and dialogs. The page gives the number of what was touched; what that means is looked up where the app put it.</summary>
internal sealed class TeamsPresses(Trace trace, TeamsScreen screen)
{
    /// <summary><c>on</c> (<c>place</c> and <c>message</c>), <c>sign</c> of the card, <c>press</c> and <c>fields</c>.</summary>
    public async Task<PageAnswer> Press(JsonObject said)
    {
        if (screen.Message(said["on"]) is not { } message) return PageAnswer.NotThere("That is not on this screen.");
        if (ShownCard.Pressed(screen.Person.Glance(message).Card, said) is not { } press) return PageAnswer.Gone("There is no such button any more: the card has changed.");
        var (form, fault) = CardFormReader.Read(press.Inputs, said["fields"]);
        if (form is null) return PageAnswer.Unclear(fault!);
        if (form.Errors.Count > 0) return Answer(new(PressOutcome.HeldByCard, null) { Errors = form.Errors });
        var act = await trace.Begin(screen.Me.Name, $"pressed “{press.Title}” in Teams");
        var answer = await screen.Person.Press(message, press, form);
        trace.End(act, answer.Http);
        return Answer(answer);
    }

    /// <summary><c>on</c>: a card that refreshes itself for this person does so, once for each version.</summary>
    public async Task<PageAnswer> Look(JsonObject said)
    {
        if (screen.Message(said["on"]) is not { } message) return PageAnswer.NotThere("That is not on this screen.");
        if (!screen.Person.WillRefresh(message)) return PageAnswer.Outcome("seen");
        var act = await trace.Begin(screen.Me.Name, "looked at a card in Teams, which asked for their own view of it");
        var seen = await screen.Person.Look(message);
        trace.End(act, seen.Refresh?.Http);
        return PageAnswer.Outcome("seen");
    }

    /// <summary><c>dialog</c>, <c>sign</c> of its card, <c>press</c> and <c>fields</c>.</summary>
    public async Task<PageAnswer> Submit(JsonObject said)
    {
        if (screen.Dialog(said["dialog"]) is not { } dialog) return PageAnswer.Gone("That dialog is not on this screen any more.");
        if (ShownCard.Pressed(dialog.Card, said) is not { Type: "Action.Submit" } press) return PageAnswer.Gone("There is no such button any more: the dialog has changed.");
        var (form, fault) = CardFormReader.Read(press.Inputs, said["fields"]);
        if (form is null) return PageAnswer.Unclear(fault!);
        if (form.Errors.Count > 0) return Held(form.Errors);
        var act = await trace.Begin(screen.Me.Name, $"sent the dialog “{dialog.Title}” in Teams");
        var answer = await screen.Person.Submit(dialog, press, form);
        trace.End(act, answer.Http);
        return answer.Outcome == DialogOutcome.HeldByDialog
            ? Held(answer.Errors)
            : Word(answer.Outcome.ToString(), answer.Text, isError: answer.Outcome == DialogOutcome.Trouble);
    }

    public static PageAnswer Answer(PressAnswer answer) => answer.Outcome == PressOutcome.HeldByCard
        ? Held(answer.Errors)
        : Word(answer.Outcome.ToString(), answer.Outcome == PressOutcome.Trouble && answer.Text.Length == 0 ? InvokeAnswers.WentWrong : answer.Text, answer.Outcome is PressOutcome.Error or PressOutcome.Trouble);

    private static PageAnswer Word(string outcome, string text, bool isError) =>
        PageAnswer.Ok(new() { ["outcome"] = outcome.ToLowerInvariant(), ["text"] = text, ["isError"] = isError });

    private static PageAnswer Held(IReadOnlyDictionary<string, string> errors)
    {
        var byId = new JsonObject();
        foreach (var (id, words) in errors) byId[id] = words;
        return PageAnswer.Ok(new() { ["outcome"] = "errors", ["errors"] = byId });
    }
}
