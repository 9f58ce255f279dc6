using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Slack.Inbound;
using Countersign.Slack.Wire;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Countersign.Slack.Availability;

/// <summary>
/// Asks Slack every five minutes about everybody who reviews: do-not-disturb and status. A little at a time, so that a thousand people fit
/// into Slack's paces and no message waits for it. What Slack does not answer is unknown, and changes nothing.
/// </summary>
public sealed partial class PresenceWatch(
    SlackApi api, SlackSettings settings, Presences presences, PolicyInForce policy, IStore store, Homes homes, IClock clock, TimeProvider time,
    ILogger<PresenceWatch> log) : BackgroundService
{
    // 80 a minute of users.info's 100, and at most 20 a minute of dnd.teamInfo's 20, of fifty people each.
    internal static readonly TimeSpan Step = TimeSpan.FromSeconds(3);
    internal const int StatusesEachStep = 4;

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Turns _turns = new(settings.TeamId);
    private readonly Pause _quietPause = new();
    private readonly Pause _statusPause = new();

    /// <summary>Asks about those whose turn it is, a few of them, and lets waiting reviews go to whoever can be asked again.</summary>
    public async Task Look(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            _turns.Follow(policy.Book);
            await AskQuiet(cancel);
            await AskStatuses(cancel);
            await Free(cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await Task.Delay(Step, time, stoppingToken);
                await Look(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                LogFault(fault);
            }
    }

    private async Task AskQuiet(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        if (_quietPause.Holds(now) || _turns.ForQuiet(now, SlackApi.MostDoNotDisturb) is not { Count: > 0 } turns)
            return;
        switch (await api.DoNotDisturb(settings.Bot, [.. turns.Select(t => t.UserId)], cancel))
        {
            case SlackResult<SlackQuiet>.Done { Value: var quiet }:
                _quietPause.Worked();
                foreach (var turn in turns)
                {
                    turn.QuietAsked = now;
                    if (quiet.Users.TryGetValue(turn.UserId, out var window))
                        Hear(turn, PresenceTopic.DoNotDisturb, StatusReading.Quiet(window, now), now);
                }

                break;
            case SlackResult<SlackQuiet>.Failed { Failure: var failure } when _quietPause.After(failure, now):
                LogNoQuiet(failure.ToString());
                break;
        }
    }

    private async Task AskStatuses(CancellationToken cancel)
    {
        foreach (var turn in _turns.ForStatus(clock.GetCurrentInstant(), StatusesEachStep))
        {
            var now = clock.GetCurrentInstant();
            if (_statusPause.Holds(now))
                return;
            switch (await api.UserInfo(settings.Bot, turn.UserId, cancel))
            {
                case SlackResult<SlackPerson>.Done { Value: var person }:
                    _statusPause.Worked();
                    (turn.StatusAsked, turn.IsGone) = (now, person.Deleted);
                    turn.Status = StatusReading.Status(person, turn.Person.Zone, turn.Status, now);
                    Hear(turn, PresenceTopic.Status, turn.Status, now);
                    break;
                case SlackResult<SlackPerson>.Failed { Failure: SlackFailure.Rejected { Kind: RejectionKind.Recipient } }:
                    (turn.StatusAsked, turn.IsGone) = (now, true);
                    break;
                case SlackResult<SlackPerson>.Failed { Failure: var failure } when _statusPause.After(failure, now):
                    LogNoStatus(failure.ToString());
                    break;
            }
        }
    }

    private void Hear(Turn turn, PresenceTopic topic, Spell? spell, Instant now)
    {
        var before = presences.Of(turn.Person, now);
        presences.Hear(new Presence(turn.Person.Id, Platform.Slack, topic, spell, now));
        // What began shows on their own page; what ended, once it is seen to have.
        if (spell is not null && !presences.Of(turn.Person, now).Select(p => p.Spell).SequenceEqual(before.Select(p => p.Spell)))
            homes.Changed(turn.Person.On(Platform.Slack)!);
    }

    // Somebody may be there again, or nothing is known of them any more: what waits is looked at once. Should this fail, it is looked at
    // later all the same.
    private async Task Free(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        if (presences.Ended(now) is not { IsEmpty: false } ended)
            return;
        await store.Write(
            work =>
            {
                work.RouteWaitingNow(now);
                return true;
            },
            cancel);
        foreach (var person in ended)
            if (policy.Book.Roster.Find(person)?.On(Platform.Slack) is { } identity)
                homes.Changed(identity);
    }

    [LoggerMessage(LogLevel.Warning, "Slack does not tell who is in do-not-disturb ({Failure}); routing goes on without. It needs the optional scope dnd:read")]
    private partial void LogNoQuiet(string failure);

    [LoggerMessage(LogLevel.Warning, "Slack does not tell people's status ({Failure}); routing goes on without. It needs the scope users:read")]
    private partial void LogNoStatus(string failure);

    [LoggerMessage(LogLevel.Error, "Asking Slack about people's time failed; the next look tries again")]
    private partial void LogFault(Exception fault);
}
