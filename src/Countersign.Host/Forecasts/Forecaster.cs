using Countersign.Core.Desk;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using Countersign.Simulation;
using NodaTime;

namespace Countersign.Host.Forecasts;

/// <summary>
/// Works forecasts out, one at a time, on a thread of its own below everything else: a press never waits for one. Whoever asked always
/// hears of it, of a stop as well: what they are told is in the outbox before the host is down.
/// </summary>
public sealed partial class Forecaster(IStore store, IClock clock, ILogger<Forecaster> log) : IForecast, IHostedService, IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _one = new();
    private ForecastAsk? _running;
    private Task _told = Task.CompletedTask;

    public bool TryBegin(ForecastAsk ask)
    {
        lock (_one)
        {
            if (_running is { } running)
                return running.Receipt == ask.Receipt;
            if (_stopping.IsCancellationRequested)
                return false;
            _running = ask;
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _told = told.Task;
            new Thread(() => Work(ask, told)) { IsBackground = true, Name = "forecast", Priority = ThreadPriority.Lowest }.Start();
            return true;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _told.WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    private void Work(ForecastAsk ask, TaskCompletionSource told)
    {
        try
        {
            var words = Words(ask);
            Forecasting.Tell(store, ask, words, clock.GetCurrentInstant()).GetAwaiter().GetResult();
        }
        catch (Exception fault)
        {
            LogNotTold(fault);
        }
        finally
        {
            lock (_one)
                _running = null;
            told.SetResult();
        }
    }

    private Sentence Words(ForecastAsk ask)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        enough.CancelAfter(Longest);
        try
        {
            if (new MadeUp(ask.Policy).Services.IsEmpty)
                return ForecastWords.OnlyAuthors;
            return Foresight.Of(ask, enough.Token) is { } forecast ? ForecastWords.Of(ask, forecast) : ForecastWords.NothingToDecide;
        }
        catch (OperationCanceledException)
        {
            return _stopping.IsCancellationRequested ? ForecastWords.Stopped : ForecastWords.TookTooLong;
        }
        catch (Exception fault)
        {
            LogFault(fault, ask.Load, ask.Seeds);
            return ForecastWords.Failed;
        }
    }

    [LoggerMessage(LogLevel.Error, "A forecast for {Load} changes a day on {Seeds} seeds failed")]
    private partial void LogFault(Exception fault, int load, int seeds);

    [LoggerMessage(LogLevel.Error, "What came of a forecast could not be sent")]
    private partial void LogNotTold(Exception fault);
}
