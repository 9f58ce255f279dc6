using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Changes;

/// <summary>
/// The decider's part on a round whose author does not come back: they are told once when it ends, and it ends no sooner. Source:
/// product.md, States.
/// </summary>
internal static class Expiry
{
    public static Ruling Decide(ChangeRequest change, Command.AnnounceExpiry c, Instant now) =>
        IsTheAuthorsTurn(change, c.By, c.Round) && change.Round.ExpiresAt is null && c.ExpiresAt > now
            ? ReviewDesk.Happened(new ChangeEvent.ExpiryAnnounced(c.Round, c.ExpiresAt, now))
            : new Refusal.NothingToDo();

    public static Ruling Decide(ChangeRequest change, Command.Expire c, Instant now) =>
        IsTheAuthorsTurn(change, c.By, c.Round) && change.Round.ExpiresAt <= now
            ? ReviewDesk.Happened(new ChangeEvent.Expired(c.Round, now))
            : new Refusal.NothingToDo();

    /// <summary>When it ends by itself if nothing comes: as announced, or before that the soonest; null while it is not the author's turn.</summary>
    /// <param name="plan">The round's; null where it kept none.</param>
    public static Instant? EndsAt(ChangeRequest change, SlaPlan? plan) =>
        change.Status is Status.ChangesRequested turn ? change.Round.ExpiresAt ?? turn.At + (plan?.Expires ?? SlaPlan.UsualExpiry) : null;

    private static bool IsTheAuthorsTurn(ChangeRequest change, People.Actor by, int round) =>
        by is People.Actor.Bot && change.Status is Status.ChangesRequested && change.Round.Number == round;
}
