using System.Text.Json.Nodes;
using Countersign.Playground.Slack;

namespace Countersign.Playground.Page;

/// <summary>What stands before one person: the only things that they can read, write to and press.</summary>
internal sealed class Screen
{
    private readonly StandInSlack _slack;

    private Screen(StandInSlack slack, SlackUser me) => (_slack, Person) = (slack, slack.As(me.Id));

    public SlackPerson Person { get; }

    public SlackUser Me => Person.User;

    public string DmId => _slack.Workspace.Members.Dm(Me.Id).Id;

    /// <summary>Null when nobody sits there: an unknown id, a leaver, a bot.</summary>
    public static Screen? Of(StandInSlack slack, string? userId) =>
        userId is not null && slack.Workspace.Members.UserById(userId) is { Deleted: false, IsBot: false } user ? new(slack, user) : null;

    /// <summary>Everybody that one can be, in the order that the options name them.</summary>
    public static IEnumerable<SlackUser> Seats(StandInSlack slack) =>
        slack.Options.Users.Select(user => user.Id).Union(slack.Workspace.Members.Users.Select(user => user.Id))
            .Select(slack.Workspace.Members.UserById).OfType<SlackUser>()
            .Where(user => user is { Deleted: false, IsBot: false });

    /// <summary>The channels this person is in, by name, then the direct message with the app.</summary>
    public IEnumerable<SlackChannel> Conversations =>
        _slack.Workspace.Members.Channels
            .Where(channel => channel.DmWith is null && !channel.Archived && channel.Members.Contains(Me.Id))
            .OrderBy(channel => channel.Name, StringComparer.Ordinal)
            .Append(_slack.Workspace.Members.Dm(Me.Id));

    /// <summary>Null when there is none, or this person is not in it.</summary>
    public SlackChannel? Conversation(string? id) => Conversations.FirstOrDefault(channel => channel.Id == id);

    /// <summary>What this person sees of a message list: not what was deleted, nor what only others were shown.</summary>
    public bool Sees(SlackMessage message) => !message.Deleted && (message.OnlyFor ?? Me.Id) == Me.Id;

    /// <summary>Null when it is not there for this person.</summary>
    public SlackMessage? Message(string? channel, string? ts) =>
        Conversation(channel) is { } place && ts is not null && _slack.Workspace.Messages.Find(place.Id, ts) is { } message && Sees(message) ? message : null;

    /// <summary>The form on top of this person's screen, if it is the given one.</summary>
    public SlackView? View(string? id) => Person.OpenView is { } top && top.Id == id ? top : null;

    /// <summary>Where a press lands: the newest blocks of what was pressed, or null.</summary>
    /// <param name="on"><c>channel</c> and <c>ts</c>, or <c>view</c>, or <c>home</c>.</param>
    public (JsonArray Blocks, SlackMessage? Message, SlackView? View)? Find(JsonNode? on)
    {
        if (on is not JsonObject place) return null;
        if (Json.Flag(place["home"])) return Person.Home is { } home ? (home.Blocks, null, home) : null;
        if (Json.Text(place["view"]) is { } id) return View(id) is { } view ? (view.Blocks, null, view) : null;
        return Message(Json.Text(place["channel"]), Json.Text(place["ts"])) is { } message ? (message.Blocks, message, null) : null;
    }
}
