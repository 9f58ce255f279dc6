using Countersign.Core.People;
using Countersign.Core.Routing;
using Countersign.Core.Words;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Routing;

/// <summary>
/// The sentence is true: every time, count and percentage in it is derived again from the state, minute by minute and by routing.md's
/// formula, by code that shares nothing with the router's.
/// </summary>
public class SentenceTests
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    [Fact]
    public void Every_number_in_the_sentence_follows_from_the_state()
    {
        var (said, late, busy, tried) = (0, 0, 0, 0);
        for (var seed = 0; seed < 2_500; seed++)
        {
            var made = Case.Make(seed);
            var report = made.Route();
            if (report.Chosen is null)
                continue;
            said++;
            var again = Again(made);
            report.Sentence.Plain(Roster.Empty, Berlin).ShouldBe(again, $"seed {seed}");
            late += again.Contains("later than it is due", StringComparison.Ordinal) ? 1 : 0;
            busy += again.Contains("busy until", StringComparison.Ordinal) ? 1 : 0;
            tried += made.Seat.Tried.Contains(report.Candidates[0].Person) ? 1 : 0;
        }

        // Not one of the ways to say it was left out.
        new[] { said, late, busy, tried }.ShouldAllBe(n => n > 20);
    }

    private static string Again(Case made)
    {
        var able = made.People.Where(c => made.Eligible.Contains(c.Person.Id)).ToList();
        var shares = able.ToDictionary(c => c.Person.Id, c => (c.Load.Reviewed + 30L) * 1_000_000 / (c.Load.Capacity + 300));
        var mean = shares.Values.Sum() / able.Count;
        var ranked = able.OrderBy(c => Score(made, c, shares[c.Person.Id], mean))
            .ThenBy(c => c.Load.LastAssigned ?? Instant.MinValue)
            .ThenBy(c => Hash(made.Seat.Key, c.Person.Id), StringComparer.Ordinal)
            .ToList();
        var best = ranked[0];
        var expected = Expected(made, best);
        var percent = (int)(shares[best.Person.Id] * 100 / Math.Max(1, mean)) - 100;
        var ahead = best.Load.Waiting + best.Load.Begun;
        string[] why =
        [
            BusyUntil(made, best) is { } until ? $"busy until {Said(until)}" : "free now",
            ahead switch { 0 => "nothing ahead of it", 1 => "1 review ahead of it", _ => $"{ahead} reviews ahead of it" },
            made.Seat.Known.Contains(best.Person.Id) ? "knows it from the round before" : "",
            made.Seat.OnDuty == best.Person.Id ? "on the rotation" : "",
            best.Person.Primary.Contains(Payments) ? "primary for this service" : "second for this service",
            percent == 0 ? "load as the others'" : percent > 0 ? $"load {percent}% over the mean" : $"load {-percent}% under the mean",
        ];
        var due = expected <= made.Seat.Sla.Due ? $", due {Said(made.Seat.Sla.Due)}" : $", later than it is due: {Said(made.Seat.Sla.Due)}";
        return $"{best.Person.Id}: {string.Join(", ", why.Where(w => w.Length > 0))}. Verdict expected {Said(expected)}{due}.{Next(made, ranked)}{Looks(made, best)}";
    }

    private static string Next(Case made, List<Candidate> ranked)
    {
        if (ranked.Count == 1)
            return " Nobody else can be asked now." + Passed(made);
        return " Next: " + string.Join("; ", ranked.Skip(1).Take(2).Select(c =>
            $"{c.Person.Id} {Said(Expected(made, c))}{(BusyUntil(made, c) is { } until ? $" (busy until {Said(until)})" : "")}")) + ".";
    }

    // Whom it names besides: the words for each are another test's matter; that the times in them are true is this one's.
    private static string Passed(Case made)
    {
        var named = RoutingWords.Named(made.Route()).ToList();
        foreach (var passed in named.Where(p => p.Free is not null))
            FirstMinute(made.Now, at => IsAtWork(made.People.Single(c => c.Person.Id == passed.Person).Calendar, at)).ShouldBe(passed.Free!.Value);
        return named.Count == 0 ? "" : " " + string.Join("; ", named.Select(p => RoutingWords.Of(p).Plain(Roster.Empty, Berlin))) + ".";
    }

    private static string Looks(Case made, Candidate best)
    {
        // Four hours: 15% are 36 minutes of their working time, busy or not, and 30% are 72.
        var (remind, move) = (Counted(made, 36, at => IsAtWork(best.Calendar, at)), Counted(made, 72, at => IsAtWork(best.Calendar, at)));
        return $" Without a sign I remind from {Said(remind)} on, and look for somebody sooner from {Said(move)} on.";
    }

    private static double Score(Case made, Candidate c, long share, long mean)
    {
        var w = 0.0;
        w += Micro((Expected(made, c) - made.Now).TotalMinutes / 240);
        w += Micro(.25 * Math.Clamp((double)share / Math.Max(1, mean) - 1, -1, 2));
        w += c.Person.Primary.Contains(Payments) ? 0 : Micro(.25);
        w += Micro(.03 * c.Load.AskedToday);
        w += made.Seat.Known.Contains(c.Person.Id) ? -Micro(.30) : 0;
        w += made.Seat.Tried.Contains(c.Person.Id) ? Micro(1) : 0;
        return w + (made.Seat.OnDuty == c.Person.Id ? -Micro(.25) : 0);
    }

    private static double Micro(double value) => Math.Round(value * 1_000_000);

    private static Instant Expected(Case made, Candidate c) => Worked(made, c, 30 * (1 + c.Load.Waiting + c.Load.Begun));

    private static Instant? BusyUntil(Case made, Candidate c) =>
        IsFree(c.Calendar, made.Now) ? null : FirstMinute(made.Now, at => IsFree(c.Calendar, at));

    private static Instant Worked(Case made, Candidate c, int minutes) => Counted(made, minutes, at => IsFree(c.Calendar, at));

    // Minute after minute.
    private static Instant Counted(Case made, int minutes, Func<Instant, bool> counts)
    {
        var at = made.Now;
        for (var left = minutes; left > 0; at += Minute)
            if (counts(at))
                left--;
        return at;
    }

    private static Instant FirstMinute(Instant from, Func<Instant, bool> holds)
    {
        while (!holds(from))
            from += Minute;
        return from;
    }

    private static bool IsFree(Calendar c, Instant at) => IsAtWork(c, at) && !c.Busy.Any(b => b.Contains(at));

    private static bool IsAtWork(Calendar c, Instant at)
    {
        var local = at.InZone(c.Zone).LocalDateTime;
        return local.DayOfWeek != IsoDayOfWeek.Sunday && local.TimeOfDay >= c.Hours.Shifts[0].From && local.TimeOfDay < c.Hours.Shifts[0].To
            && !c.Absences.Any(a => a.Contains(at));
    }

    private static string Said(Instant at) => Times.Plain(at, Berlin);

    private static string Hash(string key, PersonId person) =>
        Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{key}|{person}")));
}
