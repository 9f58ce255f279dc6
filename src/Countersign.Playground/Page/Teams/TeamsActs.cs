using System.Text.Json.Nodes;
using Countersign.Playground.Teams;

namespace Countersign.Playground.Page;

/// <summary>What somebody at the page does in Teams, through the same hands as everybody in the tenant.</summary>
internal sealed class TeamsActs(Company company, Trace trace)
{
    private const int LongestMessage = 12_000;

    /// <summary>Who does it stands under <c>as</c>; what else is read is named at each act.</summary>
    public Task<PageAnswer> Do(string act, JsonObject said)
    {
        if (company.Seat(Json.Text(said["as"]))?.InTeams is not { } user) return Now(PageAnswer.NotThere("Nobody in this tenant has that id."));
        var screen = new TeamsScreen(company.Teams, user);
        var presses = new TeamsPresses(trace, screen);
        return act switch
        {
            "message" => Message(screen, said),
            "press" => presses.Press(said),
            "look" => presses.Look(said),
            "submit" => presses.Submit(said),
            "close" => Now(Close(screen, said)),
            "extension" => Extension(screen, said),
            "install" => Install(screen),
            "uninstall" => Uninstall(screen),
            _ => Now(PageAnswer.NotThere("The playground knows no such act.")),
        };
    }

    /// <summary><c>in</c> and <c>text</c>, and <c>thread</c> for an answer in a channel.</summary>
    private async Task<PageAnswer> Message(TeamsScreen screen, JsonObject said)
    {
        if (screen.Place(Json.Text(said["in"])) is not { } place) return NotInIt();
        var text = Json.Text(said["text"])?.Trim() ?? "";
        if (text.Length is 0 or > LongestMessage) return PageAnswer.Unclear($"Write something, up to {LongestMessage} characters.");
        if (place is { Kind: PlaceKind.Personal, HasBot: false }) return PageAnswer.Gone("Countersign is not installed for you: add it first.");
        var thread = Json.Text(said["thread"]) is { } id ? company.Teams.Tenant.Messages.Find(place.Id, id) : null;
        if (said["thread"] is not null && thread is null) return PageAnswer.NotThere("That post is not there.");

        var act = await trace.Begin(screen.Me.Name, $"wrote “{text}” in Teams");
        var answer = await screen.Person.Write(text, place, thread);
        trace.End(act, answer.Http);
        return PageAnswer.Outcome(answer.Http switch { null => "posted", { Ok: true } => "heard", _ => "failed" });
    }

    /// <summary><c>dialog</c>: the one on the screen.</summary>
    private static PageAnswer Close(TeamsScreen screen, JsonObject said)
    {
        if (screen.Dialog(said["dialog"]) is null) return PageAnswer.Gone("That dialog is not on this screen any more.");
        screen.Person.Cancel();
        return PageAnswer.Outcome("closed");
    }

    /// <summary><c>command</c> and <c>in</c>, or <c>on</c> (<c>place</c> and <c>message</c>).</summary>
    private async Task<PageAnswer> Extension(TeamsScreen screen, JsonObject said)
    {
        var id = Json.Text(said["command"]);
        if (company.Teams.Options.Extensions.FirstOrDefault(known => known.Id == id) is not { } command) return PageAnswer.NotThere("The app has no such command.");
        var on = said["on"] is { } named ? screen.Message(named) : null;
        if (said["on"] is not null && on is null) return PageAnswer.NotThere("That message is not there.");
        if (on is null && screen.Place(Json.Text(said["in"])) is null) return NotInIt();
        var act = await trace.Begin(screen.Me.Name, $"chose “{command.Title}” {(on is null ? "beside the message box" : "on a message")} in Teams");
        var answer = await screen.Person.OpenExtension(command.Id, on is null ? ExtensionContext.Compose : ExtensionContext.Message, on, Json.Text(said["in"]));
        trace.End(act, answer.Http);
        return TeamsPresses.Answer(answer);
    }

    private async Task<PageAnswer> Install(TeamsScreen screen)
    {
        if (screen.IsInstalled) return PageAnswer.Gone("Countersign is installed already.");
        var act = await trace.Begin(screen.Me.Name, "added Countersign in Teams");
        trace.End(act, (await screen.Person.Install())[^1]);
        return PageAnswer.Outcome("installed");
    }

    private async Task<PageAnswer> Uninstall(TeamsScreen screen)
    {
        if (!screen.IsInstalled) return PageAnswer.Gone("Countersign is not installed.");
        var act = await trace.Begin(screen.Me.Name, "removed Countersign in Teams");
        trace.End(act, (await screen.Person.Uninstall())[^1]);
        return PageAnswer.Outcome("removed");
    }

    private static PageAnswer NotInIt() => PageAnswer.NotThere("You are not in that conversation.");

    private static Task<PageAnswer> Now(PageAnswer answer) => Task.FromResult(answer);
}
