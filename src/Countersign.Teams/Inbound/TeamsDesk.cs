using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Teams.Cards;
using Countersign.Teams.Wire.Inbound;

namespace Countersign.Teams.Inbound;

/// <summary>The use cases that Teams' side calls, and who is calling.</summary>
public sealed record TeamsDesk(
    IStore Store,
    PolicyInForce Policy,
    Doorkeeper Doorkeeper,
    Commands Commands,
    Pressing Pressing,
    Submitting Submitting,
    Deciding Deciding,
    Taking Taking,
    Reachability Reachability,
    TeamsSettings Settings)
{
    private readonly string _home = Settings.TenantId.ToLowerInvariant();

    public Draw Draw(Activity activity) => new(Policy.Book, activity.Conversation is { Type: ConversationType.Personal }, Who(activity).Zone);

    /// <summary>Directory id and tenant, never a name. Whoever comes without a directory id is a stranger.</summary>
    public Actor Who(Activity activity) => WhoSpeaks.Resolve(IdentityOf(activity), _home, Policy.Book);

    public static ChatIdentity IdentityOf(Activity activity)
    {
        var tenant = activity.From?.TenantId ?? activity.TenantId;
        // No directory id has a question mark, so this can be nobody's.
        return TeamsSettings.Identity(tenant, activity.From?.DirectoryId ?? $"?{activity.From?.Id}");
    }

    /// <summary>A redelivery has the same id; an activity without one can't be told from a new one.</summary>
    /// <remarks>
    /// The pressed message's id, which is a time, stands first: receipts are then written near the end of their index, which is what
    /// keeps a large one fast. The activity's own time is no help, because a redelivery may have another.
    /// </remarks>
    public static ReceiptKey Receipt(Activity activity) =>
        new($"t:{activity.ReplyToId}:{activity.Id ?? Guid.NewGuid().ToString("n")}:{activity.Conversation?.Id}");
}
