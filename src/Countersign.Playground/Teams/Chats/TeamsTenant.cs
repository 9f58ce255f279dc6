namespace Countersign.Playground.Teams;

/// <summary>All the state that a Teams tenant would show to people. Safe for many threads.</summary>
public sealed class TeamsTenant
{
    internal TeamsTenant(TeamsStandInOptions options)
    {
        Directory = new(options);
        Messages = new(options.Time, Notify);
        Screens = new(options.Time, Notify);
    }

    /// <summary>Raised after each change, on the thread that made it: a listener must not block.</summary>
    public event Action<TeamsChange>? Changed;

    public TeamsDirectory Directory { get; }
    public TeamsMessages Messages { get; }
    public Screens Screens { get; }

    /// <summary>Every call of the bot's, to the Connector and for tokens and keys.</summary>
    public CallLog<ConnectorCall> Calls { get; } = new();

    /// <summary>Writes what must outlive the process.</summary>
    public void Save(string path) => SavedTenant.Of(this).Write(path);

    /// <summary>Takes up what <see cref="Save"/> wrote; before anybody looks.</summary>
    /// <returns>False when there is such a file and it can't be used: the tenant begins empty.</returns>
    public bool Load(string path)
    {
        if (!File.Exists(path)) return true;
        if (SavedTenant.Read(path) is not { } saved) return false;
        saved.Restore(this);
        return true;
    }

    internal void Notify(TeamsChange change) => Changed?.Invoke(change);
}
