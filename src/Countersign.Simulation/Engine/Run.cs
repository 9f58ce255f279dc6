using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using Countersign.Simulation.Outcome;
using Countersign.Simulation.Setting;
using Countersign.Simulation.Strategies;
using NodaTime;

namespace Countersign.Simulation.Engine;

/// <summary>
/// One strategy tried on one town, event by event. What people do is in this file and <see cref="Habits"/>; what the product does after
/// it asked somebody is in <see cref="Following"/>.
/// </summary>
internal sealed class Run
{
    private readonly PriorityQueue<Action, (long At, long Order)> _events = new();
    private readonly Following _following;
    private readonly Tally _tally;
    private readonly List<Review> _unplaced = [];
    private readonly List<(Review Review, Desk By, Instant From, Instant To)> _reviewed = [];
    private readonly Dictionary<(ServiceId, Tier), Qualification> _needs = [];
    private static readonly Duration LookAgain = Duration.FromMinutes(15);
    private long _order;
    private Instant? _nextLook;
    private FreeTime? _always;

    public Run(Town town, Strategy strategy)
    {
        (Town, Strategy) = (town, strategy);
        Desks = [.. town.Seniors.Select(s => new Desk(s))];
        Habits = new Habits(town);
        _following = new Following(this);
        _tally = new Tally(town, Desks);
    }

    public Town Town { get; }

    public Strategy Strategy { get; }

    public Habits Habits { get; }

    public ImmutableArray<Desk> Desks { get; }

    public Instant Now { get; private set; }

    /// <summary>What was reviewed, by whom, from when until when.</summary>
    public IReadOnlyList<(Review Review, Desk By, Instant From, Instant To)> Reviewed => _reviewed;

    public Tally Tally => _tally;

    /// <summary>Somebody who never sleeps, for the ablation of calendars.</summary>
    public FreeTime Always => _always ??= FreeTime.Of([new Interval(Town.Start - Duration.FromDays(1), Town.Horizon)], Town.Start - Duration.FromDays(1), Town.Horizon);

    public Measures Go()
    {
        foreach (var change in Town.Changes)
            At(change.At, () => Arrive(change, 1, null));
        var end = Town.End + Town.Aftermath;
        while (_events.TryDequeue(out var happens, out var when))
        {
            Now = Instant.FromUnixTimeTicks(when.At);
            if (Now > end)
                break;
            happens();
        }

        return _tally.Measured();
    }

    public void At(Instant at, Action happens) =>
        _events.Enqueue(happens, (Math.Max(at.ToUnixTimeTicks(), Now.ToUnixTimeTicks()), _order++));

    /// <summary>Whom the review needs: the policy's level for its tier.</summary>
    public Qualification Needs(Review review)
    {
        var key = (review.Change.Service, review.Change.Tier);
        if (!_needs.TryGetValue(key, out var needs))
            _needs[key] = needs = new Qualification(key.Service, Town.Book.Find(key.Service)!.RulesOf(key.Tier).AtLeast.Value)
            {
                Ask = Town.Book.Find(key.Service)!.RulesOf(key.Tier).AskAtOnce.Value,
            };
        return needs;
    }

    public bool IsAble(Desk desk, Review review) =>
        Needs(review).IsMetBy(desk.Senior.Person) && desk.Senior.Person.Id != review.Change.Author;

    public void Ask(Review review, Desk desk)
    {
        var asking = Hand(review, desk);
        desk.Pings++;
        if (Strategy.AsksMany)
            Habits.PlanAsOneOfMany(asking, Now);
        else
            Habits.Plan(asking, Now);
        ExpectNotice(asking);
        _following.Asked(asking);
    }

    /// <summary>They took it themselves, so they are on it as soon as they can be.</summary>
    public void TakeOver(Review review, Desk desk)
    {
        var asking = Hand(review, desk);
        (asking.NoticedAt, asking.ReadyAt, asking.Noticed) = (Now, Now, true);
        Begin(desk);
    }

    /// <summary>What they mean to do has come forward.</summary>
    public void ExpectNotice(Asking asking)
    {
        if (asking.NoticedAt < Instant.MaxValue)
            At(asking.NoticedAt, () => Notice(asking));
        if (asking.ReadyAt > asking.NoticedAt)
            At(asking.ReadyAt, () => Begin(asking.By));
    }

    private Asking Hand(Review review, Desk desk)
    {
        var asking = new Asking(review, desk, Now, review.Askings.Count);
        review.Askings.Add(asking);
        desk.Waiting.Add(asking);
        desk.WasAsked(Now);
        return asking;
    }

    private void Arrive(Change change, int round, int? before)
    {
        var review = new Review(change, round, Now, Town.Sla(change, Now), before);
        Place(review);
        _following.Arrived(review);
    }

    private void Place(Review review)
    {
        if (Strategy.IsPooled)
        {
            _unplaced.Add(review);
            foreach (var desk in Desks.OrderBy(d => d.Senior.Person.Primary.Contains(review.Change.Service) ? 0 : 1).ThenBy(d => d.Total))
                if (review.Started is null)
                    Begin(desk);
            return;
        }

        var chosen = Strategy.Choose(this, review);
        if (chosen.Count == 0)
            Wait(review);
        foreach (var desk in chosen)
            Ask(review, desk);
    }

    // Nobody is there: everything that waits is looked at again when the next of them comes.
    private void Wait(Review review)
    {
        if (!_unplaced.Contains(review))
            _unplaced.Add(review);
        var next = Desks.Where(d => IsAble(d, review) && !d.Senior.SeenAtWork.IsFree(Now)).Min(d => d.Senior.SeenAtWork.NextFree(Now));
        // Somebody is there whom the strategy does not take: it looks again a little later.
        if (Desks.Any(d => IsAble(d, review) && d.Senior.SeenAtWork.IsFree(Now)))
            next = Now + LookAgain;
        if (next is not { } at || (_nextLook is { } planned && planned > Now && planned <= at))
            return;
        _nextLook = at;
        At(at, PlaceWaiting);
    }

    private void PlaceWaiting()
    {
        _nextLook = null;
        var waiting = _unplaced.OrderBy(r => Rerouting.QueueKey(r.Sla, Now)).ToList();
        _unplaced.Clear();
        foreach (var review in waiting)
            Place(review);
    }

    private void Notice(Asking asking)
    {
        if (asking.Withdrawn || asking.Review.Started is not null || asking.Noticed || asking.NoticedAt > Now)
            return;
        asking.Noticed = true;
        Begin(asking.By);
    }

    // Whoever is free, has minutes left today and something ready begins it, and stays with it.
    private void Begin(Desk desk)
    {
        if (desk.Current is not null || !(Strategy.IsPooled ? _unplaced.Count > 0 : desk.Waiting.Exists(a => a.IsReady(Now))))
            return;
        if (!desk.Senior.Free.IsFree(Now))
            Wake(desk, desk.Senior.Free.NextFree(Now));
        else if (desk.IsSpent(Now))
            Wake(desk, Habits.Tomorrow(desk.Senior, Now));
        else if (Strategy.IsPooled)
            TakeFromPool(desk);
        else
            Start(desk.Waiting.Where(a => a.IsReady(Now)).MinBy(a => Strategy.ByDeadline ? Rerouting.QueueKey(a.Review.Sla, Now) : a.At)!);
    }

    private void TakeFromPool(Desk desk)
    {
        if (_unplaced.Where(r => IsAble(desk, r)).MinBy(r => Rerouting.QueueKey(r.Sla, Now)) is not { } review)
            return;
        _unplaced.Remove(review);
        desk.Pings++;
        Start(Hand(review, desk));
    }

    private void Wake(Desk desk, Instant? at)
    {
        if (at is not { } when || desk.WakesAt == when)
            return;
        desk.WakesAt = when;
        At(when, () => Begin(desk));
    }

    private void Start(Asking asking)
    {
        var (review, desk) = (asking.Review, asking.By);
        review.Started = Now;
        desk.Current = asking;
        desk.Waiting.Remove(asking);
        foreach (var other in review.Askings)
            if (other != asking && !other.Withdrawn)
                other.Withdraw();
        var minutes = Habits.Minutes(review, desk.Senior);
        desk.BusyUntil = desk.Senior.Free.Advance(Now, Duration.FromMinutes(minutes)) ?? desk.Senior.Free.Until;
        At(desk.BusyUntil, () => Finish(asking, minutes));
    }

    private void Finish(Asking asking, double minutes)
    {
        var (review, desk) = (asking.Review, asking.By);
        desk.Current = null;
        desk.Did(minutes, Now);
        _reviewed.Add((review, desk, review.Started!.Value, Now));
        _tally.Decided(review, Now);
        if (review.Round < review.Change.Rounds.Length)
        {
            var answer = Duration.FromHours(review.Change.Rounds[review.Round - 1].AuthorHours);
            var at = Town.Business(review.Change.Author).Advance(Now, answer) ?? Town.Horizon;
            At(at, () => Arrive(review.Change, review.Round + 1, desk.Senior.Index));
        }

        Begin(desk);
        _following.Finished(desk);
    }
}
