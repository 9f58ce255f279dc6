namespace Countersign.Playground.Slack;

/// <summary>A person at a Slack client: reads, types, presses.</summary>
public sealed partial class SlackPerson
{
    private readonly StandInSlack _slack;
    private readonly Interaction _interaction;

    internal SlackPerson(StandInSlack slack, SlackUser user)
    {
        (_slack, User) = (slack, user);
        _interaction = new(slack, user);
    }

    public SlackUser User { get; }

    /// <summary>The direct message with the bot, newest versions, oldest message first.</summary>
    public IReadOnlyList<SlackMessage> Dm => _slack.Workspace.Messages.In(DmChannel.Id);

    /// <summary>What only this person was shown, in any conversation.</summary>
    public IReadOnlyList<SlackMessage> Ephemerals => _slack.Workspace.Messages.OnlyFor(User.Id);

    /// <summary>The app's Home tab as last published, or null.</summary>
    public SlackView? Home => _slack.Workspace.Views.Home(User.Id);

    /// <summary>The modal on top of the screen, or null.</summary>
    public SlackView? OpenView => _slack.Workspace.Views.Top(User.Id);

    private SlackChannel DmChannel => _slack.Workspace.Members.Dm(User.Id);

    /// <summary>What this person sees in a channel, ephemerals of their own included.</summary>
    public IReadOnlyList<SlackMessage> Channel(string idOrName)
    {
        var channel = _slack.ChannelOf(idOrName);
        return [.. _slack.Workspace.Messages.All.Where(message => message.Channel == channel.Id && !message.Deleted && (message.OnlyFor ?? User.Id) == User.Id)];
    }

    /// <summary>Waits for a message that contains <paramref name="text"/>.</summary>
    /// <param name="text">Part of the newest version as it reads.</param>
    /// <param name="channel">Where; null for the direct message.</param>
    public Task<SlackMessage> Sees(string text, string? channel = null)
    {
        var place = channel is null ? DmChannel : _slack.ChannelOf(channel);
        return Waits($"“{text}” in {place.Name} of {User.Name}", () => _slack.Workspace.Messages.In(place.Id).LastOrDefault(message => message.Readable.Contains(text, StringComparison.Ordinal)));
    }

    /// <summary>Waits for something that only this person sees.</summary>
    public Task<SlackMessage> SeesPrivately(string text) =>
        Waits($"“{text}” only for {User.Name}", () => Ephemerals.LastOrDefault(message => message.Readable.Contains(text, StringComparison.Ordinal)));

    /// <summary>Waits for a modal.</summary>
    /// <param name="text">Part of it as it reads.</param>
    public Task<SlackView> SeesView(string text = "") =>
        Waits($"a form “{text}” before {User.Name}", () => OpenView is { } view && view.Readable.Contains(text, StringComparison.Ordinal) ? view : null);

    /// <summary>Waits for a Home tab.</summary>
    /// <param name="text">Part of it as it reads.</param>
    public Task<SlackView> SeesHome(string text = "") =>
        Waits($"“{text}” on the Home of {User.Name}", () => Home is { } home && home.Readable.Contains(text, StringComparison.Ordinal) ? home : null);

    private Task<T> Waits<T>(string what, Func<T?> probe) where T : class => _slack.Eventually(what, probe);
}
