using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Host.CommandLine;

/// <summary>The change that <c>policy explain</c> is asked about.</summary>
internal sealed record ExplainedChange(string? Service, ImmutableArray<string> Paths, Level Level, Destruction Destruction, Tier? RaisedTo);

/// <summary>One thing that would be asked, and the line of the file that asks it.</summary>
internal sealed record Explained(string What, string Value, string Where);

/// <summary>What the policy would ask of a change, line by line.</summary>
internal static class PolicyExplained
{
    private const int MostNames = 10;

    public static List<Explained> Of(PolicyBook book, Service service, ExplainedChange change)
    {
        // A draw that picks nothing: a real one follows from the request's number and time.
        var facts = new ChangeFacts(service, change.Level, change.Paths, change.Destruction, change.RaisedTo, Drawn: 9_999);
        var asked = Requirements.Judge(book, facts);
        var rules = asked.Rules;
        var rows = new List<Explained>();
        foreach (var reason in asked.Requirement.Reasons.Where(r => r.Kind == ReasonKind.Tier))
            rows.Add(new Explained("tier", $"{asked.Requirement.Tier.Word()}: {reason.Says}", reason.At.Words));
        rows.Add(new Explained("signs off", asked.Seats.IsEmpty ? "nobody: it is put on record" : RequirementWords.Needs(asked.Seats), ""));
        foreach (var reason in asked.Requirement.Reasons.Where(r => r.Kind == ReasonKind.Seats))
            rows.Add(new Explained("because", reason.Says, reason.At.Words));
        if (!asked.Seats.IsEmpty)
        {
            rows.Add(Who(book, asked.Seats, service));
            if (rules.AskAtOnce.Value > 1)
                rows.Add(new Explained("asked at once", $"{rules.AskAtOnce.Value} for each approval; the first to answer has it", rules.AskAtOnce.At.Words));
            if (rules.SpotCheck.Value > 0)
                rows.Add(new Explained("spot check", $"a senior as well for {rules.SpotCheck.Value}% of the requests", rules.SpotCheck.At.Words));
        }

        if (book.RotationOf(service.Id) is { } rotation)
            rows.Add(new Explained("rotation", $"{rotation.Id}: {Turns(rotation)}", rotation.At?.Words ?? ""));
        foreach (var (kind, at) in rules.Evidence.OrderBy(e => e.Key))
            rows.Add(new Explained("evidence", kind.Words(), at.Words));
        if (rules.Evidence.IsEmpty)
            rows.Add(new Explained("evidence", "none", ""));
        Later(rows, service, rules);
        return rows;
    }

    /// <summary>Each service in a line, with what its own tier asks; and each rotation.</summary>
    public static List<Explained> Services(PolicyBook book) =>
    [
        .. book.Services.Values.OrderBy(s => s.Id.Value, StringComparer.Ordinal)
            .Select(s => new Explained(s.Id.Value, PolicyWords.OfService(s), s.Team is { } team ? $"team {team}" : "")),
        .. book.Rotations.Select(r => new Explained(r.Id.Value, $"rotation for {string.Join(", ", r.Services)}: {Turns(r)}", r.At?.Words ?? "")),
    ];

    private static string Turns(Rotation rotation)
    {
        var when = rotation.Weekday is { } day ? $"every {day.ToString().ToLowerInvariant()}" : "every day";
        var people = string.Join(", ", rotation.People.Take(MostNames)) + (rotation.People.Length > MostNames ? $" and {rotation.People.Length - MostNames} more" : "");
        return FormattableString.Invariant($"{people}; hands over {when} at {rotation.HandsOver:HH:mm} ({rotation.Zone.Id}), from {rotation.Starts:uuuu-MM-dd} on");
    }

    // Read and checked today; the clocks and the router go by them.
    private static void Later(List<Explained> rows, Service service, TierRules rules)
    {
        Due(rows, service, rules);
        rows.Add(new Explained(
            "calendar", CalendarOf(service, rules), rules.Sla.Calendar.At.Words));
        rows.Add(new Explained("expires", $"{Times.Span(rules.Sla.Expires.Value)} after changes were asked for and not made", rules.Sla.Expires.At.Words));
        foreach (var step in rules.Escalation)
            rows.Add(new Explained("escalation", $"at {step.Percent}%: {step.Person?.Value ?? step.To.ToString().ToLowerInvariant()}", step.At.Words));
        var w = rules.Weights;
        rows.Add(new Explained("routing", FormattableString.Invariant(
            $"lateness {w.Lateness}, load {w.Load}, skill {w.Skill}, today {w.Today}, known {w.Known}, rotation {w.Duty}"), ""));
        foreach (var channel in rules.Channels.Concat(service.Channels))
            rows.Add(new Explained("channel", $"{channel.Platform} {channel.ChannelId}", ""));
    }

    private static void Due(List<Explained> rows, Service service, TierRules rules)
    {
        var (plan, first) = (SlaPlan.Of(service, rules.Tier), rules.Sla.FirstResponse);
        string Length(Duration time) => ClockWords.Length(time, plan.Calendar);
        // A decision is an answer: one that is due sooner makes the first answer due sooner.
        rows.Add(plan.FirstResponse < first.Value
            ? new Explained("first response", $"{Length(plan.FirstResponse)} (as soon as the decision)", "")
            : new Explained("first response", Length(first.Value), first.At.Words));
        rows.Add(service.DecisionTime is { } own
            ? new Explained("decision", $"{Length(own)} (the service's own decision_minutes)", "")
            : new Explained("decision", Length(rules.Sla.Decision.Value), rules.Sla.Decision.At.Words));
    }

    private static string CalendarOf(Service service, TierRules rules) => rules.Sla.Calendar.Value switch
    {
        SlaCalendar.AroundTheClock => "around the clock",
        SlaCalendar.ServiceHours => $"business hours in {service.Zone?.Id ?? "UTC"}, the service's zone",
        _ => "the author's business hours",
    };

    private static Explained Who(PolicyBook book, ImmutableArray<Qualification> seats, Service service)
    {
        var able = book.Covering(service.Id).Where(p => seats.Any(s => s.IsMetBy(p))).Select(p => p.Id.Value).ToList();
        var names = string.Join(", ", able.Take(MostNames)) + (able.Count > MostNames ? $" and {able.Count - MostNames} more" : "");
        return new Explained(
            "who could", able.Count == 0 ? "nobody on the roster" : names,
            Reviewers.CanFill(book, seats, []) ? "" : "too few: such a request is refused");
    }
}
