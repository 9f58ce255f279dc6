namespace Countersign.Playground.Teams;

/// <summary>A person at a Teams client: reads, types, presses.</summary>
public sealed partial class TeamsPerson
{
    private readonly StandInTeams _teams;
    private readonly Activities _activities;
    private readonly InvokeAnswers _answers;

    internal TeamsPerson(StandInTeams teams, TeamsUser user)
    {
        (_teams, User) = (teams, user);
        _activities = new(teams, user);
        _answers = new(teams, user);
    }

    public TeamsUser User { get; }

    /// <summary>The personal chat with the bot, newest versions as everybody sees them, oldest message first.</summary>
    public IReadOnlyList<TeamsMessage> Chat => _teams.Tenant.Messages.In(TeamsDirectory.PersonalId(User));

    /// <summary>The private notes so far, oldest first.</summary>
    public IReadOnlyList<Toast> Toasts => _teams.Tenant.Screens.Toasts(User.Id);

    /// <summary>The dialog on the screen, or null.</summary>
    public TeamsDialog? Dialog => _teams.Tenant.Screens.Dialog(User.Id);

    private TeamsPlace Personal => _teams.Tenant.Directory.Personal(User);

    /// <summary>What this person sees of a message now. A card that refreshes itself for them does so, each time.</summary>
    public async Task<SeenMessage> View(TeamsMessage message)
    {
        var now = _teams.Now(message);
        if (!Refreshes(now)) return Seen(now, null);
        return Seen(now, await Refresh(now));
    }

    /// <summary>Waits for a message that contains <paramref name="text"/> as this person sees it; cards that refresh themselves do so once.</summary>
    /// <param name="text">Part of it as it reads.</param>
    /// <param name="place">A channel or group chat; null for the personal chat.</param>
    public Task<SeenMessage> Sees(string text, string? place = null) =>
        Finds($"“{text}” in {At(place).Name} as {User.Name} sees it", place, seen => seen.Readable.Contains(text, StringComparison.Ordinal));

    /// <summary>Waits for a dialog.</summary>
    /// <param name="text">Part of it as it reads.</param>
    public Task<TeamsDialog> SeesDialog(string text = "") => _teams.Eventually(
        $"a dialog “{text}” before {User.Name}", () => Dialog is { } dialog && dialog.Readable.Contains(text, StringComparison.Ordinal) ? dialog : null);

    /// <summary>Waits for a private note.</summary>
    public Task<Toast> SeesToast(string text) =>
        _teams.Eventually($"a note “{text}” for {User.Name}", () => Toasts.LastOrDefault(toast => toast.Text.Contains(text, StringComparison.Ordinal)));

    /// <summary>What this person sees without anything being sent.</summary>
    internal SeenMessage Glance(TeamsMessage message) => Seen(message, null);

    private Task<SeenMessage> Finds(string what, string? place, Func<SeenMessage, bool> fits) => _teams.Eventually(what, async () =>
    {
        foreach (var message in _teams.Tenant.Messages.In(At(place).Id).Reverse())
        {
            var seen = await Look(message);
            if (fits(seen)) return seen;
        }
        return null;
    });

    /// <summary>As a client that has the chat open: each version of a card refreshes itself once. One that failed stays as it is.</summary>
    internal async Task<SeenMessage> Look(TeamsMessage message)
    {
        var isNew = _teams.Tenant.Screens.View(User.Id, message) is null && Refreshes(message) && _teams.Tenant.Screens.FirstLook(User.Id, message);
        return Seen(message, isNew ? await Refresh(message) : null);
    }

    /// <summary>Whether looking at it would send something.</summary>
    internal bool WillRefresh(TeamsMessage message) =>
        _teams.Tenant.Screens.View(User.Id, message) is null && Refreshes(message) && !_teams.Tenant.Screens.HasLooked(User.Id, message);

    private bool Refreshes(TeamsMessage message)
    {
        if (message.From != _teams.BotId || Json.At(message.Card, "refresh", "action") is null) return false;
        if (Json.At(message.Card, "refresh", "userIds") is not null) return CardRefresh.People(message.Card!).Contains(User.Id);
        return _teams.Tenant.Directory.Conversation(message.Place) is { Members.Count: <= 60 };
    }

    private SeenMessage Seen(TeamsMessage message, PressAnswer? refresh) =>
        new(message, _teams.Tenant.Screens.View(User.Id, message) ?? message.Card, refresh) { Zone = User.Zone };

    private TeamsPlace At(string? place) => place is null ? Personal : _teams.PlaceOf(place);
}
