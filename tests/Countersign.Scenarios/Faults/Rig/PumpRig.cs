using System.Collections.Concurrent;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using Countersign.Host.Outbox;
using Countersign.Scenarios.House;
using Countersign.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Countersign.Scenarios.Faults.Rig;

/// <summary>The outbox pump over a real store, with a chat that does as it is told, on a clock that may run fast.</summary>
internal sealed class PumpRig : IChat, IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("countersign-pump-");
    private readonly SqliteStore _store;
    private readonly OutboxPump _pump;
    private readonly Func<string, int, DeliveryResult> _answer;
    private readonly ConcurrentDictionary<string, int> _calls = new();

    /// <param name="answer">Given the destination and how often it was called by then, the first time 1.</param>
    /// <param name="faster">How many times faster than the wall's the pump's clock runs.</param>
    public PumpRig(Func<string, int, DeliveryResult> answer, int faster = 1, PolicyBook? book = null)
    {
        var clock = new ManualTime(Home.Friday10);
        var policy = new PolicyInForce(book ?? PolicyBook.Empty);
        var time = new FastTime(faster);
        _answer = answer;
        _store = SqliteStore.Open(Database, clock.Now);
        var delivery = new Delivery(_store, policy, new Reachability(_store, policy), new Digests(_store, policy), new WeekPictures(NullLogger<WeekPictures>.Instance), clock, time, NullLogger<Delivery>.Instance);
        _pump = new OutboxPump(_store, [this], delivery, time, NullLogger<OutboxPump>.Instance);
    }

    public string Database => Path.Combine(_folder.FullName, "countersign.db");

    public Platform Platform => Platform.Slack;

    public int Calls(string destination) => _calls.GetValueOrDefault(destination);

    public Task Start() => _pump.StartAsync(CancellationToken.None);

    public Task Send(string destination) => Send(destination, new Notice.ForOperators(Sentence.Text("News.")));

    public Task Send(string destination, Notice notice) => _store.Write(work =>
    {
        work.Send(new Outgoing(new Lane(Platform.Slack, Town.Team, LaneKind.Channel, destination), notice), Home.Friday10);
        return true;
    });

    public Task<StoreFigures> Figures() => _store.Figures();

    public async Task Until(Func<StoreFigures, bool> holds, TimeSpan? atMost = null, Func<Task>? meanwhile = null)
    {
        var since = System.Diagnostics.Stopwatch.StartNew();
        while (!holds(await Figures()))
        {
            since.Elapsed.ShouldBeLessThan(atMost ?? TimeSpan.FromSeconds(60), $"{await Figures()}");
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            await Task.Delay(10);
        }
    }

    public async Task<DeliveryResult> Deliver(Lane to, Message message, CancellationToken cancel)
    {
        await Task.Yield();
        return _answer(to.Id, _calls.AddOrUpdate(to.Id, 1, (_, n) => n + 1));
    }

    public async ValueTask DisposeAsync()
    {
        await _pump.StopAsync(CancellationToken.None);
        _pump.Dispose();
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class FastTime(int faster) : TimeProvider
    {
        public override long GetTimestamp() => System.GetTimestamp() * faster;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, Scaled(dueTime), Scaled(period));

        private TimeSpan Scaled(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / faster;
    }
}
