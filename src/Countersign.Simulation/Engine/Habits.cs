using Countersign.Simulation.Setting;
using NodaTime;

namespace Countersign.Simulation.Engine;

/// <summary>When somebody notices what they are asked, and when they mean to do it: the workload model's habits.</summary>
internal sealed class Habits(Town town)
{
    private const int MostMornings = 30;
    private static readonly Duration IntoTheMorning = Duration.FromMinutes(10);

    private readonly WorkloadModel _model = town.Model;
    private readonly Draws _draws = new(town.Seed);

    /// <summary>Somebody asked by name.</summary>
    public void Plan(Asking asking, Instant now)
    {
        var (key, who, no) = (asking.Review.Key, asking.By.Senior.Index, asking.Number);
        if (_draws.Happens(_model.Missed, Draw.Missed, key, who, no))
        {
            var morning = 1;
            while (morning < MostMornings && !_draws.Happens(_model.NoticedInTheMorning, Draw.Morning, key, who, no * 64 + morning))
                morning++;
            asking.NoticedAt = asking.ReadyAt = Morning(asking.By.Senior, now, morning);
            return;
        }

        asking.NoticedAt = asking.ReadyAt = After(asking.By.Senior, now, _draws.LogNormal(_model.NoticeMinutes, _model.NoticeSigma, Draw.Notice, key, who, no));
        if (_draws.Happens(_model.PutOff, Draw.PutOff, key, who, no))
            asking.ReadyAt = After(
                asking.By.Senior, Tomorrow(asking.By.Senior, asking.NoticedAt), 120 * _draws.Uniform(Draw.PutOffMinutes, key, who, no));
    }

    /// <summary>One of a team that was asked together: most leave it to the others, and some look again on later mornings.</summary>
    public void PlanAsOneOfMany(Asking asking, Instant now)
    {
        var (key, who) = (asking.Review.Key, asking.By.Senior.Index);
        if (_draws.Happens(_model.TakenFromTeam, Draw.Team, key, who))
        {
            Plan(asking, now);
            return;
        }

        for (var morning = 1; morning < MostMornings; morning++)
            if (_draws.Happens(_model.TakenFromTeam, Draw.TeamMorning, key, who, morning))
            {
                asking.NoticedAt = asking.ReadyAt = Morning(asking.By.Senior, now, morning);
                return;
            }
    }

    /// <summary>A nudge or reminder: heard or not. Whoever hears it turns to it in their own time, and puts it off no longer.</summary>
    /// <returns>Whether it brought anything forward.</returns>
    public bool Nudge(Asking asking, Instant now)
    {
        var (key, who, no) = (asking.Review.Key, asking.By.Senior.Index, asking.Number);
        if (!_draws.Happens(_model.NudgeHeard, Draw.Heard, key, who, no))
            return false;
        var at = After(asking.By.Senior, now, _draws.LogNormal(_model.NoticeMinutes, _model.NoticeSigma, Draw.HeardMinutes, key, who, no));
        if (at >= asking.ReadyAt)
            return false;
        (asking.NoticedAt, asking.ReadyAt) = (Instant.Min(at, asking.NoticedAt), at);
        return true;
    }

    public bool TakesOffer(Review review, Desk desk) =>
        _draws.Happens(_model.OfferTaken, Draw.Offer, review.Key, desk.Senior.Index);

    /// <summary>Minutes of this person's for this round.</summary>
    public double Minutes(Review review, Senior senior)
    {
        var minutes = review.Change.Rounds[review.Round - 1].Minutes;
        if (review.Round > 1)
            minutes *= review.Before == senior.Index ? _model.LaterRound : _model.LaterRoundAnew;
        return senior.Person.Primary.Contains(review.Change.Service) ? minutes : minutes * _model.SecondSkill;
    }

    public static Instant Tomorrow(Senior senior, Instant now)
    {
        var tomorrow = senior.Zone.AtStartOfDay(now.InZone(senior.Zone).Date.PlusDays(1)).ToInstant();
        return senior.Free.NextFree(tomorrow) ?? senior.Free.Until;
    }

    private static Instant Morning(Senior senior, Instant now, int mornings)
    {
        for (var i = 0; i < mornings; i++)
            now = Tomorrow(senior, now);
        return now + IntoTheMorning;
    }

    private static Instant After(Senior senior, Instant now, double freeMinutes) =>
        senior.Free.Advance(now, Duration.FromMinutes(freeMinutes)) ?? senior.Free.Until;
}
