using NodaTime;

namespace Countersign.Scenarios.House;

/// <summary>One clock for the bot and for Slack, which only a test moves. Delays and timers run on real time.</summary>
internal sealed class ManualTime(Instant now) : TimeProvider, IClock
{
    private long _ticks = now.ToUnixTimeTicks();

    public Instant Now => Instant.FromUnixTimeTicks(Interlocked.Read(ref _ticks));

    public void Advance(Duration by) => Interlocked.Add(ref _ticks, (long)by.TotalTicks);

    public void MoveTo(Instant to) => Interlocked.Exchange(ref _ticks, to.ToUnixTimeTicks());

    public Instant GetCurrentInstant() => Now;

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}
