using Countersign.Core.Digest;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>
/// Posts each team's digest once a week. When it is due is a row; the key of team and week, the messages and the next row become durable
/// together, so that whatever ends in between leaves neither two nor none.
/// </summary>
public sealed class Digesting(IStore store, PolicyInForce policy)
{
    /// <summary>At a start: gives a row to whatever has none. One that is overdue stays: it says what was missed.</summary>
    public Task SetAll(Instant now, CancellationToken cancel = default) => store.Write(
        work =>
        {
            SetAll(work, policy.Book, now);
            return true;
        },
        cancel);

    /// <summary>With a policy: a row stays with its week and moves to the time that the policy says now.</summary>
    internal static void SetAll(IWork work, PolicyBook book, Instant now)
    {
        foreach (var of in Readership.All(book))
        {
            var on = new DeadlineSubject.OfDigest(of.Scope);
            var due = work.DueAt(DeadlineKind.Digest, on);
            if (of.Channels.IsEmpty && due is not null)
                work.Complete(DeadlineKind.Digest, on, now);
            if (of.Channels.IsEmpty)
                continue;
            var week = due is { } at ? DigestWeek.Of(at, of.Zone).Plus(-1) : of.Rules.NextAfter(now, of.Zone);
            if (of.Rules.For(week, of.Zone) is var next && next != due)
                work.Schedule(new Deadline(DeadlineKind.Digest, on, next));
        }
    }

    /// <summary>
    /// Posts the last digest that is due, once. One that was missed is made up for until the next one is due; of several the last counts.
    /// </summary>
    public Task Look(DigestScope scope, Instant now, CancellationToken cancel = default) => store.Write(
        work =>
        {
            var on = new DeadlineSubject.OfDigest(scope);
            if (Readership.Of(scope, policy.Book) is not { Channels.IsEmpty: false } of)
            {
                work.Complete(DeadlineKind.Digest, on, now);
                return false;
            }

            var next = of.Rules.NextAfter(now, of.Zone);
            var key = new DigestKey(scope, next.Plus(-1));
            if (work.TryPost(key, now))
                foreach (var channel in of.Channels)
                    work.Send(new Outgoing(Lane.Of(channel), new Notice.Digest(key)), now);
            work.Schedule(new Deadline(DeadlineKind.Digest, on, of.Rules.For(next, of.Zone)));
            return true;
        },
        cancel);
}
