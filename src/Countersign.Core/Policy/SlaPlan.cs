using System.Collections.Immutable;
using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Policy;

/// <summary>Whom to tell once so much of the decision time has passed.</summary>
/// <param name="Percent">Of the decision time; above 100 is after it was due.</param>
/// <param name="Person">For <see cref="EscalationTo.Person"/>.</param>
public sealed record LadderStep(int Percent, EscalationTo To, PersonId? Person = null);

/// <summary>
/// When a round's answers are due, on which clock, and who is told if they don't come. Taken from the policy as the round begins and kept
/// with it: whoever was told a time can count on it, and a new file changes no ladder that is being climbed (as GoAlert's alerts keep
/// their escalation policy's steps).
/// </summary>
/// <param name="FirstResponse">Until a reviewer gives the first sign, on the round's clock.</param>
/// <param name="Decision">Until the decision, on the same clock.</param>
/// <param name="Ladder">In the order of time. The operators are always among them: silence is never the end.</param>
public sealed record SlaPlan(Duration FirstResponse, Duration Decision, SlaCalendar Calendar, ImmutableArray<LadderStep> Ladder)
{
    /// <summary>For <see cref="SlaCalendar.ServiceHours"/>: the zone whose clock counts, by its name in the tz database.</summary>
    public string? Zone { get; init; }

    /// <summary>How long it may be the author's turn before the request ends by itself, in days of 24 hours; null on records from before it was kept.</summary>
    public Duration? Expires { get; init; }

    public static readonly Duration UsualExpiry = Duration.FromDays(30);

    public static readonly Duration LongestLease = Duration.FromHours(2);

    /// <summary>For how long "I'm on it" is theirs: two hours, and never more than half of the time for the decision, so that an abandoned one leaves time for somebody else.</summary>
    public Duration Lease => Duration.Min(LongestLease, Duration.FromTicks(Decision.BclCompatibleTicks / 2));

    /// <summary>For how long whoever is asked may put it off, in all: a quarter of the time for the decision.</summary>
    public Duration LongestSnooze => Duration.FromTicks(Decision.BclCompatibleTicks / 4);

    /// <summary>
    /// Whether a step reaches people outside their working hours: around the clock somebody always is on call, and the operators are the
    /// last resort.
    /// </summary>
    public bool MayDisturb(LadderStep step) => Calendar == SlaCalendar.AroundTheClock || step.To is EscalationTo.Operators or EscalationTo.Team;

    public static SlaPlan Of(Service service, Tier tier)
    {
        var rules = service.RulesOf(tier);
        var decision = service.DueIn(tier);
        return new SlaPlan(
            Duration.Min(rules.Sla.FirstResponse.Value, decision), decision, rules.Sla.Calendar.Value,
            [.. rules.Escalation.Select(s => new LadderStep(s.Percent, s.To, s.Person))])
        {
            Zone = rules.Sla.Calendar.Value == SlaCalendar.ServiceHours ? service.Zone?.Id : null,
            Expires = rules.Sla.Expires.Value,
        };
    }
}
