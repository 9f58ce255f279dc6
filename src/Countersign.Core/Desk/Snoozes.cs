using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Sla;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>For how long whoever is asked may put a review off: what is offered on a button, and what they may type.</summary>
public static partial class Snoozes
{
    /// <summary>The longest that can be typed or pressed at once; the limit is the tier's.</summary>
    public static readonly Duration Longest = Duration.FromHours(24);

    public static readonly Duration Shortest = Duration.FromMinutes(1);

    private const int MostDigits = 6;

    private static readonly HashSet<string> Ends = new(StringComparer.OrdinalIgnoreCase) { "off", "cancel", "0" };

    private static readonly ImmutableArray<Duration> Usual =
        [.. new[] { 5, 15, 30, 60, 120, 240, 480, 720, 1440 }.Select(m => Duration.FromMinutes(m))];

    /// <summary>
    /// One or two times that are certainly within the limit, the shorter first; none once it is used up, or when this person is not asked
    /// or is on it already.
    /// </summary>
    public static ImmutableArray<Duration> Offered(ChangeRequest change, PersonId person, PolicyBook book)
    {
        if (change.IsSettled || change.Round.SeatOf(person) is not { Claim: null } seat || seat.AskedOf(person) is not { } asked
            || SlaClock.PlanOf(change, book) is not { } plan)
            return [];
        var left = plan.LongestSnooze - asked.Snoozed;
        var half = Duration.FromTicks(left.BclCompatibleTicks / 2);
        return [.. new[] { Usual.LastOrDefault(t => t <= half), Usual.LastOrDefault(t => t <= left) }.Where(t => t > Duration.Zero).Distinct()];
    }

    /// <summary>"In 15 min".</summary>
    public static string Label(Duration time) => $"In {Times.Span(time)}";

    /// <summary>Reads "30m", "30", "1h", "1 h 30 min", "2 hours"; "off", "cancel" and "0" end what runs.</summary>
    public static SnoozeTime Read(string words)
    {
        var text = words.Trim();
        if (text.Length == 0)
            return new SnoozeTime.Missing();
        if (Ends.Contains(text))
            return new SnoozeTime.Off();
        if (Time().Match(text) is not { Success: true } read)
            return new SnoozeTime.NotUnderstood(text);
        var time = Duration.FromDays(Number(read, "d")) + Duration.FromHours(Number(read, "h")) + Duration.FromMinutes(Number(read, "m")) + Duration.FromSeconds(Number(read, "s"));
        return time < Shortest ? new SnoozeTime.TooShort(text)
            : time > Longest ? new SnoozeTime.TooLong(text)
            : new SnoozeTime.Of(time);
    }

    /// <summary>For how long this person still may; zero when they are not asked.</summary>
    public static Duration LeftOf(ChangeRequest change, PersonId person, PolicyBook book, Instant now) =>
        change.Round.SeatOf(person)?.AskedOf(person) is { } asked ? MostOf(change, book) - asked.SnoozedBy(now) : Duration.Zero;

    public static Duration MostOf(ChangeRequest change, PolicyBook book) => SlaClock.PlanOf(change, book)?.LongestSnooze ?? Duration.Zero;

    /// <summary>What somebody may type who has so much left: "30m", "1h".</summary>
    /// <param name="left">A minute at least.</param>
    public static string Example(Duration left)
    {
        var minutes = (int)(Usual.LastOrDefault(t => t <= left) is { } usual && usual > Duration.Zero ? usual : left).TotalMinutes;
        return minutes % 60 == 0 ? $"{minutes / 60}h" : $"{minutes}m";
    }

    /// <summary>What a button carries: whole minutes.</summary>
    public static string Carried(Duration time) => ((int)time.TotalMinutes).ToString(CultureInfo.InvariantCulture);

    public static Duration? ReadCarried(string? minutes) =>
        int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Longest.TotalMinutes
            ? Within(Duration.FromMinutes(number))
            : null;

    private static Duration? Within(Duration time) => time > Duration.Zero && time <= Longest ? time : null;

    // Whatever has more digits is too long by any unit.
    private static int Number(Match read, string group) => read.Groups[group] is not { Success: true, Value: var digits } ? 0
        : int.Parse(digits.Length > MostDigits ? new string('9', MostDigits) : digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?:for\s+)?(?=[0-9])(?:(?<d>[0-9]+)\s*d(?:ays?)?\s*)?(?:(?<h>[0-9]+)\s*h(?:ours?|rs?)?\s*)?(?:(?<s>[0-9]+)\s*s(?:ec(?:ond)?s?)?|(?<m>[0-9]+)\s*(?:m(?:in(?:ute)?s?)?)?)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Time();
}
