using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>Tells the operators that the machine's clock jumped, and what that holds.</summary>
public sealed class ClockTrouble(IStore store, PolicyInForce policy)
{
    public Task Tell(ClockSight.Parted seen, Instant now, CancellationToken cancel = default) => store.Write(
        work =>
        {
            Notices.TellAllOperators(work, policy.Book, Words(seen, now), now);
            return true;
        },
        cancel);

    private static Sentence Words(ClockSight.Parted seen, Instant now) => Sentence.Of(
        $"The clock of the machine I run on {(seen.By > Duration.Zero ? "jumped ahead" : "went back")} by {Times.Span(seen.By > Duration.Zero ? seen.By : -seen.By)}, to {now}. ")
        + Sentence.Of($"So that nobody is told too early, I hold reminders, moves, offers and escalations until {seen.Until}, or until the clock is back. ")
        + Sentence.Of($"Decisions and new requests go on. Please check how the machine keeps its time (NTP); if it only slept, there is nothing to do.");
}
