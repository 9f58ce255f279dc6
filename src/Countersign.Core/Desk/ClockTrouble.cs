using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>Tells the operators that the machine's clock jumped, what that holds, and when it goes on.</summary>
public sealed class ClockTrouble(IStore store, PolicyInForce policy)
{
    /// <param name="seen">That they parted, or that it goes on.</param>
    /// <param name="canAsk">Whether a platform can be asked for the time.</param>
    public Task Tell(ClockSight seen, bool canAsk, Instant now, CancellationToken cancel = default) => store.Write(
        work =>
        {
            Notices.TellAllOperators(work, policy.Book, seen is ClockSight.Parted parted ? Words(parted, canAsk, now) : GoesOn(now), now);
            return true;
        },
        cancel);

    private static Sentence Words(ClockSight.Parted seen, bool canAsk, Instant now)
    {
        var until = canAsk
            ? Sentence.Text("until it is back, or shows the same time as your chat platform's clock")
            : Sentence.Of($"until {now + ClockWatch.SteadyFor}, or until the clock is back");
        return Sentence.Of($"The clock of the machine I run on {(seen.By > Duration.Zero ? "jumped ahead" : "went back")} by {Times.Span(seen.By > Duration.Zero ? seen.By : -seen.By)}, to {now}. ")
            + Sentence.Of($"So that nobody is told too early, I hold reminders, moves, offers and escalations {until}. ")
            + Sentence.Text("Decisions and new requests go on. Please check how the machine keeps its time (NTP); if it only slept, there is nothing to do.");
    }

    private static Sentence GoesOn(Instant now) => Sentence.Of($"The clock of the machine I run on is trusted again: it is {now}. Reminders, moves, offers and escalations go on.");
}
