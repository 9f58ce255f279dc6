using System.Globalization;
using System.Text.RegularExpressions;
using Countersign.Core.Words;
using NodaTime;
using NodaTime.Text;

namespace Countersign.Core.People;

/// <summary>
/// Absence in everyday words. "until X" ends when X begins; "X..Y", "X to Y" include both days; a bare day is that whole day,
/// or its morning or afternoon (noon divides them); "2 weeks" counts from today; nothing at all is the rest of today. Days begin
/// at midnight in the person's own zone.
/// </summary>
public abstract partial record AbsenceWords
{
    private static readonly Duration Longest = Duration.FromDays(366);

    private AbsenceWords()
    {
    }

    public sealed record Understood(Interval Absence) : AbsenceWords;

    public sealed record NotUnderstood(Sentence Hint) : AbsenceWords;

    public static AbsenceWords Parse(string words, Instant now, DateTimeZone zone)
    {
        var text = Filler().Replace(string.Join(' ', words.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), "");
        var today = now.InZone(zone).Date;
        if (Read(text, now, today, zone) is not { } read)
            return No(Impossible(text, today) ?? Sentence.Of($"I didn't understand when. For example {new Typed("/signoff away until monday")}, {new Typed("/signoff away tomorrow")}, {new Typed("/signoff away 2 weeks")} or {new Typed("/signoff away 2026-12-24..2027-01-02")}."));
        var start = Instant.Max(read.Start, now);
        if (read.End <= start)
            return No(Sentence.Text("That is in the past already. Say a time or a day that is still to come."));
        if (read.End - now > Longest)
            return No(Sentence.Text("That is more than a year. Ask an operator to mark you as not active on the roster instead."));
        return new Understood(new Interval(start, read.End));
    }

    // What reads as a date or a range, and can't be one.
    private static Sentence? Impossible(string text, LocalDate today)
    {
        if (IsoShape().Matches(text).FirstOrDefault(m => !LocalDatePattern.Iso.Parse(m.Value).Success) is { } date)
            return Sentence.Of($"There is no {date.Value} in the calendar. Which day do you mean?");
        return Range().Match(text) is { Success: true } range
            && DayWords.TryDay(range.Groups["first"].Value, today, out var first)
            && DayWords.TryDay(range.Groups["last"].Value, today, out var last) && last < first
                ? Sentence.Text("That ends before it begins. Say the first day first.")
                : null;
    }

    private static NotUnderstood No(Sentence hint) => new(hint);

    private static (Instant Start, Instant End)? Read(string text, Instant now, LocalDate today, DateTimeZone zone)
    {
        Instant Begin(LocalDate day) => zone.AtStartOfDay(day).ToInstant();
        switch (text)
        {
            case "" or "now" or "today" or "day" or "all day" or "rest of today" or "rest of the day":
                return (now, Begin(today.PlusDays(1)));
            case "week" or "this week" or "all week" or "rest of the week" or "rest of this week":
                return (now, Begin(today.Next(IsoDayOfWeek.Monday)));
            case "weekend" or "this weekend":
                var monday = today.Next(IsoDayOfWeek.Monday);
                return (Begin(monday.PlusDays(-2)), Begin(monday));
            case "next week" or "all next week":
                return (Begin(today.Next(IsoDayOfWeek.Monday)), Begin(today.Next(IsoDayOfWeek.Monday).PlusDays(7)));
        }

        if (Span().Match(text) is { Success: true } span && Count(span.Groups["count"].Value) is { } count)
            return span.Groups["unit"].Value[0] switch
            {
                'm' when !span.Groups["unit"].Value.StartsWith("mo", StringComparison.Ordinal) => (now, now + Duration.FromMinutes(count)),
                'h' => (now, now + Duration.FromHours(count)),
                'd' => (now, Begin(today.PlusDays(count))),
                'w' => (now, Begin(today.PlusWeeks(count))),
                'y' => (now, Begin(today.PlusYears(Math.Min(count, 100)))),
                _ => (now, Begin(today.PlusMonths(count))),
            };
        foreach (var until in (string[])["until ", "till ", "til "])
            if (text.StartsWith(until, StringComparison.Ordinal))
                return EndOf(text[until.Length..], today, zone) is { } end ? (now, end) : null;
        if (Range().Match(text) is { Success: true } range && DayWords.TryDay(range.Groups["first"].Value, today, out var first))
        {
            var including = range.Groups["word"].Value.Trim() is not "until";
            return TryLast(range.Groups["last"].Value, today, first, out var last)
                ? (Begin(first), Begin(including ? last.PlusDays(1) : last))
                : null;
        }

        if (Half().Match(text) is { Success: true } half && DayWords.TryDay(DayOf(half), today, out var halved))
        {
            var noon = zone.AtLeniently(halved + LocalTime.Noon).ToInstant();
            return half.Groups["half"].Value == "morning" ? (Begin(halved), noon) : (noon, Begin(halved.PlusDays(1)));
        }

        return DayWords.TryDay(text, today, out var day) ? (Begin(day), Begin(day.PlusDays(1))) : null;
    }

    private static string DayOf(Match half) => half.Groups["day"].Value is "this" ? "today" : half.Groups["day"].Value;

    // Seen from today ("monday to friday"), or from the first day when that would be before it ("24 dec to 2 jan").
    private static bool TryLast(string text, LocalDate today, LocalDate first, out LocalDate last) =>
        DayWords.TryDay(text, today, out last) && (last > first || DayWords.TryDay(text, first, out last) && last >= first);

    // "until": the moment when they are back.
    private static Instant? EndOf(string text, LocalDate today, DateTimeZone zone)
    {
        if (text is "end of day" or "the end of the day" or "end of the day" or "end of today" or "eod" or "tonight" or "midnight")
            return zone.AtStartOfDay(today.PlusDays(1)).ToInstant();
        if (text is "next week" or "end of week" or "the end of the week" or "end of the week" or "eow" or "after the weekend")
            return zone.AtStartOfDay(today.Next(IsoDayOfWeek.Monday)).ToInstant();
        if (DayWords.TryTime(text, out var time))
            return zone.AtLeniently(today + time).ToInstant();
        if (DayWords.TryDay(text, today, out var day))
            return zone.AtStartOfDay(day).ToInstant();
        return TryDayAndTime(text, today, out var at) ? zone.AtLeniently(at).ToInstant() : null;
    }

    // "monday 9am", "monday at 3 pm", "3pm on monday".
    private static bool TryDayAndTime(string text, LocalDate today, out LocalDateTime at)
    {
        for (var space = text.IndexOf(' '); space > 0; space = text.IndexOf(' ', space + 1))
        {
            var (left, right) = (Link().Replace(text[..space], ""), Link().Replace(text[(space + 1)..], ""));
            if (DayWords.TryDay(left, today, out var day) && DayWords.TryTime(right, out var time)
                || DayWords.TryTime(left, out time) && DayWords.TryDay(right, today, out day))
            {
                at = day + time;
                return true;
            }
        }

        at = default;
        return false;
    }

    private static readonly string[] Numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    private static int? Count(string text) => text switch
    {
        "a" or "an" => 1,
        _ when Array.IndexOf(Numbers, text) is >= 0 and var index => index + 1,
        _ => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is > 0 and < 10_000 ? n : null,
    };

    // The full stop of "24.12." belongs to the date.
    [GeneratedRegex(@"^(?:from now |now |starting |for the |for |on |from |the )+|(?<![0-9.])[.!]+$|!+$")]
    private static partial Regex Filler();

    [GeneratedRegex(@"^(?<count>[0-9]{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten) ?(?<unit>m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|years?)$")]
    private static partial Regex Span();

    // A hyphen between digits belongs to an ISO date; one beside a letter or a full stop stands for "to".
    [GeneratedRegex(@"^(?<first>.+?)(?<word> ?(?<!\.)\.\.\.? ?| to | through | thru | – | - |–|(?<![0-9])-|-(?![0-9])| until | till )(?<last>.+)$")]
    private static partial Regex Range();

    [GeneratedRegex(@"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")]
    private static partial Regex IsoShape();

    [GeneratedRegex(@"^(?<day>.+) (?<half>morning|afternoon)$")]
    private static partial Regex Half();

    [GeneratedRegex(@"^(?:at|on) | (?:at|on)$")]
    private static partial Regex Link();
}
