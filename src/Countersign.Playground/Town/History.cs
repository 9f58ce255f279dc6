using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using NodaTime;

namespace Countersign.Playground.Town;

/// <summary>
/// Two months of believable work, made by the real use cases with a time that moves: what people would have said and pressed, and
/// the sweep in between. The same seed and end give the same history.
/// </summary>
public sealed class History(IStore store, PolicyInForce policy, Submitting submitting, Deciding deciding, OwnTime ownTime, Sweep sweep)
{
    private const int Days = 60;
    private const int Seed = 20;
    private readonly Random _random = new(Seed);
    private readonly PriorityQueue<Func<Instant, Task>, Instant> _agenda = new();
    private readonly HashSet<(ChangeId Change, int Round, PersonId Asked)> _reacting = [];
    private readonly HashSet<ChangeId> _open = [];
    private int _said;

    /// <returns>How many requests were made.</returns>
    public async Task<int> Write(Instant until, CancellationToken cancel)
    {
        Plan(until);
        while (_agenda.TryDequeue(out var next, out var at) && at < until)
        {
            cancel.ThrowIfCancellationRequested();
            await sweep.Run(at, cancel);
            await next(at);
            await sweep.Run(at, cancel);
            await LetReviewersReact(at);
        }

        await sweep.Run(until, cancel);
        await sweep.Tidy(until, cancel);
        await KeepOnlyRecentMessages(until - Duration.FromHours(8), cancel);
        return (int)(await store.Figures(cancel)).Requests;
    }

    private void Plan(Instant until)
    {
        var authors = policy.Book.Roster.Everybody.Where(p => p.Level < Level.Principal).ToList();
        for (var back = Days; back >= 0; back--)
        {
            var day = (until - Duration.FromDays(back)).InUtc().Date;
            if (day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
                continue;
            for (var i = _random.Next(4, 10); i > 0; i--)
            {
                var author = authors[_random.Next(authors.Count)];
                var at = day.At(new LocalTime(9, 0)).PlusMinutes(_random.Next(8 * 60)).InZoneLeniently(author.Zone).ToInstant();
                _agenda.Enqueue(now => Submit(author, now), at);
            }

            if (_random.Next(8) == 0)
                PlanLeave(day);
        }
    }

    private void PlanLeave(LocalDate day)
    {
        var seniors = policy.Book.Roster.Everybody.Where(p => p.Level >= Level.Senior).ToList();
        var who = seniors[_random.Next(seniors.Count)];
        var words = (string[])["tomorrow", "2 days", "1 week"];
        _agenda.Enqueue(
            now => ownTime.Away(Receipt(), Of(who), words[_random.Next(words.Length)], now),
            day.At(new LocalTime(9, 5)).InZoneLeniently(who.Zone).ToInstant());
    }

    private async Task Submit(Person author, Instant now)
    {
        var services = author.Primary.Concat(author.Secondary).OrderBy(s => s.Value, StringComparer.Ordinal).ToList();
        if (services.Count == 0 || policy.Book.Find(services[_random.Next(services.Count)]) is not { } service)
            return;
        if (await submitting.Submit(Receipt(), Of(author), Work.Draw(service, _random), now) is FormResult.Taken { Answer: { Accepted: true, Change: { } id } })
            _open.Add(id);
    }

    private async Task LetReviewersReact(Instant now)
    {
        var people = await store.People(now);
        foreach (var id in _open.OrderBy(open => open.Number).ToList())
        {
            if (await store.Find(id) is not { } change || change.Status is Status.Settled or Status.ChangesRequested)
            {
                _open.Remove(id);
                continue;
            }

            if (change.Status is Status.Waiting && now - change.SubmittedAt > Duration.FromDays(2) && policy.Book.Roster.Find(change.Author) is { } author)
            {
                await deciding.Withdraw(new AboutRequest(Receipt(), Of(author), id), now);
                continue;
            }

            foreach (var asked in change.AskedNow.ToList())
                if (policy.Book.Roster.Find(asked.Person) is { } reviewer && _reacting.Add((id, change.Round.Number, asked.Person)))
                    PlanReaction(id, reviewer, people.GetValueOrDefault(reviewer.Id, PersonState.None), now);
        }
    }

    private void PlanReaction(ChangeId id, Person reviewer, PersonState state, Instant now)
    {
        // Most answers come soon, a few after half a day: the cube of an even draw.
        var draw = _random.NextDouble();
        var minutes = 4 + (int)(draw * draw * draw * 360);
        if (state.CalendarOf(reviewer).Advance(now, Duration.FromMinutes(minutes)) is { } at)
            _agenda.Enqueue(then => React(id, reviewer, then), at);
    }

    private async Task React(ChangeId id, Person reviewer, Instant now)
    {
        if (await store.Find(id) is not { } change || change.AskedNow.All(a => a.Person != reviewer.Id))
            return;
        var on = new AboutRequest(Receipt(), Of(reviewer), id, Round: change.Round.Number);
        switch (_random.Next(100))
        {
            case < 4:
                await deciding.Decline(on, (DeclineReason)_random.Next(Enum.GetValues<DeclineReason>().Length), now);
                _reacting.Remove((id, change.Round.Number, reviewer.Id));
                break;
            case < 12:
                await deciding.Deny(on, Work.WhyNot(_random), now);
                break;
            case < 26 when change.Round.Number < 3:
                await deciding.RequestChanges(on, Work.WhatToChange(_random), now);
                PlanUpdate(change, now);
                break;
            case < 45:
                await deciding.Claim(on, now);
                _agenda.Enqueue(then => Approve(id, reviewer, then), now + Duration.FromMinutes(_random.Next(10, 80)));
                break;
            default:
                await deciding.Approve(on, now);
                break;
        }
    }

    private async Task Approve(ChangeId id, Person reviewer, Instant now)
    {
        if (await store.Find(id) is { } change)
            await deciding.Approve(new AboutRequest(Receipt(), Of(reviewer), id, Round: change.Round.Number), now);
    }

    private void PlanUpdate(ChangeRequest change, Instant now)
    {
        if (policy.Book.Roster.Find(change.Author) is not { } author)
            return;
        var calendar = PersonState.None.CalendarOf(author);
        if (calendar.Advance(now, Duration.FromMinutes(_random.Next(15, 300))) is { } at)
            _agenda.Enqueue(then => Update(change.Id, author, then), at);
    }

    private async Task Update(ChangeId id, Person author, Instant now)
    {
        if (await store.Find(id) is not { Status: Status.ChangesRequested } change)
            return;
        await submitting.Update(new AboutRequest(Receipt(), Of(author), id, Round: change.Round.Number), Work.Again(change, _random), now);
        _open.Add(id);
    }

    // Nobody reads two months of messages at once, least of all with today's time on them.
    private async Task KeepOnlyRecentMessages(Instant since, CancellationToken cancel)
    {
        var read = 0L;
        while (await store.Outbox(read, 500, cancel) is { Length: > 0 } page)
        {
            var old = new List<long>();
            foreach (var item in page)
                if (!await IsRecent(item.Notice, since, cancel))
                    old.Add(item.Id);
            await store.Write(
                work =>
                {
                    work.Delivered([.. old]);
                    return true;
                },
                cancel);
            read = page[^1].Id;
        }
    }

    // Cards are drawn from the newest state; a note is about one moment, and comes late or never.
    private async Task<bool> IsRecent(Notice notice, Instant since, CancellationToken cancel) => notice switch
    {
        Notice.Card n => await store.Find(n.Change, cancel) is { } change && (change.Status is not Status.Settled || change.SubmittedAt >= since),
        Notice.Note n => await store.History(n.Change, cancel) is var all && all.Length >= n.Version && all[(int)n.Version - 1].At >= since,
        _ => false,
    };

    private ReceiptKey Receipt() => new($"history:{++_said:000000}");

    private static Actor.Member Of(Person person) => new(person, person.Identities[0]);
}
