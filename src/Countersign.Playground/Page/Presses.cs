using System.Text.Json.Nodes;
using Countersign.Playground.Slack;

namespace Countersign.Playground.Page;

/// <summary>Buttons, menus and forms. The page names what was touched; what that means is looked up where the app put it.</summary>
internal sealed class Presses(StandInSlack slack, Trace trace, Screen screen)
{
    /// <summary>
    /// <c>on</c> (<c>channel</c> and <c>ts</c>, <c>view</c>, or <c>home</c>), <c>block</c>, <c>action</c>, <c>option</c> of a menu,
    /// <c>confirmed</c> where the element asks first, and <c>fields</c> of a form that is open.
    /// </summary>
    public async Task<PageAnswer> Press(JsonObject said)
    {
        if (screen.Find(said["on"]) is not { } place) return PageAnswer.NotThere("That is not on this screen.");
        var (block, action, option) = (Json.Text(said["block"]), Json.Text(said["action"]), Json.Text(said["option"]));
        if (block is null || action is null) return PageAnswer.Unclear("Say which block and which action.");
        if (Pressable.At(place.Blocks, block, action, option) is not { } pressable) return PageAnswer.Gone("There is no such button any more: the message has changed.");
        if (pressable.Confirm is not null && !Json.Flag(said["confirmed"])) return PageAnswer.Unclear("This button asks for confirmation first.");

        Task<HttpAnswer> Go() => screen.Person.Press(place.Message!, pressable);
        if (place.View is not { } view) return await Traced(pressable, Go);
        var (form, fault) = FormReader.Read(view, said["fields"] as JsonObject ?? [], slack.Workspace.Members);
        return form is null ? PageAnswer.Unclear(fault!) : await Traced(pressable, () => screen.Person.Press(view, pressable, form.Values));
    }

    /// <summary><c>view</c>: the form on top; <c>fields</c>: what it holds.</summary>
    public async Task<PageAnswer> Submit(JsonObject said)
    {
        if (screen.View(Json.Text(said["view"])) is not { } view) return PageAnswer.Gone("That form is not on this screen any more.");
        if (view.Definition["submit"] is null) return PageAnswer.Unclear("This view has nothing to send.");
        var (form, fault) = FormReader.Read(view, said["fields"] as JsonObject ?? [], slack.Workspace.Members);
        if (form is null) return PageAnswer.Unclear(fault!);
        if (form.Errors.Count > 0) return Errors(form.Errors);

        var act = await trace.Begin(screen.Me.RealName, $"sent the form “{view.Title}”");
        var answer = await screen.Person.SubmitFilled(view, form);
        trace.End(act, answer.Http);
        return answer.Outcome == Submitted.Errors ? Errors(answer.Errors) : PageAnswer.Outcome(answer.Outcome.ToString().ToLowerInvariant());
    }

    private async Task<PageAnswer> Traced(Pressable pressable, Func<Task<HttpAnswer>> press)
    {
        var act = await trace.Begin(screen.Me.RealName, $"pressed “{pressable.Label}”");
        var answer = await press();
        trace.End(act, answer);
        return PageAnswer.Outcome(answer.Ok ? "done" : answer.TimedOut ? "late" : "failed");
    }

    private static PageAnswer Errors(IReadOnlyDictionary<string, string> errors)
    {
        var byBlock = new JsonObject();
        foreach (var (block, words) in errors) byBlock[block] = words;
        return PageAnswer.Ok(new() { ["outcome"] = "errors", ["errors"] = byBlock });
    }
}
