using Countersign.Core.Routing;
using Countersign.Simulation.Strategies;
using NodaTime;

namespace Countersign.Simulation.Engine;

/// <summary>
/// What the product does after it asked somebody: reminds, moves, rescues, offers. It goes by the shipped <see cref="Router"/> and
/// <see cref="Rerouting"/>, and by what they can see.
/// </summary>
internal sealed class Following(Run run)
{
    private static readonly Duration Nudged = Duration.FromHours(24);
    private static readonly Duration TimeToAnswer = Duration.FromMinutes(3);
    private static readonly Duration WhileInReview = Duration.FromMinutes(20);

    private Strategy Strategy => run.Strategy;

    private Instant Now => run.Now;

    public void Arrived(Review review)
    {
        LookLater(review, review.Began);
        // The nudge of the field experiment: once, at whoever did nothing for a day.
        if (Strategy.NudgesAfterADay && review.Round == 1)
            run.At(Now + Nudged, () => NudgeAll(review));
    }

    public void Asked(Asking asking)
    {
        if (!Strategy.Reminds && !Strategy.Moves)
            return;
        var timers = Rerouting.Timers(asking.By.Senior.SeenFree, Now, asking.Review.Sla.Length);
        if (Strategy.Reminds && timers.RemindAt < Instant.MaxValue)
            run.At(timers.RemindAt, () => Remind(asking));
        if (Strategy.Moves && timers.MoveAt < Instant.MaxValue)
            run.At(timers.MoveAt, () => Move(asking));
    }

    public void Finished(Desk desk)
    {
        if (!Strategy.Steals || desk.Current is not null || desk.Waiting.Count > 0 || desk.HasOffer
            || !desk.Senior.SeenFree.IsFree(Now) || desk.IsSpent(Now) || BestOffer(desk) is not { } review)
            return;
        desk.HasOffer = true;
        run.Tally.Offers++;
        run.At(Now + TimeToAnswer, () => Answer(desk, review));
    }

    private void Remind(Asking asking)
    {
        if (asking.Withdrawn || asking.Noticed || asking.RemindedAt is not null || asking.Review.Started is not null)
            return;
        // Not while they are on another review: a reminder would only interrupt it.
        if (asking.By.Current is not null)
        {
            if (asking.By.Senior.SeenFree.Advance(Now, WhileInReview) is { } later)
                run.At(later, () => Remind(asking));
            return;
        }

        asking.By.Pings++;
        run.Tally.Reminders++;
        asking.RemindedAt = Now;
        Nudge(asking);
    }

    private void Nudge(Asking asking)
    {
        if (run.Habits.Nudge(asking, Now))
            run.ExpectNotice(asking);
    }

    private void NudgeAll(Review review)
    {
        if (review.Started is not null)
            return;
        foreach (var asking in review.Held.ToList())
        {
            asking.By.Pings++;
            Nudge(asking);
        }
    }

    private void Move(Asking asking)
    {
        var review = asking.Review;
        if (asking.Withdrawn || asking.Noticed || review.Started is not null || review.Moves >= Rerouting.MostMoves)
            return;
        if (Better(review) is not { Expected: { } other } best || !Rerouting.MovePays(Expected(asking), Rerouting.ExpectedOf(other, review.Tried.Contains(best.Person))))
            return;
        review.Moves++;
        run.Tally.Moves++;
        Give(asking, best);
    }

    // One look at a time, as the product's row is: hardly any review needs them all.
    private void LookLater(Review review, Instant after)
    {
        if (Strategy.Rescues && Rerouting.NextRescue(review.Sla, review.Began, after) is { } look)
            run.At(look, () => Look(review));
    }

    private void Look(Review review)
    {
        if (review.Started is not null)
            return;
        Rescue(review);
        LookLater(review, Now);
    }

    private void Rescue(Review review)
    {
        if (review.Started is not null || review.Rescues >= Rerouting.MostRescues || !review.Held.Any())
            return;
        var holder = review.Held.MinBy(Expected)!;
        var isSilent = Rerouting.IsSilent(
            holder.By.Senior.SeenFree, holder.At, holder.RemindedAt, holder.Noticed ? holder.NoticedAt : null, review.Sla.Length, Now);
        var expected = Expected(holder) + (isSilent ? Rerouting.Silence : Duration.Zero);
        if (review.Sla.Share(expected, review.Sla.Due) >= .1
            || Better(review) is not { Expected: { } other } best || !Rerouting.RescuePays(review.Sla, expected, Rerouting.ExpectedOf(other, review.Tried.Contains(best.Person)), Now))
            return;
        review.Rescues++;
        run.Tally.Rescues++;
        Give(holder, best);
    }

    private Ranked? Better(Review review) =>
        Strategy.Route(run, review, [.. review.Held.Select(a => a.By.Senior.Person.Id)]).Candidates is [var best, ..] ? best : null;

    private void Give(Asking from, Ranked to)
    {
        from.Withdraw();
        from.Review.Tried.Add(from.By.Senior.Person.Id);
        run.Ask(from.Review, run.Desks.First(d => d.Senior.Person.Id == to.Person));
    }

    // By the holder's queue, as far as it is before this one.
    private Instant Expected(Asking asking)
    {
        var desk = asking.By;
        var ahead = desk.Waiting.Count(a => a != asking && Strategy.Order(a, Now) < Strategy.Order(asking, Now));
        var work = Workload.Typical * (1 + ahead + (desk.Current is null ? 0 : 1));
        return desk.Senior.SeenFree.Advance(Now, work) ?? desk.Senior.SeenFree.Until;
    }

    // What is due first of everything that others hold and would begin at least 20 minutes later.
    private Review? BestOffer(Desk desk)
    {
        Review? best = null;
        foreach (var other in run.Desks)
            foreach (var asking in other.Waiting)
                if (other != desk && asking.Review.Started is null && (best is null || asking.Review.Sla.Due < best.Sla.Due)
                    && run.IsAble(desk, asking.Review) && Expected(asking) - Workload.Typical - Now >= Rerouting.LeastSteal)
                    best = asking.Review;
        return best;
    }

    private void Answer(Desk desk, Review review)
    {
        desk.HasOffer = false;
        if (review.Started is not null || !run.Habits.TakesOffer(review, desk))
            return;
        foreach (var asking in review.Held.ToList())
        {
            asking.Withdraw();
            review.Tried.Add(asking.By.Senior.Person.Id);
        }

        run.Tally.Taken++;
        run.TakeOver(review, desk);
    }
}
