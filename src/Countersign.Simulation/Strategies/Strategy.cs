using Countersign.Core.People;
using Countersign.Core.Routing;
using Countersign.Simulation.Engine;
using Countersign.Simulation.Setting;
using NodaTime;

namespace Countersign.Simulation.Strategies;

/// <summary>A way to decide who is asked, and what happens after that.</summary>
internal abstract record Strategy(string Name)
{
    /// <summary>Everybody able is asked together, and whoever begins first has it.</summary>
    public bool AsksMany { get; init; }

    /// <summary>Nobody is asked: whoever is free takes what is due first, without any delay. A floor, not a way to work.</summary>
    public bool IsPooled { get; init; }

    public bool Reminds { get; init; }

    public bool Moves { get; init; }

    public bool Rescues { get; init; }

    public bool Steals { get; init; }

    /// <summary>The published experiment: one nudge after 24 hours without an action.</summary>
    public bool NudgesAfterADay { get; init; }

    /// <summary>Reviewers see their queue by what is due first; else by what was asked first.</summary>
    public bool ByDeadline { get; init; }

    /// <summary>Knows everything: real calendars, habits and minutes.</summary>
    public bool IsClairvoyant { get; init; }

    /// <summary>Whom to ask now; empty when it has to wait until somebody comes.</summary>
    public abstract IReadOnlyList<Desk> Choose(Run run, Review review);

    /// <summary>What the shipped router says of everybody but <paramref name="seated"/>.</summary>
    public virtual RoutingReport Route(Run run, Review review, IReadOnlyList<PersonId> seated) => throw new NotSupportedException();

    public Instant Order(Asking asking, Instant now) => ByDeadline ? Rerouting.QueueKey(asking.Review.Sla, now) : asking.At;
}

/// <summary>The product: the shipped router, and what follows it.</summary>
internal sealed record Product(string Name = StrategyNames.Ours) : Strategy(Name)
{
    public Func<SeatToFill, SeatToFill> Adjust { get; init; } = seat => seat;

    /// <summary>Two are asked at once where the policy's tier says so.</summary>
    public bool AsksTwo { get; init; } = true;

    /// <summary>For the ablation: only so many of those able are looked at, drawn at random. 0 looks at all.</summary>
    public int Sample { get; init; }

    /// <summary>For the ablation: everybody is taken to be at work and free at any time.</summary>
    public bool IgnoresCalendars { get; init; }

    public static Product Whole { get; } = new() { Reminds = true, Moves = true, Rescues = true, Steals = true, ByDeadline = true };

    public override IReadOnlyList<Desk> Choose(Run run, Review review)
    {
        var count = AsksTwo && run.Needs(review).Ask > 1 ? 2 : 1;
        return [.. Route(run, review, []).Candidates.Take(count).Select(r => run.Desks.First(d => d.Senior.Person.Id == r.Person))];
    }

    public override RoutingReport Route(Run run, Review review, IReadOnlyList<PersonId> seated)
    {
        var seat = new SeatToFill($"{review.Change.Number}|{review.Round}", run.Needs(review), review.Change.Author, review.Sla)
        {
            Seated = [.. seated],
            Tried = [.. review.Tried],
            Known = review.Before is { } before ? [run.Desks[before].Senior.Person.Id] : [],
        };
        var desks = Sample == 0 ? run.Desks : [.. run.Desks.Where(d => run.IsAble(d, review)).OrderBy(d => Pick(run, review, d)).Take(Sample)];
        return Router.Route(run.Now, Adjust(seat), [.. desks.Select(d => AsCandidate(run, review, d))]);
    }

    internal static double Pick(Run run, Review review, Desk desk) =>
        new Draws(run.Town.Seed).Uniform(Draw.Pick, review.Key, desk.Senior.Index);

    private Candidate AsCandidate(Run run, Review review, Desk desk)
    {
        var senior = desk.Senior;
        var load = desk.Workload(run.Now, run.Town.Start);
        if (IsClairvoyant)
            return new Candidate(
                senior.Person, senior.Seen, senior.Free, senior.Free, load with { Ahead = Foresight.Ahead(run, review, desk) });
        return IgnoresCalendars
            ? new Candidate(senior.Person, senior.Seen, run.Always, run.Always, load)
            : new Candidate(senior.Person, senior.Seen, senior.SeenAtWork, senior.SeenFree, load);
    }
}

/// <summary>What nobody can know: when somebody would really be done with a review if they were asked now.</summary>
internal static class Foresight
{
    /// <summary>Free minutes until then, less what the router adds for the review itself.</summary>
    public static Duration Ahead(Run run, Review review, Desk desk)
    {
        var senior = desk.Senior;
        var probe = new Asking(review, desk, run.Now, review.Askings.Count);
        run.Habits.Plan(probe, run.Now);
        var key = Rerouting.QueueKey(review.Sla, run.Now);
        var before = desk.Waiting.Where(a => Rerouting.QueueKey(a.Review.Sla, run.Now) <= key).Sum(a => run.Habits.Minutes(a.Review, senior));
        var begins = After(senior, desk.Current is null ? run.Now : desk.BusyUntil, before);
        if (desk.IsSpent(run.Now))
            begins = Instant.Max(begins, Habits.Tomorrow(senior, run.Now));
        var ends = After(senior, Instant.Max(begins, probe.ReadyAt), run.Habits.Minutes(review, senior));
        return Duration.Max(Duration.Zero, senior.Free.Between(run.Now, ends) - Workload.Typical);
    }

    private static Instant After(Senior senior, Instant from, double minutes) =>
        senior.Free.Advance(from, Duration.FromMinutes(minutes)) ?? senior.Free.Until;
}
