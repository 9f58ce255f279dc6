using System.Text;

namespace Countersign.Playground.Slack;

/// <summary>The workspace as text, so that a failing test shows what did arrive.</summary>
public static class Transcript
{
    private const int LastCalls = 15;

    public static string Of(SlackWorkspace workspace)
    {
        var text = new StringBuilder();
        foreach (var group in workspace.Messages.All.Where(message => !message.Deleted).GroupBy(message => message.Channel))
        {
            text.AppendLine($"── {Title(workspace, group.Key)}");
            foreach (var message in group) Append(text, workspace, message);
        }
        foreach (var user in workspace.Members.Users)
        {
            if (workspace.Views.Top(user.Id) is { } view) text.AppendLine($"── form before {user.Name}").AppendLine(Indent(view.Readable));
        }
        text.AppendLine("── last calls");
        foreach (var call in workspace.Calls.All.TakeLast(LastCalls))
        {
            var outcome = call.Failure?.ToString() ?? (call.Ok ? "ok" : call.Error);
            text.AppendLine($"  {call.Method} → {call.Status} {outcome}{Detail(call)}");
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, SlackWorkspace workspace, SlackMessage message)
    {
        var who = workspace.Members.User(message.User)?.Name;
        var only = message.OnlyFor is { } user ? $" (only for {workspace.Members.User(user)?.Name})" : "";
        var edited = message.Edited ? $" (version {message.Versions.Length})" : "";
        text.AppendLine($"  {message.Ts} {who}{only}{edited}:").AppendLine(Indent(message.Readable));
    }

    private static string Title(SlackWorkspace workspace, string id) => workspace.Members.Channel(id) switch
    {
        { DmWith: { } user } => $"direct message with {workspace.Members.User(user)?.Name}",
        { } channel => $"#{channel.Name}",
        null => id,
    };

    private static string Detail(LoggedCall call) =>
        call.Answer?["response_metadata"]?["messages"] is { } messages ? $" {Json.Write(messages)}" : "";

    private static string Indent(string text) => "    " + text.Replace("\n", "\n    ", StringComparison.Ordinal);
}
