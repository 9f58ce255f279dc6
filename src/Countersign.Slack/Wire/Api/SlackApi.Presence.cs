namespace Countersign.Slack.Wire;

// What nobody waits for: these calls take a turn that is free now, or none.
public sealed partial class SlackApi
{
    /// <summary>Slack's own limit for <see cref="DoNotDisturb"/>.</summary>
    public const int MostDoNotDisturb = 50;

    public Task<SlackResult<SlackPerson>> UserInfo(BotToken bot, string userId, CancellationToken ct = default) =>
        _transport.Send(Read("users.info", bot, ("user", userId)) with { MaxGateWait = TimeSpan.Zero }, AnswerReading.Person, ct);

    /// <summary>The do-not-disturb of up to <see cref="MostDoNotDisturb"/> people; whom Slack leaves out is missing.</summary>
    /// <exception cref="ArgumentException">More people than Slack takes, or none.</exception>
    public Task<SlackResult<SlackQuiet>> DoNotDisturb(BotToken bot, IReadOnlyCollection<string> userIds, CancellationToken ct = default)
    {
        if (userIds.Count is 0 or > MostDoNotDisturb)
            throw new ArgumentException($"Slack takes 1 to {MostDoNotDisturb} people.", nameof(userIds));
        var call = Read("dnd.teamInfo", bot, ("users", string.Join(',', userIds)));
        return _transport.Send(call with { MaxGateWait = TimeSpan.Zero }, AnswerReading.Quiet, ct);
    }
}
