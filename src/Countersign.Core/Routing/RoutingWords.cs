using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Routing;

/// <summary>Says a routing report to people. Why somebody is away is nobody's business, so it is never part of it.</summary>
public static class RoutingWords
{
    private const int NextNamed = 2;
    private const int MostNamed = 3;

    /// <param name="isOverdue">As it is said, its time is over.</param>
    public static Sentence Of(RoutingReport report, bool isOverdue = false)
    {
        if (report.Candidates is [{ Expected: { } expected } best, .. var others])
            return Sentence.Of(
                $"{best.Person}: {Why(best)}. Verdict expected {expected}{Due(report.Due, expected, isOverdue)}.{Next(others)}{Mentioned(report)}{Looks(report.Timers)}");
        // Records from before the router judged times.
        if (report.Candidates is [var first, ..])
            return Sentence.Of($"{first.Person}: {(first.KnowsIt ? "knows the change from the round before and was free then" : $"was free then, {Open(first.Open)}")}.");
        return report.NextChance is { } at
            ? Sentence.Of($"Nobody can be asked before {at}.{Mentioned(report)} I ask as soon as somebody is there.")
            : Sentence.Of($"Nobody can be asked at the moment.{Mentioned(report)} {Outlook(report)}");
    }

    /// <summary>What of it is still so. Nobody is said to be reminded who gave a sign, was reminded, put it off, or is not asked any more.</summary>
    public static Sentence Of(RoutingReport report, ChangeRequest change) => Of(
        IsWaitedFor(report.Chosen, change) ? report : report with { Timers = null },
        change.Round.BreachedAt is not null || AskedOf(report.Chosen, change)?.At > report.Due);

    /// <summary>Those whom <see cref="Of(RoutingReport, bool)"/> names as not asked.</summary>
    public static IEnumerable<PassedOver> Named(RoutingReport report) => Others(report).Take(report.Candidates.Length > 1 ? 0 : MostNamed - report.Candidates.Length);

    private static bool IsWaitedFor(PersonId? chosen, ChangeRequest change) =>
        AskedOf(chosen, change) is { AckedAt: null, RemindedAt: null, SnoozedUntil: null } asked
        && change.AskedNow.Contains(asked) && change.Round.SeatOf(asked.Person) is { IsUnbegun: true };

    private static Asked? AskedOf(PersonId? person, ChangeRequest change) =>
        person is { } chosen ? change.Round.SeatOf(chosen)?.AskedOf(chosen) : null;

    // What would have to happen for somebody to be asked.
    private static string Outlook(RoutingReport report)
    {
        var others = Others(report).ToList();
        if (others.Count == 0)
            return "The policy file lists nobody else who could sign this off; an operator has to add a senior.";
        if (others.TrueForAll(p => p is { Reason: PassedOverFor.StoodDown, Why: null, Declined: null }))
            return "Nobody else can sign it off: a lead can give it to somebody, or an operator has to add a senior.";
        return others.TrueForAll(p => p.Reason == PassedOverFor.StoodDown)
            ? "In this round I don't ask again whoever passed: a lead can give it to somebody, or the author updates it and a new round begins."
            : "I ask as soon as somebody is free.";
    }

    // The author and the too junior explain nothing about waiting.
    private static IEnumerable<PassedOver> Others(RoutingReport report) => report.PassedOver
        .Where(p => p.Reason is not (PassedOverFor.Author or PassedOverFor.CoAuthor or PassedOverFor.TooJunior or PassedOverFor.Inactive));

    public static Sentence Of(PassedOver passed) => passed.Reason switch
    {
        PassedOverFor.Author => Sentence.Of($"{passed.Person} wrote the change"),
        PassedOverFor.CoAuthor => Sentence.Of($"{passed.Person} is a co-author"),
        PassedOverFor.TooJunior => Sentence.Of($"{passed.Person} is not senior enough"),
        PassedOverFor.Inactive => Sentence.Of($"{passed.Person} is not active"),
        PassedOverFor.StoodDown => passed switch
        {
            { Declined: { } reason } => Sentence.Of($"{passed.Person} passed ({Their(reason)})"),
            { Why: StandDown.Reassigned } => Sentence.Of($"a lead took it from {passed.Person}"),
            _ => Sentence.Of($"{passed.Person} is part of this round already"),
        },
        PassedOverFor.Unreachable => Sentence.Of($"{passed.Person} can't be messaged"),
        PassedOverFor.Away when passed.Free is { } free => Sentence.Of($"{passed.Person} is away until {free}"),
        PassedOverFor.OutsideHours when passed.Free is { } free => Sentence.Of($"{passed.Person} starts work {free}"),
        PassedOverFor.SameTeam => Sentence.Of($"{passed.Person} is of the same team as another reviewer"),
        PassedOverFor.AtLimit => Sentence.Of($"{passed.Person} is at their limit"),
        _ => Sentence.Of($"{passed.Person} is away"),
    };

    /// <summary>Somebody's reason to pass, said of them.</summary>
    public static string Their(DeclineReason reason) => reason switch
    {
        DeclineReason.Away => "away",
        DeclineReason.Conflict => "conflict of interest",
        DeclineReason.NotMyArea => "not their area",
        _ => "too much to do",
    };

    private static Sentence Due(Instant? due, Instant expected, bool isOverdue) => due switch
    {
        null => Sentence.Empty,
        { } at when isOverdue => Sentence.Of($"; it was due {at}"),
        { } at when expected <= at => Sentence.Of($", due {at}"),
        { } at => Sentence.Of($", later than it is due: {at}"),
    };

    // What ranked them, in words: free or busy, what is ahead, how well they know it, their share.
    private static Sentence Why(Ranked best)
    {
        var words = new List<string> { best.BusyUntil is null ? "free now" : "" };
        words.Add(Ahead(best.Open));
        if (best.KnowsIt)
            words.Add("knows it from the round before");
        if (best.OnDuty)
            words.Add("on the rotation");
        words.Add(best.Primary ? "primary for this service" : "second for this service");
        words.Add(Share(best.LoadPercent));
        var said = Sentence.Text(string.Join(", ", words.Where(w => w.Length > 0)));
        return best.BusyUntil is { } until ? Sentence.Of($"busy until {until}, {said}") : said;
    }

    private static string Share(int percent) => percent switch
    {
        0 => "load as the others'",
        > 0 => $"load {percent}% over the mean",
        _ => $"load {-percent}% under the mean",
    };

    private static Sentence Next(IReadOnlyList<Ranked> others)
    {
        var named = others.Where(o => o.Expected is not null).Take(NextNamed).Select(Later).ToList();
        return named.Count == 0 ? Sentence.Text(" Nobody else can be asked now.") : Sentence.Of($" Next: {Sentence.Join("; ", named)}.");
    }

    private static Sentence Later(Ranked other) => other.BusyUntil is { } until
        ? Sentence.Of($"{other.Person} {other.Expected!.Value} (busy until {until})")
        : Sentence.Of($"{other.Person} {other.Expected!.Value}");

    private static Sentence Looks(RoutingTimers? timers) => timers is not { RemindAt: var remind, MoveAt: var move }
        ? Sentence.Empty
        : Sentence.Of($" Without a sign I remind from {remind} on, and look for somebody sooner from {move} on.");

    private static Sentence Mentioned(RoutingReport report)
    {
        var named = Named(report).Select(Of).ToList();
        return named.Count == 0 ? Sentence.Empty : Sentence.Text(" ") + Sentence.Join("; ", named) + Sentence.Text(".");
    }

    private static string Open(int open) => open switch
    {
        0 => "no open review",
        1 => "1 open review",
        _ => $"{open} open reviews",
    };

    private static string Ahead(int open) => open switch
    {
        0 => "nothing ahead of it",
        1 => "1 review ahead of it",
        _ => $"{open} reviews ahead of it",
    };
}
