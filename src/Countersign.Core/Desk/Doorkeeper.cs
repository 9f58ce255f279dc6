using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>Stops whoever may not use the desk at all, before anything is read for them. The refusal is on record.</summary>
public sealed class Doorkeeper(IStore store, PolicyInForce policy)
{
    /// <returns>What to tell them; null when they may come in.</returns>
    public async Task<Answer?> Stop(Actor by, string command, Instant now, CancellationToken cancel = default)
    {
        if (Authority.RefusalOf(by) is not { } refusal)
            return null;
        var book = policy.Book;
        await store.Write(
            work =>
            {
                work.Refused(by, null, command, refusal, new LedgerContext(by, book, now));
                return true;
            },
            cancel);
        return new Answer(false, RefusalWords.Of(refusal, book));
    }

    /// <summary>Why this person gets to see and do nothing; null for an active member. Writes nothing down.</summary>
    public static Refusal? RefusalOf(Actor by) => Authority.RefusalOf(by);
}
