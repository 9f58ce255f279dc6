using Countersign.Core.Policy;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Host.PolicyFile;

/// <summary>Reads when a tier's answers are due.</summary>
internal static class SlaSection
{
    public static IReadOnlyDictionary<string, SlaCalendar> Calendars { get; } = new Dictionary<string, SlaCalendar>
    {
        ["business_hours"] = SlaCalendar.BusinessHours,
        ["service_hours"] = SlaCalendar.ServiceHours,
        ["around_the_clock"] = SlaCalendar.AroundTheClock,
    };

    public static SlaTargets Read(YamlMap map, SlaTargets basis, bool team)
    {
        var tighten = team ? new Tightening(map) : null;
        var decision = SpanOf(map, "decision") is { } until ? tighten?.Longer("decision", until, basis.Decision) ?? until : basis.Decision;
        var first = basis.FirstResponse;
        if (SpanOf(map, "first_response") is { } own)
        {
            first = tighten?.Longer("first_response", own, basis.FirstResponse) ?? own;
            if (own.Value > decision.Value)
                map.Error("first_response", $"{Times.Exact(own.Value)} is longer than decision, which is {Times.Exact(decision.Value)} ({Tightening.Where(decision.At)})");
        }
        else if (first.Value > decision.Value)
        {
            // A decision is an answer: an earlier one makes the first answer earlier.
            first = decision;
        }

        return new SlaTargets(first, decision, CalendarOf(map, basis, tighten), Spans.Read(map, "expires", "1h", "365d") ?? basis.Expires);
    }

    private static Ruled<SlaCalendar> CalendarOf(YamlMap map, SlaTargets basis, Tightening? tighten)
    {
        if (map.Word("calendar") is not { } word)
            return basis.Calendar;
        var own = new Ruled<SlaCalendar>(Calendars[word], map.At("calendar"));
        return tighten?.Hours("calendar", own, basis.Calendar) ?? own;
    }

    private static Ruled<Duration>? SpanOf(YamlMap map, string key) => Spans.Read(map, key, "5s", "30d");
}
