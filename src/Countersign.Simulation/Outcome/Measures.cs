namespace Countersign.Simulation.Outcome;

/// <summary>How one run went.</summary>
/// <param name="Breaches">Share of decisions that came later than they were due.</param>
/// <param name="DecisionP90">Hours until the verdict of a round, 90th percentile.</param>
/// <param name="ResponseP50">Minutes until somebody began, median.</param>
/// <param name="Gini">Of review minutes against declared capacity, 0 when all carry the same share.</param>
/// <param name="Pings">Messages that notified a reviewer without their doing, a reviewer and working day.</param>
/// <param name="InReview">Mean hours that a change waited for its reviewers, over all its rounds.</param>
/// <param name="FirstAction">Mean hours until somebody began the first round.</param>
/// <param name="Offers">Offers to take a review over, a decision: answers to somebody's own press.</param>
/// <param name="Twice">Share of decisions where somebody was asked twice in the round.</param>
/// <param name="Unfinished">Rounds that were not decided three weeks after the end.</param>
public sealed record Measures(
    double Breaches, double DecisionP90, double ResponseP50, double Gini, double Pings, double InReview, double FirstAction,
    double Offers, double Reminders, double Moves, double Rescues, double Taken, double Twice, double Used, int Decisions, int Unfinished);
