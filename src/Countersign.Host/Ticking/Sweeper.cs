using System.Diagnostics;
using Countersign.Core.Desk;
using Countersign.Core.Ports;
using Countersign.Host.Telemetry;
using NodaTime;

namespace Countersign.Host.Ticking;

/// <summary>
/// Runs the sweep: at every tick, and at once when a commit has set a deadline that may be due. One at a time; a wake while one
/// runs makes it run once more.
/// </summary>
public sealed partial class Sweeper : BackgroundService
{
    private static readonly Duration TidyEvery = Duration.FromMinutes(5);
    private readonly IStore _store;
    private readonly Sweep _sweep;
    private readonly Recurring _recurring;
    private readonly Digesting _digesting;
    private readonly IClock _clock;
    private readonly ClockHold _hold;
    private readonly Instruments? _instruments;
    private readonly ILogger<Sweeper> _log;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private bool _begun;
    private Instant _tidied = Instant.MinValue;

    public Sweeper(
        IStore store, Sweep sweep, Recurring recurring, Digesting digesting, IClock clock, ClockHold hold, ILogger<Sweeper> log,
        Instruments? instruments = null)
    {
        (_store, _sweep, _recurring, _digesting, _clock, _hold, _log, _instruments) = (store, sweep, recurring, digesting, clock, hold, log, instruments);
        store.Committed += OnCommitted;
    }

    public void Wake()
    {
        if (_wake.CurrentCount > 0)
            return;
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Woken already.
        }
    }

    public override void Dispose()
    {
        _store.Committed -= OnCommitted;
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await _wake.WaitAsync(stoppingToken);
                await Run(stoppingToken);
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

    private async Task Run(CancellationToken cancel)
    {
        var now = _clock.GetCurrentInstant();
        if (await _hold.Since(now, cancel) is { } since)
        {
            await _sweep.RouteNew(since, now, cancel);
            return;
        }

        // What recurs has its row from the first look on.
        if (!_begun)
        {
            await _recurring.SetAll(now, cancel);
            await _digesting.SetAll(now, cancel);
        }

        _begun = true;
        await Look(now, cancel);
        if (_tidied > now || now - _tidied >= TidyEvery)
        {
            _tidied = now;
            await _sweep.Tidy(now, cancel);
        }
    }

    private async Task Look(Instant now, CancellationToken cancel)
    {
        if (_instruments is null)
        {
            await _sweep.Run(now, cancel);
            return;
        }

        var began = Stopwatch.GetTimestamp();
        using var span = Instruments.Spans.StartActivity("sweep");
        var seen = await _sweep.Run(now, cancel);
        _instruments.Swept(Stopwatch.GetElapsedTime(began), seen);
        span?.SetTag("countersign.deadlines", seen);
        // One each second in which nothing is due would be most of what is kept.
        if (span is not null && seen == 0)
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    private void OnCommitted(Touched touched)
    {
        if (touched.HasFlag(Touched.Deadlines))
            Wake();
    }

    [LoggerMessage(LogLevel.Error, "The sweep failed; the next tick tries again")]
    private partial void LogFault(Exception fault);
}
