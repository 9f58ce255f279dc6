namespace Countersign.Slack.Wire;

public sealed partial class SlackApi
{
    /// <summary>Opens a modal. It never queues: the trigger would be dead by the time.</summary>
    public Task<SlackResult<OpenedView>> OpenView(
        BotToken bot,
        string triggerId,
        ModalView view,
        CancellationToken ct = default) =>
        Triggered("views.open", bot, triggerId, view, ct);

    /// <summary>Puts a modal on top of the open one; three are the most. It never queues.</summary>
    public Task<SlackResult<OpenedView>> PushView(
        BotToken bot,
        string triggerId,
        ModalView view,
        CancellationToken ct = default) =>
        Triggered("views.push", bot, triggerId, view, ct);

    /// <param name="hash">The view's state that the update was made for; null overwrites whatever is there.</param>
    public Task<SlackResult<OpenedView>> UpdateView(
        BotToken bot,
        string viewId,
        string? hash,
        View view,
        CancellationToken ct = default)
    {
        var body = SlackJson.ToUtf8(new UpdateViewBody(viewId, hash, view));
        return _transport.Send(Write("views.update", bot, body), AnswerReading.View, ct);
    }

    /// <param name="hash">The home tab's state that this one was made for; null overwrites whatever is there.</param>
    public Task<SlackResult<OpenedView>> PublishHome(
        BotToken bot,
        string userId,
        HomeView view,
        string? hash = null,
        CancellationToken ct = default)
    {
        var body = SlackJson.ToUtf8(new PublishHomeBody(userId, view, hash));
        return _transport.Send(Write("views.publish", bot, body), AnswerReading.View, ct);
    }

    private Task<SlackResult<OpenedView>> Triggered(
        string method,
        BotToken bot,
        string triggerId,
        ModalView view,
        CancellationToken ct)
    {
        var call = Write(method, bot, SlackJson.ToUtf8(new TriggeredViewBody(triggerId, view)));
        call = call with { Timeout = options.TriggerTimeout, MaxGateWait = TimeSpan.Zero };
        return _transport.Send(call, AnswerReading.View, ct);
    }
}
