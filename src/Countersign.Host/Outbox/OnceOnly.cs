using Countersign.Core.Desk;
using Countersign.Core.Ports;
using NodaTime;

namespace Countersign.Host.Outbox;

/// <summary>
/// Keeps a message from being sent again that a process may have sent just before it ended. Chat platforms have no key by which they would
/// know it, so it is noted before the call; a note that a start finds says that the message is in doubt, and then it counts as sent, as it
/// does when no answer comes. For a digest only: twice in a channel is noise, and whoever misses it can ask for it. Everything else comes at
/// least once.
/// </summary>
internal static class OnceOnly
{
    public static bool IsInDoubt(OutboxItem item) => item is { Notice: Notice.Digest, BegunAt: not null };

    public static bool IsInDoubt(OutboxItem item, DeliveryResult result) => item.Notice is Notice.Digest && result is DeliveryResult.Trouble { Silent: true };

    /// <summary>Sends it between a note and what takes the note back: an answer that says it was not done, or that it failed.</summary>
    public static async Task<DeliveryResult> Send(IStore store, OutboxItem item, Instant now, Func<Task<DeliveryResult>> deliver)
    {
        if (item.Notice is not Notice.Digest)
            return await deliver();
        await Note(store, item, now);
        var result = await deliver();
        if (result is not DeliveryResult.Done && !IsInDoubt(item, result))
            await Note(store, item, null);
        return result;
    }

    private static Task<bool> Note(IStore store, OutboxItem item, Instant? now) => store.Write(work =>
    {
        work.SetBegun(item.Id, now);
        return true;
    });
}
