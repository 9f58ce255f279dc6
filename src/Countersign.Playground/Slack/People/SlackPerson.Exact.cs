using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>What a drawn client does: it has the very element in hand, and has asked for confirmation itself.</summary>
public sealed partial class SlackPerson
{
    internal Task<HttpAnswer> Press(SlackMessage on, Pressable pressable) =>
        Press(pressable, accept: true, action => _interaction.PressOnMessage(on, on.Newest, action));

    internal Task<HttpAnswer> Press(SlackView on, Pressable pressable, JsonObject state) =>
        Press(pressable, accept: true, action => _interaction.PressOnView(on, state, action));

    /// <returns>Held back, or what came of sending it.</returns>
    internal async Task<SubmitAnswer> SubmitFilled(SlackView view, FormState form) =>
        form.Errors.Count > 0 ? new(Submitted.HeldByForm, null) { Errors = form.Errors } : await Send(view, form);
}
