using Countersign.Teams.Cards;
using Countersign.Teams.Wire.Inbound;
using NodaTime;

namespace Countersign.Teams.Inbound;

/// <summary>The app comes and goes: whoever installs it is greeted and can be asked, whoever removes it can't be messaged any more.</summary>
public sealed class Installations(TeamsDesk desk, Conversing conversing)
{
    /// <summary>The code that operators read of somebody who removed the app.</summary>
    public const string Uninstalled = "app_uninstalled";

    public async Task Handle(Activity activity, Instant now, CancellationToken cancel)
    {
        var isPersonal = activity.Conversation is { Type: ConversationType.Personal };
        if (activity.Action?.StartsWith("remove", StringComparison.OrdinalIgnoreCase) == true)
        {
            if (isPersonal)
                await desk.Reachability.Lost(TeamsDesk.IdentityOf(activity), Uninstalled, now, cancel);
            return;
        }

        if (activity.Action?.StartsWith("add", StringComparison.OrdinalIgnoreCase) != true)
            return;
        if (isPersonal)
            await desk.Reachability.Heard(desk.Who(activity), now, cancel);
        await conversing.Say(activity, Replies.Welcome(null, desk.Draw(activity)));
    }
}
