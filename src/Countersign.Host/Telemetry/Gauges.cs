using System.Diagnostics.Metrics;
using Countersign.Core.Ports;
using Countersign.Host.Ticking;
using Countersign.Storage;
using NodaTime;

namespace Countersign.Host.Telemetry;

/// <summary>What is looked up when the exporter asks, once a minute or so: depths, ages and states.</summary>
public sealed class Gauges
{
    private readonly SqliteStore _store;
    private readonly ClockHold _hold;
    private readonly IClock _clock;

    public Gauges(Instruments instruments, SqliteStore store, ClockHold hold, IClock clock)
    {
        (_store, _hold, _clock) = (store, hold, clock);
        instruments.Observe("countersign.outbox.messages", "{message}", "Messages that wait, and messages that were given up.", Messages);
        instruments.Observe("countersign.outbox.oldest", "s", "Age of the oldest message that waits; 0 without one.", Oldest);
        instruments.Observe("countersign.requests.open", "{request}", "Requests that are open.", Open);
        instruments.Observe("countersign.store.queue", "{write}", "Writes that wait for the writer.", () => [new(_store.Queued)]);
        instruments.Observe("countersign.clock.held", null, "1 while the machine's clock is not trusted and pings are held.", () => [new(_hold.IsHolding ? 1 : 0)]);
        instruments.Observe("countersign.record.sound", null, "0 once the record failed a check: nothing is granted.", () => [new(_store.Damage is null ? 1 : 0)]);
    }

    private IEnumerable<Measurement<double>> Messages() => Figures() is { } figures
        ? [new(figures.OutboxWaiting, Tag("waiting")), new(figures.Parked, Tag("parked"))]
        : [];

    private IEnumerable<Measurement<double>> Open() => Figures() is { } figures ? [new(figures.OpenRequests)] : [];

    private IEnumerable<Measurement<double>> Oldest() => Known(() => _store.OldestMessage()) is { } oldest
        ? [new(oldest.Result is { } written ? Math.Max(0, (_clock.GetCurrentInstant() - written).TotalSeconds) : 0)]
        : [];

    private StoreFigures? Figures() => Known(() => _store.Figures())?.Result;

    // Reads of the store are done when they return. One that fails leaves a gap, which is what it is.
    private static Task<T>? Known<T>(Func<Task<T>> read) => read() is { IsCompletedSuccessfully: true } done ? done : null;

    private static KeyValuePair<string, object?> Tag(string state) => new("countersign.state", state);
}
