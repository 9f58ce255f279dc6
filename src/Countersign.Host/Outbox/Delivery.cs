using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Host.Outbox;

/// <summary>How an attempt ended for the lane.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>Delivered, parked, or no longer wanted: the row is dealt with.</summary>
    /// <param name="Reached">The platform was asked, and answered.</param>
    public sealed record Finished(bool Reached) : Verdict;

    /// <summary>The platform asks for a pause; it is well.</summary>
    public sealed record Pause(TimeSpan For) : Verdict;

    /// <summary>The message was refused for good, but not often enough to give it up.</summary>
    public sealed record Refused(TimeSpan After) : Verdict;

    /// <summary>The platform is in trouble, not this message.</summary>
    /// <param name="NotAllowed">It refuses our credentials.</param>
    public sealed record Trouble(bool NotAllowed) : Verdict;
}

/// <summary>
/// One attempt at one outbox row: loads the newest state, lets the platform draw and send it, and writes down what came of it.
/// Five permanent failures of its own park a message; a platform's trouble uses up none.
/// </summary>
public sealed partial class Delivery(IStore store, PolicyInForce policy, Reachability reachability, IClock clock, ILogger<Delivery> log)
{
    private const int MostFailures = 5;

    /// <param name="failures">Permanent failures of this message before this attempt.</param>
    internal async Task<Verdict> Attempt(IChat chat, OutboxItem item, List<OutboxItem> all, int failures, CancellationToken cancel)
    {
        if (await MessageOf(item.Notice, cancel) is not { } message)
        {
            await Finish(all, DeliveryResult.Done.Nothing);
            return new Verdict.Finished(Reached: false);
        }

        // A stop does not cut a call short: its answer would be lost and the message sent twice.
        switch (await chat.Deliver(item.Lane, message, CancellationToken.None))
        {
            case DeliveryResult.Done done:
                await Finish(all, done);
                return new Verdict.Finished(Reached: true);
            case DeliveryResult.Wait { After: var after }:
                return new Verdict.Pause(after);
            case DeliveryResult.Trouble { Why: var why }:
                LogTrouble(item.Id, why);
                return new Verdict.Trouble(NotAllowed: false);
            case DeliveryResult.NotAllowed { Code: var code }:
                LogNotAllowed(chat.Platform, code);
                return new Verdict.Trouble(NotAllowed: true);
            case DeliveryResult.Rejected rejected:
                return await Reject(item, all, rejected, failures + 1);
            default:
                throw new InvalidOperationException("No rule for this result.");
        }
    }

    private async Task<Message?> MessageOf(Notice notice, CancellationToken cancel)
    {
        switch (notice)
        {
            case Notice.Card { Change: var id, Audience: var audience } when await store.Find(id, cancel) is { } change:
                return new Message.Card(change, audience, await store.Cards(id, audience, cancel));
            case Notice.Note { Change: var id, Version: var version } when await store.Find(id, cancel) is { } change:
                var events = await store.History(id, cancel);
                return version <= events.Length ? new Message.Note(change, events[(int)version - 1]) : null;
            case Notice.NobodyToAsk { Change: var id } when await store.Find(id, cancel) is { } change:
                return new Message.NobodyToAsk(change);
            case Notice.ForOperators { Words: var words }:
                return new Message.ForOperators(words);
            default:
                return null;
        }
    }

    private Task<bool> Finish(List<OutboxItem> all, DeliveryResult.Done done) => store.Write(work =>
    {
        work.Delivered([.. all.Select(i => i.Id)]);
        if (done.Posted is { } posted)
            work.Posted(posted);
        foreach (var gone in done.Gone)
            work.Forget(gone);
        return true;
    });

    private async Task<Verdict> Reject(OutboxItem item, List<OutboxItem> all, DeliveryResult.Rejected rejected, int failures)
    {
        var now = clock.GetCurrentInstant();
        if (!rejected.Unreachable && failures < MostFailures)
        {
            await store.Write(work =>
            {
                work.Tried(item.Id, rejected.Code);
                return true;
            });
            return new Verdict.Refused(TimeSpan.FromSeconds(Math.Pow(2, failures - 1)));
        }

        await store.Write(work =>
        {
            foreach (var same in all)
                work.Park(same.Id, rejected.Code, now);
            if (!rejected.Unreachable && item.Notice is not Notice.ForOperators && policy.Book.OperatorsChannel is { } channel)
                work.Send(new Outgoing(Lane.Of(channel), new Notice.ForOperators(ParkedWords(item, rejected.Code))), now);
            return true;
        });
        LogParked(item.Id, item.Lane.Kind, item.Lane.Id, rejected.Code);
        if (rejected.Unreachable && item.Lane.Person is { } person)
            await reachability.Lost(person, rejected.Code, now);
        return new Verdict.Finished(Reached: true);
    }

    private static Sentence ParkedWords(OutboxItem item, string code)
    {
        var about = item.Notice switch
        {
            Notice.Card c => Sentence.Of($"the card of {c.Change}"),
            Notice.Note n => Sentence.Of($"a note about {n.Change}"),
            Notice.NobodyToAsk n => Sentence.Of($"the note that nobody can be asked for {n.Change}"),
            _ => Sentence.Text("a message"),
        };
        return Sentence.Of($"I gave up on {about} for {item.Lane.Id}: Slack says {code}, {MostFailures} times. {Advice(code)} The request itself is not affected.");
    }

    private static string Advice(string code) => code switch
    {
        "channel_not_found" or "not_in_channel" => "Invite the app to the channel, or correct slack_channel in the policy file.",
        "is_archived" => "The channel is archived; name another one in the policy file.",
        "restricted_action" => "The workspace does not let the app post there; ask its administrator.",
        _ => "Please look at the log.",
    };

    [LoggerMessage(LogLevel.Warning, "Outbox row {Id}: the platform is in trouble ({Why}); it is sent again later")]
    private partial void LogTrouble(long id, string why);

    [LoggerMessage(LogLevel.Error, "{Platform} refuses our credentials ({Code}): nothing can be sent until an operator mends them")]
    private partial void LogNotAllowed(Platform platform, string code);

    [LoggerMessage(LogLevel.Error, "Outbox row {Id} for {Kind} {Destination} is parked: {Code}")]
    private partial void LogParked(long id, LaneKind kind, string destination, string code);
}
