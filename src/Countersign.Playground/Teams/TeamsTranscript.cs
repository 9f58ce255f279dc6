using System.Text;

namespace Countersign.Playground.Teams;

/// <summary>The tenant as text, so that a failing test shows what did arrive.</summary>
public static class TeamsTranscript
{
    private const int LastCalls = 15;

    public static string Of(StandInTeams teams)
    {
        var text = new StringBuilder();
        foreach (var group in teams.Tenant.Messages.All.Where(message => !message.Deleted).GroupBy(message => message.Place))
        {
            text.AppendLine($"── {Title(teams, group.Key)}");
            foreach (var message in group) Append(text, teams, message);
        }
        foreach (var user in teams.Tenant.Directory.Users) AppendScreen(text, teams, user);
        text.AppendLine("── last calls");
        foreach (var call in teams.Calls.TakeLast(LastCalls))
        {
            text.AppendLine($"  {call.Method} {call.Conversation} → {call.Status} {call.Failure?.ToString() ?? call.Error}");
        }
        foreach (var fault in teams.Faults) text.AppendLine($"  fault: {fault}");
        return text.ToString();
    }

    private static void Append(StringBuilder text, StandInTeams teams, TeamsMessage message)
    {
        var who = teams.Tenant.Directory.UserById(message.From)?.Name ?? teams.Options.BotName;
        var reply = message.IsReply ? $" (answers {message.Thread})" : "";
        var edited = message.Edited ? $" (version {message.Versions.Length})" : "";
        text.AppendLine($"  {message.Id} {who}{reply}{edited}:").AppendLine(Indent(message.Readable));
        foreach (var user in teams.Tenant.Directory.Users)
        {
            if (teams.Tenant.Screens.View(user.Id, message) is { } own) text.AppendLine($"    as {user.Name} sees it:").AppendLine(Indent(AdaptiveCardText.Of(own)));
        }
    }

    private static void AppendScreen(StringBuilder text, StandInTeams teams, TeamsUser user)
    {
        if (teams.Tenant.Screens.Dialog(user.Id) is { } dialog) text.AppendLine($"── dialog before {user.Name}").AppendLine(Indent(dialog.Readable));
        foreach (var toast in teams.Tenant.Screens.Toasts(user.Id)) text.AppendLine($"── toast for {user.Name}: {toast.Text}");
    }

    private static string Title(StandInTeams teams, string id) => teams.Tenant.Directory.Conversation(id) switch
    {
        { With: { } user } => $"chat with {user.Name}",
        { Team: { } team } place => $"{team.Name} > {place.Name}",
        { } place => place.Name,
        null => id,
    };

    private static string Indent(string text) => "    " + text.Replace("\n", "\n    ", StringComparison.Ordinal);
}
