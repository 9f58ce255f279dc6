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

    /// <summary>Reads "30m", "30", "1h", "1 h 30 min", "2 hours".</summary>
    /// <returns>Null when it is no time, or not from a minute to a day.</returns>
    public static Duration? Read(string words)
    {
        var read = Time().Match(words.Trim());
        if (!read.Success)
            return null;
        var time = Duration.FromHours(Number(read, "h")) + Duration.FromMinutes(Number(read, "m"));
        return Within(time);
    }

    /// <summary>What a button carries: whole minutes.</summary>
    public static string Carried(Duration time) => ((int)time.TotalMinutes).ToString(CultureInfo.InvariantCulture);

    public static Duration? ReadCarried(string? minutes) =>
        int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Longest.TotalMinutes
            ? Within(Duration.FromMinutes(number))
            : null;

    private static Duration? Within(Duration time) => time > Duration.Zero && time <= Longest ? time : null;

    private static int Number(Match read, string group) => read.Groups[group] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?:for\s+)?(?=[0-9])(?:(?<h>[0-9]{1,2})\s*h(?:ours?|rs?)?\s*)?(?:(?<m>[0-9]{1,4})\s*(?:m(?:in(?:ute)?s?)?)?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Time();
}
