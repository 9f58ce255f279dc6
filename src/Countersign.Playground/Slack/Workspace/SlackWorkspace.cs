namespace Countersign.Playground.Slack;

/// <summary>All the state that a Slack workspace would show to people. Safe for many threads.</summary>
public sealed class SlackWorkspace
{
    internal SlackWorkspace(StandInOptions options)
    {
        Clock = new(options.Time);
        Members = new([.. options.Users, BotUser(options)], options.Channels);
        Messages = new(Clock, Notify);
        Views = new(Clock, Notify);
    }

    /// <summary>Raised after each change, on the thread that made it: a listener must not block.</summary>
    public event Action<WorkspaceChange>? Changed;

    public Members Members { get; }
    public MessageBoard Messages { get; }
    public ViewStacks Views { get; }
    public SlackFiles Files { get; } = new();
    public CallLog<LoggedCall> Calls { get; } = new();
    internal MessageClock Clock { get; }

    /// <summary>Writes what must outlive the process.</summary>
    public void Save(string path) => new SavedWorkspace([.. Messages.All], Views.Homes, Views.Made) { Files = [.. Files.All] }.Write(path);

    /// <summary>Takes up what <see cref="Save"/> wrote; before anybody looks.</summary>
    /// <returns>False when there is such a file and it can't be used: the workspace begins empty, and the bot posts anew.</returns>
    public bool Load(string path)
    {
        if (!File.Exists(path)) return true;
        if (SavedWorkspace.Read(path) is not { } saved) return false;
        Messages.Restore(saved.Messages);
        Views.Restore(saved.Homes, saved.ViewsMade);
        Files.Restore(saved.Files);
        // Direct messages are opened on demand, and these have been.
        foreach (var user in Members.Users.Where(user => !user.IsBot)) Members.Dm(user.Id);
        return true;
    }

    private void Notify(WorkspaceChange change) => Changed?.Invoke(change);

    private static SlackUser BotUser(StandInOptions options) =>
        new(options.BotUserId, "countersign", "Countersign") { IsBot = true };
}
