using System.Collections.Concurrent;
using System.Diagnostics;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using Countersign.Host.Telemetry;
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
public sealed partial class Delivery(
    IStore store, PolicyInForce policy, Reachability reachability, Digests digests, WeekPictures pictures, IClock clock, TimeProvider time,
    ILogger<Delivery> log, Instruments? instruments = null)
{
    private const int MostFailures = 5;

    /// <summary>The code of a message that can't be drawn or sent because of a fault in this program.</summary>
    private const string OwnFault = "internal_fault";

    private static readonly Duration TellAgain = Duration.FromHours(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<(Lane Lane, string Code), Instant> _told = new();

    /// <param name="failures">Permanent failures of this message before this attempt.</param>
    internal async Task<Verdict> Attempt(IChat chat, OutboxItem item, List<OutboxItem> all, int failures, CancellationToken cancel)
    {
        if (OnceOnly.IsInDoubt(item))
        {
            LogInDoubt(item.Id, item.Lane.Kind, item.Lane.Id);
            await Finish(all, DeliveryResult.Done.Nothing, cancel);
            return new Verdict.Finished(Reached: false);
        }

        if (await MessageOf(item.Notice, chat.Platform, cancel) is not { } message)
        {
            await Finish(all, DeliveryResult.Done.Nothing, cancel);
            return new Verdict.Finished(Reached: false);
        }

        using var span = Instruments.Spans.StartActivity("deliver", ActivityKind.Producer);
        var ready = await Guarded(item, () => chat.Ready(message, CancellationToken.None), _ => new Readied(message));
        var result = ready.NotYet ?? await OnceOnly.Send(store, item, clock.GetCurrentInstant(), () => Deliver(chat, item, ready.Message));
        instruments?.Attempted(chat.Platform, message, result, span);
        switch (result)
        {
            case DeliveryResult.Done done:
                await Finish(all, done, cancel);
                foreach (var same in all)
                    instruments?.Delivered(chat.Platform, (clock.GetCurrentInstant() - same.Written).TotalSeconds);
                return new Verdict.Finished(Reached: true);
            case DeliveryResult.NotHere when item.Notice is Notice.Ping { Person: { } person } ping:
                await SayToThemselves(all, person, ping);
                return new Verdict.Finished(Reached: true);
            case DeliveryResult.Wait { After: var after }:
                return new Verdict.Pause(after);
            case DeliveryResult.Trouble when OnceOnly.IsInDoubt(item, result):
                LogInDoubt(item.Id, item.Lane.Kind, item.Lane.Id);
                await Finish(all, DeliveryResult.Done.Nothing, cancel);
                return new Verdict.Finished(Reached: false);
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

    /// <summary>Parks a message that the platform never answers, though it answers others.</summary>
    internal async Task<Verdict> GiveUp(OutboxItem item, List<OutboxItem> all, int troubles)
    {
        await Park(item, all, "no_clear_answer", $"{item.Lane.Platform} gave no clear answer {troubles} times, though it answers others.", true);
        return new Verdict.Finished(Reached: false);
    }

    // A stop does not cut a call short: its answer would be lost and the message sent twice. A message that can't even be drawn would hold up
    // its lane for ever.
    private Task<DeliveryResult> Deliver(IChat chat, OutboxItem item, Message message) => Guarded<DeliveryResult>(
        item, () => chat.Deliver(item.Lane, message, CancellationToken.None), code => new DeliveryResult.Rejected(code, Unreachable: false));

    private async Task<T> Guarded<T>(OutboxItem item, Func<Task<T>> act, Func<string, T> instead)
    {
        try
        {
            return await act();
        }
        catch (Exception fault) when (fault is not StoreUnavailableException)
        {
            LogOwnFault(fault, item.Id);
            return instead(OwnFault);
        }
    }

    private async Task<Message?> MessageOf(Notice notice, Platform platform, CancellationToken cancel)
    {
        switch (notice)
        {
            case Notice.Card { Change: var id, Audience: var audience } card when await store.Find(id, cancel) is { } change:
                var copies = await store.Cards(id, audience, cancel);
                return new Message.Card(change, audience, [.. copies.Where(c => c.Place.Platform == platform)], card.Anew, card.OnlyEdits);
            case Notice.Note { Change: var id, Version: var version } when await store.Find(id, cancel) is { } change:
                var events = await store.History(id, cancel);
                return version <= events.Length ? new Message.Note(change, events[(int)version - 1]) : null;
            case Notice.NobodyToAsk { Change: var id } when await store.Find(id, cancel) is { } change:
                return new Message.NobodyToAsk(change);
            case Notice.Swap { Offer: var id } when await store.Find(id, cancel) is { } offer:
                return new Message.Swap(offer, [.. (await store.Copies(id, cancel)).Where(c => c.Place.Platform == platform)]);
            case Notice.Duty { Words: var words }:
                return new Message.Duty(words);
            case Notice.Reminder { Change: var id, Round: var round, Person: var person } when await store.Find(id, cancel) is { } change:
                return change.Round.Number == round && change.Round.SeatOf(person) is { Claim: null } seat && seat.AskedOf(person) is { } asked
                    && change.AskedNow.Contains(asked) && (asked.AckedAt is null || asked.SnoozedUntil is not null)
                    ? new Message.Reminder(change, person) : null;
            case Notice.Ping { Change: var id, Round: var round, Step: var step, Person: var person } when await store.Find(id, cancel) is { } change:
                if (!Escalating.StillWaits(change, round, clock.GetCurrentInstant()))
                    return null;
                var team = person is null ? [] : await store.Cards(id, new CardAudience.Team(), cancel);
                return new Message.Ping(change, step, person, [.. team.Where(c => c.Place.Platform == platform)]);
            case Notice.Offered { Change: var id, Person: var person, Offer: var number }
                when await store.Find(id, cancel) is { } change && await store.Find(number, cancel) is { } offer:
                var posted = await store.Cards(id, new CardAudience.Offered(person, number), cancel);
                return new Message.Offered(change, offer, [.. posted.Where(c => c.Place.Platform == platform)]);
            case Notice.Digest { Key: var key }:
                return await digests.Of(key, clock.GetCurrentInstant(), cancel) is { } week
                    ? new Message.Digest(week) { Picture = platform == Platform.Slack ? pictures.Of(week, policy.Book) : null }
                    : null;
            case Notice.ForLead { Words: var words }:
                return new Message.ForLead(words);
            case Notice.ForOperators { Words: var words }:
                return new Message.ForOperators(words);
            default:
                return null;
        }
    }

    private Task<bool> SayToThemselves(List<OutboxItem> all, PersonId person, Notice.Ping ping)
    {
        var (now, book) = (clock.GetCurrentInstant(), policy.Book);
        return store.Write(work =>
        {
            work.Delivered([.. all.Select(i => i.Id)]);
            Notices.InOwnChat(work, book, person, ping, now);
            return true;
        });
    }

    /// <summary>Sent, and now to be noted. Sending again would repeat it, so only the noting is tried again, until it works.</summary>
    private async Task Finish(List<OutboxItem> all, DeliveryResult.Done done, CancellationToken stop)
    {
        for (var pause = TimeSpan.FromSeconds(1); ; pause = pause < LongestPause ? pause * 2 : LongestPause)
            try
            {
                await store.Write(work =>
                {
                    work.Delivered([.. all.Select(i => i.Id)]);
                    if (done.Posted is { } posted)
                        work.Posted(posted);
                    if (done.Offer is { } offer)
                        work.Rota.Posted(offer);
                    foreach (var gone in done.Gone)
                        work.Forget(gone);
                    return true;
                }, CancellationToken.None);
                return;
            }
            catch (StoreUnavailableException trouble) when (trouble.Trouble != StoreTrouble.Stopping)
            {
                LogNotNoted(trouble, all[0].Id);
                await Task.Delay(pause, time, stop);
            }
    }

    private async Task<Verdict> Reject(OutboxItem item, List<OutboxItem> all, DeliveryResult.Rejected rejected, int failures)
    {
        if (!rejected.Unreachable && failures < MostFailures)
        {
            await store.Write(work =>
            {
                work.Tried(item.Id, rejected.Code);
                return true;
            });
            return new Verdict.Refused(TimeSpan.FromSeconds(Math.Pow(2, failures - 1)));
        }

        // Before the message is parked: were it the other way round, a crash in between would leave the person asked for ever.
        if (rejected.Unreachable && item.Lane.Person is { } person)
            await reachability.Lost(person, rejected.Code, clock.GetCurrentInstant());
        var why = rejected.Code == OwnFault
            ? $"a fault of mine, {MostFailures} times."
            : $"{item.Lane.Platform} says {rejected.Code}, {MostFailures} times.";
        await Park(item, all, rejected.Code, why, tell: !rejected.Unreachable);
        return new Verdict.Finished(Reached: true);
    }

    private async Task Park(OutboxItem item, List<OutboxItem> all, string code, string why, bool tell)
    {
        var now = clock.GetCurrentInstant();
        var book = tell && item.Notice is not Notice.ForOperators && IsNews(item.Lane, code, now) ? policy.Book : null;
        await store.Write(work =>
        {
            foreach (var same in all)
                work.Park(same.Id, code, now);
            if (book is not null)
                Notices.TellOperators(work, book, ParkedWords.Of(item, code, why, book), now);
            return true;
        });
        if (book is not null)
            _told[(item.Lane, code)] = now;
        instruments?.Parked(item.Lane.Platform, all.Count);
        LogParked(item.Id, item.Lane.Kind, item.Lane.Id, code);
    }

    // An archived channel may have hundreds waiting for it: one word about it an hour is enough, the log names them all.
    private bool IsNews(Lane lane, string code, Instant now) => !_told.TryGetValue((lane, code), out var told) || now - told >= TellAgain;

    [LoggerMessage(LogLevel.Warning, "Outbox row {Id}: the platform is in trouble ({Why}); it is sent again later")]
    private partial void LogTrouble(long id, string why);

    [LoggerMessage(LogLevel.Error, "{Platform} refuses our credentials ({Code}): nothing can be sent until an operator mends them")]
    private partial void LogNotAllowed(Platform platform, string code);

    [LoggerMessage(LogLevel.Error, "Outbox row {Id} can't be drawn or sent: a fault of this program")]
    private partial void LogOwnFault(Exception fault, long id);

    [LoggerMessage(LogLevel.Error, "Outbox row {Id} was sent, but that could not be noted; trying again")]
    private partial void LogNotNoted(Exception trouble, long id);

    [LoggerMessage(LogLevel.Warning, "Outbox row {Id} for {Kind} {Destination}: this digest was sent and no answer came, or the process ended meanwhile, so it may stand there already and is not sent again; “digest last” shows it")]
    private partial void LogInDoubt(long id, LaneKind kind, string destination);

    [LoggerMessage(LogLevel.Error, "Outbox row {Id} for {Kind} {Destination} is parked: {Code}")]
    private partial void LogParked(long id, LaneKind kind, string destination, string code);
}
