using NodaTime;

namespace Countersign.Playground.Page;

/// <summary>One thing that somebody did on the page, and what came of it.</summary>
/// <param name="Who">Who did it.</param>
/// <param name="What">In words, such as <c>pressed Approve</c>.</param>
/// <param name="LedgerFrom">The newest ledger entry before it.</param>
/// <param name="SlackFrom">How many calls the bot had made to Slack before it.</param>
/// <param name="TeamsFrom">How many to Teams.</param>
internal sealed record TracedAct(int Id, string Who, string What, Instant At, long LedgerFrom, int SlackFrom, int TeamsFrom)
{
    /// <summary>Null while it is under way, or when nothing was sent.</summary>
    public HttpAnswer? Answer { get; init; }
}

/// <summary>What was done last, for whoever looks behind the scenes.</summary>
internal sealed class Trace(Company company, PlaygroundClock clock, LedgerTail ledger)
{
    private const int MostKept = 40;

    private readonly Lock _gate = new();
    private readonly List<TracedAct> _acts = [];
    private int _made;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<TracedAct> Acts
    {
        get
        {
            lock (_gate) return [.. _acts];
        }
    }

    /// <summary>Notes that something begins. Not tied to the request: the note stays when the browser leaves.</summary>
    public async Task<TracedAct> Begin(string who, string what)
    {
        var from = await ledger.Last(CancellationToken.None);
        lock (_gate)
        {
            var act = new TracedAct(++_made, who, what, clock.Now, from, company.Slack.Workspace.Calls.Count, company.Teams.Tenant.Calls.Count);
            _acts.Add(act);
            if (_acts.Count > MostKept) _acts.RemoveAt(0);
            return act;
        }
    }

    public void End(TracedAct act, HttpAnswer? answer)
    {
        lock (_gate)
        {
            var place = _acts.FindIndex(kept => kept.Id == act.Id);
            if (place >= 0) _acts[place] = act with { Answer = answer };
        }
    }
}
