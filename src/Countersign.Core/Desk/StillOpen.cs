using Countersign.Core.Changes;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>
/// Requests that nothing more would come of: everybody on their ladder was told, and they are open still. The operators hear of them
/// once a working day, for silence is never the end.
/// </summary>
internal sealed class StillOpen(IStore store, PolicyInForce policy)
{
    private const int MostNamed = 20;
    private const int Page = 1_000;

    /// <param name="also">Done in the same transaction.</param>
    public async Task Tell(Action<IWork> also, Instant now, CancellationToken cancel)
    {
        var open = new List<ChangeId>();
        for (var (after, more) = (new ChangeId(0), true); more;)
        {
            var page = await store.Unwatched(after, Page, cancel);
            foreach (var id in page.Suspects)
                if (await store.Find(id, cancel) is { } change && IsForgotten(change, now))
                    open.Add(id);
            (after, more) = (page.Last ?? after, page.Last is not null);
        }

        await store.Write(
            work =>
            {
                if (open.Count > 0)
                    Notices.TellAllOperators(work, policy.Book, Words(open), now);
                also(work);
                return true;
            },
            cancel);
    }

    // While changes are requested the author knows: it is their turn.
    private bool IsForgotten(ChangeRequest change, Instant now) =>
        change.Status is not (Status.Settled or Status.ChangesRequested) && !NextSteps.Of(change, policy.Book, now).Any(s => s.Kind == DeadlineKind.Escalate);

    internal static Sentence Words(List<ChangeId> open)
    {
        var (are, them, one, its) = open.Count == 1
            ? ("1 request is", "it", "it", "its author can take it back")
            : ($"{open.Count} requests are", "them", "one", "an author can take theirs back");
        return Sentence.Of($"{are} still open, though everybody who was to be told was told: {Listed(open)}. ")
            + Sentence.Of($"Somebody has to decide {them}; {new Typed($"/signoff reassign {open[0]} @somebody")} gives {one} to somebody else, and {its}: {new Typed($"/signoff withdraw {open[0]}")}.");
    }

    internal static Sentence Listed(IReadOnlyCollection<ChangeId> changes) =>
        Sentence.Join(", ", changes.Take(MostNamed).Select(id => Sentence.Of($"{id}")))
        + (changes.Count > MostNamed ? Sentence.Of($" and {changes.Count - MostNamed} more") : Sentence.Empty);
}
