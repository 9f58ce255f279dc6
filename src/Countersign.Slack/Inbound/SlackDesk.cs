using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Slack.Cards;

namespace Countersign.Slack.Inbound;

/// <summary>The use cases that Slack's side calls, and who is calling.</summary>
public sealed record SlackDesk(
    IStore Store,
    PolicyInForce Policy,
    Doorkeeper Doorkeeper,
    Submitting Submitting,
    Deciding Deciding,
    Taking Taking,
    OwnTime OwnTime,
    Reachability Reachability,
    SlackSettings Settings)
{
    /// <param name="reader">Whose time plain text shows.</param>
    public Draw Draw(Actor? reader = null) => new(Policy.Book, reader?.Zone);

    public Actor Who(string? teamId, string userId) =>
        WhoSpeaks.Resolve(SlackSettings.Identity(teamId, userId), Settings.TeamId, Policy.Book);
}
