using NodaTime;

namespace Countersign.Core.Routing;

/// <summary>
/// What ranks a candidate, term by term in millionths; the lowest sum is asked first. Whole numbers, so that the order of the roster
/// changes nothing. Source: routing.md, "Score"; which terms stayed and what each is worth: docs/adr/0020.
/// </summary>
/// <param name="Time">How long until the verdict can be expected, as a share of the time for the decision.</param>
/// <param name="Load">Load against capacity compared to the others: above the mean costs, below it helps.</param>
/// <param name="Skill">Covers the service second.</param>
/// <param name="Today">How often they were asked today.</param>
/// <param name="Known">Knows the change from the round before.</param>
/// <param name="Tried">Was asked in this round and did not begin.</param>
/// <param name="Duty">Is on the service's rotation.</param>
public readonly record struct Score(long Time, long Load, long Skill, long Today, long Known, long Tried, long Duty)
{
    public long Sum => Time + Load + Skill + Today + Known + Tried + Duty;

    /// <param name="meanShare">The candidates' mean of <see cref="Workload.Share"/>, in millionths.</param>
    internal static Score Of(Candidate candidate, SeatToFill seat, Instant now, Instant expected, long meanShare)
    {
        var w = seat.Weights;
        var above = Math.Clamp((double)candidate.Load.Share / Math.Max(1, meanShare) - 1, -1, 2);
        var id = candidate.Person.Id;
        return new Score(
            Micro(w.Lateness * seat.Sla.Wait(now, expected)),
            Micro(w.Load * .25 * above),
            candidate.Person.Primary.Contains(seat.Needs.Service) ? 0 : Micro(w.Skill * .25),
            Micro(w.Today * .03 * candidate.Load.AskedToday),
            seat.Known.Contains(id) ? -Micro(w.Known * .30) : 0,
            seat.Tried.Contains(id) ? Micro(1) : 0,
            seat.OnDuty == id ? -Micro(w.Duty * .25) : 0);
    }

    private static long Micro(double value) => (long)Math.Round(value * 1_000_000);
}
