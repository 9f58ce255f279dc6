using Countersign.Core.Desk;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Host.Ticking;

/// <summary>Lets the watchdog look once a minute, on a timer of its own: a sweep that hangs must not keep it from barking.</summary>
public sealed partial class Watchkeeper(Watchdog watchdog, ClockHold hold, IClock clock, TimeProvider time, ILogger<Watchkeeper> log) : BackgroundService
{
    private const int MostLogged = 20;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await Look(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task Look(CancellationToken cancel)
    {
        try
        {
            var report = await watchdog.Look(clock.GetCurrentInstant(), hold.IsHolding, cancel);
            foreach (var step in report.Mended.Take(MostLogged))
                LogMended(step);
            foreach (var step in report.Late.Take(MostLogged))
                LogLate(step);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "The watchdog found no {Step} and has set it")]
    private partial void LogMended(Deadline step);

    [LoggerMessage(LogLevel.Error, "The watchdog found {Step}, which should have been taken minutes ago")]
    private partial void LogLate(Deadline step);

    [LoggerMessage(LogLevel.Error, "The watchdog could not look; it tries again in a minute")]
    private partial void LogFault(Exception fault);
}
