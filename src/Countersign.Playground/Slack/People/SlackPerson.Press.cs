using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>Commands, buttons, menus and shortcuts.</summary>
public sealed partial class SlackPerson
{
    /// <summary>Types a slash command.</summary>
    /// <param name="line">Such as <c>/signoff help</c>.</param>
    /// <param name="channel">Where; null for the direct message with the bot. Nobody need have invited the bot.</param>
    public async Task<SlashReply> Run(string line, string? channel = null)
    {
        var place = channel is null ? DmChannel : _slack.ChannelOf(channel);
        var parts = line.Split(' ', 2);
        var http = await _interaction.Command(parts[0], parts.Length > 1 ? parts[1].Trim() : "", place);
        if (!http.Ok || http.Body.Length == 0) return new(http, null, http.Ok ? null : $"{parts[0]} failed with status {http.Status}");
        // A plain body is shown as it is; a JSON one is a message.
        var body = http.BodyJson as JsonObject ?? new JsonObject { ["text"] = http.Body };
        var (shown, refused) = _slack.ResponseUrls.Reply(place.Id, User.Id, body);
        return new(http, shown, refused is null ? null : Json.Write(refused));
    }

    /// <summary>Presses a button, once the card that has it is there.</summary>
    /// <param name="button">Its label, or its whole action id.</param>
    /// <param name="on">Part of the card as it reads.</param>
    /// <param name="channel">Where the card is; null for the direct message and what only this person sees.</param>
    /// <param name="accept">What to answer to a confirmation, if one is shown.</param>
    public async Task<HttpAnswer> Click(string button, string on, string? channel = null, bool accept = true)
    {
        var message = await CardWith(button, on, channel);
        return await Click(button, message, accept);
    }

    /// <summary>Presses a button of this very message.</summary>
    /// <param name="button">Its label, or its whole action id.</param>
    /// <param name="on">The message; its newest version unless <paramref name="version"/> is given.</param>
    /// <param name="accept">What to answer to a confirmation.</param>
    /// <param name="version">An older version from 0, for a client that has not drawn the newest yet.</param>
    public Task<HttpAnswer> Click(string button, SlackMessage on, bool accept = true, int? version = null)
    {
        var shown = version is { } number ? on.Versions[number] : on.Newest;
        var pressable = Pressable.Find(shown.Blocks, button) ?? throw new ArgumentException($"There is no [{button}] on:\n{CardText.Of(shown)}", nameof(button));
        return Press(pressable, accept, action => _interaction.PressOnMessage(on, shown, action));
    }

    /// <summary>Chooses an option of a menu on a card by its label.</summary>
    /// <inheritdoc cref="Click(string, string, string?, bool)"/>
    public Task<HttpAnswer> Choose(string option, string on, string? channel = null, bool accept = true) => Click(option, on, channel, accept);

    /// <summary>Presses a button, or chooses an option, on the open form.</summary>
    /// <param name="button">Its label, or its whole action id.</param>
    /// <param name="accept">What to answer to a confirmation.</param>
    /// <param name="fields">What is filled in by then, as for <see cref="Submit"/>.</param>
    public async Task<HttpAnswer> ClickInView(string button, bool accept = true, params (string Field, string Value)[] fields) =>
        await PressOn(await Waits($"[{button}] on a form before {User.Name}", () => Having(OpenView, button)), button, accept, fields);

    /// <summary>Presses a button on the Home tab.</summary>
    public async Task<HttpAnswer> ClickOnHome(string button, bool accept = true) =>
        await PressOn(await Waits($"[{button}] on the Home of {User.Name}", () => Having(Home, button)), button, accept, []);

    /// <summary>Starts a global shortcut.</summary>
    public Task<HttpAnswer> RunShortcut(string callbackId) => _interaction.Shortcut(callbackId, on: null);

    /// <summary>Starts a message shortcut.</summary>
    public Task<HttpAnswer> RunShortcut(string callbackId, SlackMessage on) => _interaction.Shortcut(callbackId, on);

    private Task<SlackMessage> CardWith(string button, string on, string? channel)
    {
        var place = channel is null ? DmChannel : _slack.ChannelOf(channel);
        return Waits($"[{button}] on “{on}” in {place.Name} of {User.Name}", () =>
        {
            var seen = Channel(place.Id).AsEnumerable();
            if (channel is null) seen = seen.Concat(Ephemerals);
            return seen.LastOrDefault(message => message.Readable.Contains(on, StringComparison.Ordinal) && Pressable.Find(message.Blocks, button) is not null);
        });
    }

    private Task<HttpAnswer> PressOn(SlackView view, string button, bool accept, (string, string)[] fields) =>
        Press(Pressable.Find(view.Blocks, button)!, accept, action => _interaction.PressOnView(view, FormState.Of(view, fields).Values, action));

    private async Task<HttpAnswer> Press(Pressable pressable, bool accept, Func<JsonObject, Task<HttpAnswer>> send)
    {
        if (pressable.Confirm is { } confirm && !accept) return HttpAnswer.NotSent(confirm);
        return await send(pressable.Action(_interaction.ActionTs())) with { ConfirmShown = pressable.Confirm };
    }

    private static SlackView? Having(SlackView? view, string button) =>
        view is not null && Pressable.Find(view.Blocks, button) is not null ? view : null;
}
