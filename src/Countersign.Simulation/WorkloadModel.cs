using System.Collections.Immutable;
using Countersign.Core.Policy;

namespace Countersign.Simulation;

/// <summary>
/// How changes arrive and how people behave. Values without a remark are routing.md's, "Workload model"; <i>fitted</i> ones were fitted to
/// published field results (<see cref="Calibration"/>); <i>assumed</i> ones are this project's own guess. docs/routing.md says what each does.
/// </summary>
public sealed record WorkloadModel
{
    /// <summary>Changes that arrive on a mean weekday, follow-ups of a burst included.</summary>
    public double ChangesPerDay { get; init; } = 100;

    public int Weeks { get; init; } = 8;

    public int Seniors { get; init; } = 40;

    public int Authors { get; init; } = 200;

    /// <summary>Assumed: eight services, each senior covers two first and three second.</summary>
    public int Services { get; init; } = 8;

    public ImmutableArray<string> Zones { get; init; } = ["America/Los_Angeles", "America/New_York", "Europe/Berlin", "Asia/Kolkata"];

    /// <summary>Which hours the time for a decision counts. The product's built-in one is the author's business hours.</summary>
    public SlaCalendar SlaCalendar { get; init; } = SlaCalendar.BusinessHours;

    /// <summary>Monday to Friday, against the mean.</summary>
    public ImmutableArray<double> Weekdays { get; init; } = [.95, 1.1, 1.1, 1.1, .85];

    /// <summary>Of each local hour from 08 to 19: most arrives from 15 to 17. Assumed but for the peak.</summary>
    public ImmutableArray<double> Hours { get; init; } = [.25, .7, 1, 1, .7, .9, 1.1, 1.5, 1.5, 1, .5, .25];

    /// <summary>Share of changes that open a burst of two to four by the same author.</summary>
    public double Bursts { get; init; } = .15;

    /// <summary>Share of the tiers low, medium, high, critical.</summary>
    public ImmutableArray<double> Tiers { get; init; } = [.25, .45, .20, .10];

    /// <summary>Median minutes of a review by tier, low to critical; lognormal around it.</summary>
    public ImmutableArray<double> ReviewMinutes { get; init; } = [10, 18, 30, 25];

    public double ReviewSigma { get; init; } = .8;

    /// <summary>How much longer it takes whoever covers the service second.</summary>
    public double SecondSkill { get; init; } = 1.25;

    /// <summary>Probability that the first, the second, a later review asks for changes.</summary>
    public ImmutableArray<double> Rework { get; init; } = [.40, .25, .15];

    /// <summary>Assumed: a later round takes this share of a first one.</summary>
    public double LaterRound { get; init; } = .5;

    /// <summary>Assumed: the same for somebody who did not review the round before.</summary>
    public double LaterRoundAnew { get; init; } = .5;

    /// <summary>Assumed: median working hours until the author answers a request for changes; lognormal, sigma 1.</summary>
    public double AuthorHours { get; init; } = 3;

    /// <summary>Hours of meetings a week.</summary>
    public double MeetingHours { get; init; } = 11;

    /// <summary>Blocks of two hours without interruption a week.</summary>
    public int FocusBlocks { get; init; } = 2;

    /// <summary>Share of working days somebody is absent, in spells of one to five days.</summary>
    public double Absent { get; init; } = .07;

    public double MeetingsSeen { get; init; } = .85;

    public double FocusSeen { get; init; } = .70;

    public double AbsencesSeen { get; init; } = .85;

    /// <summary>Median free minutes until somebody notices what they are asked; lognormal.</summary>
    public double NoticeMinutes { get; init; } = 10;

    public double NoticeSigma { get; init; } = 1.1;

    /// <summary>Probability that they don't.</summary>
    public double Missed { get; init; } = .09;

    /// <summary>Probability that they put it off to a later day.</summary>
    public double PutOff { get; init; } = .12;

    /// <summary>Assumed: minutes of review a day that a senior has; each has one of these, and declares it.</summary>
    public ImmutableArray<int> Capacities { get; init; } = [120, 150, 180];

    /// <summary>Assumed: probability that what was missed is noticed on a given later morning.</summary>
    public double NoticedInTheMorning { get; init; } = .25;

    /// <summary>Fitted: probability that a nudge or reminder is heard.</summary>
    public double NudgeHeard { get; init; } = .45;

    /// <summary>Fitted: probability that somebody takes what a whole team was asked, and again each later morning.</summary>
    public double TakenFromTeam { get; init; } = .028;

    /// <summary>Assumed: probability that whoever is offered a review takes it.</summary>
    public double OfferTaken { get; init; } = .7;
}
