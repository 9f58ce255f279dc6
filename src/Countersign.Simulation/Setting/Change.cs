using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Simulation.Setting;

/// <summary>One round of a change: how long its review takes, and how long its author then takes to answer.</summary>
/// <param name="Minutes">Of review, by somebody who covers the service first and knows what there is to know.</param>
/// <param name="AuthorHours">Working hours of the author until the next round; not used after the last.</param>
internal readonly record struct PlannedRound(double Minutes, double AuthorHours);

/// <summary>A change that asks for a sign-off. All of it is drawn, or read from a history, before any strategy runs.</summary>
internal sealed record Change(int Number, ServiceId Service, Tier Tier, PersonId Author, Instant At, ImmutableArray<PlannedRound> Rounds);
