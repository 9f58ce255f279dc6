using System.Globalization;
using System.Text.RegularExpressions;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.People;

/// <summary>
/// Absence in everyday words. "until X" ends when X begins; "X..Y", "X to Y" include both days; a bare day is that whole day;
/// "2 weeks" counts from today; nothing at all is the rest of today. Days begin at midnight in the person's own zone.
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
            return No(Sentence.Of($"I didn't understand when. For example {new Typed("/signoff away until monday")}, {new Typed("/signoff away tomorrow")}, {new Typed("/signoff away 2 weeks")} or {new Typed("/signoff away 2026-12-24..2027-01-02")}."));
        var start = Instant.Max(read.Start, now);
        if (read.End <= start)
            return No(Sentence.Text("That is in the past already. Say a time or a day that is still to come."));
        if (read.End - now > Longest)
            return No(Sentence.Text("That is more than a year. Ask an operator to mark you as not active on the roster instead."));
        return new Understood(new Interval(start, read.End));
    }

    private static NotUnderstood No(Sentence hint) => new(hint);

    private static (Instant Start, Instant End)? Read(string text, Instant now, LocalDate today, DateTimeZone zone)
    {
        Instant Begin(LocalDate day) => zone.AtStartOfDay(day).ToInstant();
        switch (text)
        {
            case "" or "today" or "rest of today" or "rest of the day" or "the rest of the day":
                return (now, Begin(today.PlusDays(1)));
            case "this afternoon":
                return (zone.AtLeniently(today.At(new LocalTime(12, 0))).ToInstant(), Begin(today.PlusDays(1)));
            case "this week":
                return (now, Begin(today.Next(IsoDayOfWeek.Monday)));
            case "next week":
                return (Begin(today.Next(IsoDayOfWeek.Monday)), Begin(today.Next(IsoDayOfWeek.Monday).PlusDays(7)));
        }

        if (Span().Match(text) is { Success: true } span && Count(span.Groups["count"].Value) is { } count)
            return span.Groups["unit"].Value[0] switch
            {
                'm' when !span.Groups["unit"].Value.StartsWith("mo", StringComparison.Ordinal) => (now, now + Duration.FromMinutes(count)),
                'h' => (now, now + Duration.FromHours(count)),
                'd' => (now, Begin(today.PlusDays(count))),
                'w' => (now, Begin(today.PlusWeeks(count))),
                _ => (now, Begin(today.PlusMonths(count))),
            };
        if (text.StartsWith("until ", StringComparison.Ordinal))
            return EndOf(text["until ".Length..], today, zone) is { } end ? (now, end) : null;
        if (Range().Match(text) is { Success: true } range && DayWords.TryDay(range.Groups["first"].Value, today, out var first))
        {
            var including = range.Groups["word"].Value.Trim() is not "until";
            return DayWords.TryDay(range.Groups["last"].Value, first, out var last) && last >= first
                ? (Begin(first), Begin(including ? last.PlusDays(1) : last))
                : null;
        }

        return DayWords.TryDay(text, today, out var day) ? (Begin(day), Begin(day.PlusDays(1))) : null;
    }

    // "until": the moment when they are back.
    private static Instant? EndOf(string text, LocalDate today, DateTimeZone zone)
    {
        if (text is "end of day" or "the end of the day" or "eod" or "tonight")
            return zone.AtStartOfDay(today.PlusDays(1)).ToInstant();
        if (text is "next week" or "end of week" or "the end of the week" or "eow")
            return zone.AtStartOfDay(today.Next(IsoDayOfWeek.Monday)).ToInstant();
        if (DayWords.TryTime(text, out var time))
            return zone.AtLeniently(today + time).ToInstant();
        if (DayWords.TryDay(text, today, out var day))
            return zone.AtStartOfDay(day).ToInstant();
        var space = text.LastIndexOf(' ');
        return space > 0 && DayWords.TryDay(text[..space], today, out day) && DayWords.TryTime(text[(space + 1)..], out time)
            ? zone.AtLeniently(day + time).ToInstant()
            : null;
    }

    private static int? Count(string text) => text switch
    {
        "a" or "an" or "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        _ => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is > 0 and < 10_000 ? n : null,
    };

    [GeneratedRegex(@"^(?:from now |for the |for |on |from )+|[.!]+$")]
    private static partial Regex Filler();

    [GeneratedRegex(@"^(?<count>\d{1,4}|an?|one|two|three|four) ?(?<unit>m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?)$")]
    private static partial Regex Span();

    [GeneratedRegex(@"^(?<first>.+?)(?<word> ?\.\.\.? ?| to | through | thru | – | - | until )(?<last>.+)$")]
    private static partial Regex Range();
}
