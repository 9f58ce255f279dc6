using System.Text.Json.Nodes;
using Countersign.Playground.Slack;

namespace Countersign.Playground.Page;

/// <summary>What somebody at the page does in Slack, through the same hands as everybody in the workspace.</summary>
internal sealed class Acts(Company company, Trace trace)
{
    private const int LongestMessage = 12_000;

    /// <summary>Who does it stands under <c>as</c>; what else is read is named at each act.</summary>
    public Task<PageAnswer> Do(string act, JsonObject said)
    {
        if (Screen.Of(company.Slack, company.Seat(Json.Text(said["as"]))?.InSlack?.Id) is not { } screen) return Now(PageAnswer.NotThere("Nobody in this workspace has that id."));
        return act switch
        {
            "command" => Command(screen, said),
            "message" => Now(Message(screen, said)),
            "press" => new Presses(company.Slack, trace, screen).Press(said),
            "submit" => new Presses(company.Slack, trace, screen).Submit(said),
            "close" => Close(screen, said),
            "home" => Home(screen),
            "shortcut" => Shortcut(screen, said),
            _ => Now(PageAnswer.NotThere("The playground knows no such act.")),
        };
    }

    /// <summary><c>in</c> and <c>line</c>.</summary>
    private async Task<PageAnswer> Command(Screen screen, JsonObject said)
    {
        if (screen.Conversation(Json.Text(said["in"])) is not { } place) return NotInIt();
        var line = Json.Text(said["line"]) ?? "";
        if (!line.StartsWith('/') || line.Length > LongestMessage) return PageAnswer.Unclear("A command starts with a slash.");
        var command = line.Split(' ', 2)[0];
        if (!company.Slack.Options.Commands.Any(known => known.Command == command))
        {
            Tell(screen, place.Id, $"{command} is not a valid command.");
            return PageAnswer.Outcome("unknown");
        }

        var act = await trace.Begin(screen.Me.RealName, $"typed {line}");
        var reply = await screen.Person.Run(line, place.Id);
        trace.End(act, reply.Http);
        if (reply.Trouble is null) return PageAnswer.Outcome(reply.Shown is null ? "silent" : "shown");
        Tell(screen, place.Id, $"{command} failed with the error “{(reply.Http.TimedOut ? "operation_timeout" : reply.Http.Ok ? "invalid_command_response" : "dispatch_failed")}”.");
        return PageAnswer.Outcome("failed");
    }

    /// <summary><c>in</c> and <c>text</c>.</summary>
    private static PageAnswer Message(Screen screen, JsonObject said)
    {
        if (screen.Conversation(Json.Text(said["in"])) is not { } place) return NotInIt();
        var text = Json.Text(said["text"])?.Trim() ?? "";
        if (text.Length is 0 or > LongestMessage) return PageAnswer.Unclear($"Write something, up to {LongestMessage} characters.");
        screen.Person.Say(text, place.Id);
        return PageAnswer.Outcome("posted");
    }

    /// <summary><c>view</c>: the form on top.</summary>
    private async Task<PageAnswer> Close(Screen screen, JsonObject said)
    {
        if (screen.View(Json.Text(said["view"])) is not { } view) return PageAnswer.Gone("That form is not on this screen any more.");
        var act = view.NotifyOnClose ? await trace.Begin(screen.Me.RealName, $"closed “{view.Title}”") : null;
        var answer = await screen.Person.CloseView(Json.Flag(view.Definition["clear_on_close"]));
        if (act is not null) trace.End(act, answer);
        return PageAnswer.Outcome("closed");
    }

    private async Task<PageAnswer> Home(Screen screen)
    {
        var act = await trace.Begin(screen.Me.RealName, "opened the Home tab");
        var delivered = await screen.Person.OpenHome();
        trace.End(act, delivered.Tries[^1]);
        return PageAnswer.Outcome(delivered.Taken ? "done" : "failed");
    }

    /// <summary><c>callback</c>: one that the manifest names.</summary>
    private async Task<PageAnswer> Shortcut(Screen screen, JsonObject said)
    {
        var callback = Json.Text(said["callback"]);
        if (company.Slack.Options.Shortcuts.FirstOrDefault(known => known.CallbackId == callback) is not { } shortcut) return PageAnswer.NotThere("The app has no such shortcut.");
        var act = await trace.Begin(screen.Me.RealName, $"used the shortcut “{shortcut.Name}”");
        var answer = await screen.Person.RunShortcut(shortcut.CallbackId);
        trace.End(act, answer);
        return PageAnswer.Outcome(answer.Ok ? "done" : answer.TimedOut ? "late" : "failed");
    }

    /// <summary>A line from Slack itself that only this person sees.</summary>
    private void Tell(Screen screen, string channel, string words) => company.Slack.Workspace.Messages.Post(
        channel, "USLACKBOT", MessageVia.Slackbot, new(Interaction.Escape(words), [], null, company.Slack.Options.Time.GetUtcNow()), onlyFor: screen.Me.Id);

    private static PageAnswer NotInIt() => PageAnswer.NotThere("You are not in that conversation.");

    private static Task<PageAnswer> Now(PageAnswer answer) => Task.FromResult(answer);
}
