using Countersign.Playground.Page;
using Countersign.Playground.Slack;
using Countersign.Playground.Teams;

namespace Countersign.Host.Playground;

/// <summary>Writes the stand-ins' chats and the clock to their files: soon after each change, and at the end.</summary>
internal sealed class Saving : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private readonly SlackWorkspace _workspace;
    private readonly TeamsTenant _tenant;
    private readonly PlaygroundClock _clock;
    private readonly PlaygroundFiles _files;
    private readonly Timer _timer;
    private readonly Lock _gate = new();
    private int _due;

    public Saving(SlackWorkspace workspace, TeamsTenant tenant, PlaygroundClock clock, PlaygroundFiles files)
    {
        (_workspace, _tenant, _clock, _files) = (workspace, tenant, clock, files);
        _timer = new Timer(_ => Save());
        workspace.Changed += OnChanged;
        tenant.Changed += OnChanged;
        clock.Moved += OnMoved;
        Save();
    }

    public void Dispose()
    {
        _workspace.Changed -= OnChanged;
        _tenant.Changed -= OnChanged;
        _clock.Moved -= OnMoved;
        _timer.Dispose();
        Save();
    }

    private void OnChanged(WorkspaceChange change) => Later();

    private void OnChanged(TeamsChange change) => Later();

    private void OnMoved() => Later();

    private void Later()
    {
        if (Interlocked.Exchange(ref _due, 1) == 0)
            _timer.Change(Soon, Timeout.InfiniteTimeSpan);
    }

    private void Save()
    {
        Interlocked.Exchange(ref _due, 0);
        lock (_gate)
            try
            {
                _workspace.Save(_files.Workspace);
                _tenant.Save(_files.Tenant);
                _files.Keep(_clock.Offset);
            }
            catch (IOException)
            {
                // The next change tries again; the record is the database, not this.
            }
    }
}
