using Countersign.Core.Digest;
using Countersign.Core.Policy;
using NodaTime.Text;

namespace Countersign.Core.Words;

/// <summary>A digest's words. Every figure is the digest's own; nothing is counted here.</summary>
internal static class DigestWords
{
    private const int MostPeople = 25;
    private const int MostEach = 3;
    private const int NameShown = 60;

    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM");
    private static readonly LocalDatePattern Weekday = LocalDatePattern.CreateWithInvariantCulture("ddd");

    /// <summary>"Payments: week 2026-W47, Mon 16 Nov to Sun 22 Nov".</summary>
    public static string Title(WeeklyDigest d) => $"{Name(d)}: {When(d)}";

    public static string Name(WeeklyDigest d) => Graphemes.Clip(CleanText.Line(d.Name), NameShown);

    /// <summary>"week 2026-W47, Mon 16 Nov to Sun 22 Nov".</summary>
    public static string When(WeeklyDigest d) => $"week {d.Week}, {Day.Format(d.Week.Monday)} to {Day.Format(d.Week.Sunday)}{(d.IsRunning ? ", so far" : "")}";

    public static Sentence Lead(WeeklyDigest d) => d switch
    {
        { IsQuiet: true } => QuietWords.Of(d),
        { Bottleneck: { } bottleneck } => BottleneckWords.Of(bottleneck, d),
        _ => Sentence.Empty,
    };

    public static IEnumerable<DigestSection> Sections(WeeklyDigest d)
    {
        yield return new DigestSection("At a glance", [.. Glance(d)])
        {
            Note = Sentence.Text($"Times are of each request's own clock, as its card shows it.{Usual(d.Usual)}"),
        };
        yield return new DigestSection("In and out by day", [new DigestLine(Sentence.Text("Days"), Sentence.Text(Days(d)))]);
        yield return new DigestSection("Who carried how much", [.. Carried(d.Loads)])
        {
            Note = Sentence.Text("Reviews for every service, at 30 min each, of the review time that each declared. By name, not by rank."),
        };
        yield return new DigestSection("Denied or given back most", [.. Objected("AI tool", d.Tools), .. Objected("Service", d.Services)]);
        yield return new DigestSection("Attention left", [Left(d.Loads.Next)]);
    }

    private static IEnumerable<DigestLine> Glance(WeeklyDigest d)
    {
        var (f, u) = (d.Figures, d.Usual);
        yield return Line("Requests", $"{f.Requests}{DeltaWords.More(f.Requests, u?.Requests)}.{Updates(f)}");
        yield return Line("Decisions", $"{f.Decisions}{DeltaWords.More(f.Decisions, u?.Decisions)}{Verdicts(f.Approved, f.Denied, f.ChangesRequested)}.{Undecided(f)}");
        if (f.FirstResponse is { Half: { } half, NineOfTen: { } nine })
            yield return Line("First answer", $"half {Hours.Within(half)}, nine of ten {Hours.Within(nine)}{DeltaWords.Longer(half, u?.FirstResponseHalf)}.");
        if (f.ToDecision is { Half: { } decided, NineOfTen: { } most })
            yield return Line("Decision", $"half {Hours.Within(decided)}, nine of ten {Hours.Within(most)}{DeltaWords.Longer(decided, u?.DecisionHalf)}.");
        if (f.Kept + f.Broken + f.LateBefore > 0)
            yield return Line("In time", $"{InTime(f)}Late: {f.Broken}{DeltaWords.More(f.Broken, u?.Broken)}.{Late(f)}");
        yield return Line("Escalations", $"{f.Escalations}{DeltaWords.More(f.Escalations, u?.Escalations)}.");
        yield return Line("Hand-overs", $"{f.HandOvers}{DeltaWords.More(f.HandOvers, u?.HandOvers)}.");
        yield return Line("Still open", $"{f.StillOpen} {(d.IsRunning ? "now" : "at the week's end")}.");
    }

    private static string InTime(WeekFigures f) => f.Kept + f.Broken == 0 ? ""
        : $"{f.Kept} of {f.Kept + f.Broken} ({string.Join(", ", f.Sla.Select(t => $"{t.Tier.Word()} {t.Kept} of {t.Kept + t.Broken}"))}). ";

    // So that the decisions add up: in time, late and decided, and late since before.
    private static string Late(WeekFigures f) => Undecided(f.LateUndecided, f.Broken) + f.LateBefore switch
    {
        0 => "",
        1 => " 1 more decision was late before this week.",
        var more => $" {more} more decisions were late before this week.",
    };

    private static string Undecided(int late, int all) => late == 0 ? ""
        : all == 1 ? " It was not decided in the week."
        : late == all ? " None of them was decided in the week."
        : $" {late} of them {(late == 1 ? "was" : "were")} not decided in the week.";

    private static string Updates(WeekFigures f) => f.Updates > 0 ? $" Besides, {Counted(f.Updates, "update")} after a request for changes." : "";

    private static string Verdicts(int approved, int denied, int givenBack) => approved + denied + givenBack == 0 ? ""
        : ": " + string.Join(", ", new[] { Verdict(approved, "approved"), Verdict(denied, "denied"), Verdict(givenBack, "given back for changes") }.OfType<string>());

    private static string? Verdict(int count, string word) => count > 0 ? $"{count} {word}" : null;

    private static string Undecided(WeekFigures f) =>
        (f.Withdrawn > 0 ? $" {f.Withdrawn} withdrawn." : "") + (f.Recorded > 0 ? $" {f.Recorded} put on record without a sign-off." : "");

    private static string Usual(UsualWeek? usual) => usual switch
    {
        null => "",
        { Weeks: 1 } => " Usual is the week before.",
        { Weeks: var weeks } => $" Usual is the mean of the {weeks} weeks before.",
    };

    private static string Days(WeeklyDigest d)
    {
        var busy = d.Figures.Days.Where(day => day.In + day.Out > 0).Select(day => $"{Weekday.Format(day.Day)} {day.In} in, {day.Out} out").ToList();
        return busy.Count == 0 ? "nothing." : string.Join("; ", busy) + (busy.Count < d.Figures.Days.Length ? "; nothing on the other days." : ".");
    }

    private static IEnumerable<DigestLine> Carried(Loads loads)
    {
        var rows = loads.Rows;
        foreach (var load in rows.Take(MostPeople))
            yield return new DigestLine(Who(load), Sentence.Text(Share(load.Minutes, load.Capacity)));
        if (rows.Skip(MostPeople).ToList() is { Count: > 0 } rest)
            yield return Line($"{Counted(rest.Sum(l => l.People), "more")}", Share(rest.Sum(l => l.Minutes), rest.Sum(l => l.Capacity)));
        if (!loads.Each.IsEmpty)
            yield return Line("All", Share(loads.Minutes, loads.Capacity));
    }

    private static Sentence Who(Load load) => load.Person is { } person ? Sentence.Of($"{person}") : Sentence.Text(Nameless(load));

    /// <summary>"3 people, not named", "7 others".</summary>
    public static string Nameless(Load load) => load switch
    {
        { Idle: true, Others: true } => $"{load.People} others",
        { Idle: true } => $"{load.People} people",
        { People: 1 } => "Somebody",
        _ => $"{load.People} people, not named",
    };

    private static string Share(int minutes, int capacity) => (minutes, capacity) switch
    {
        (_, 0) => $"{Hours.Of(minutes)}, with no review time declared.",
        (0, _) => $"none of {Hours.Of(capacity)}.",
        _ => $"{Hours.Of(minutes)} of {Hours.Of(capacity)} ({(int)Math.Round(100.0 * minutes / capacity)}%).",
    };

    private static IEnumerable<DigestLine> Objected(string what, IEnumerable<Objections> all) => all.Take(MostEach).Select(o => Line(
        $"{what} {Graphemes.Clip(CleanText.Line(o.Name), NameShown)}",
        $"{o.Count} of {Counted(o.Decisions, "decision")}{Verdicts(0, o.Denied, o.ChangesRequested)}."));

    private static DigestLine Left(NextWeek next) => Line(
        $"Week of {Day.Format(next.Week.Monday)}",
        $"about {Hours.Of(next.Free)} of {Hours.Of(next.Capacity)}, if it is like the last weeks, {(next.Usual == 0 ? "which had no reviews" : $"with {Hours.Of(next.Usual)} of reviews")}.");

    private static DigestLine Line(string label, string value) => new(Sentence.Text(label), Sentence.Text(value));

    private static string Counted(int count, string one) => count == 1 || one == "more" ? $"{count} {one}" : $"{count} {one}s";
}
