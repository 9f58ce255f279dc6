using System.Collections.Immutable;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.People;

/// <summary>A person's stable name in the policy file, such as <c>ana</c>. Never a chat id or a display name.</summary>
public readonly record struct PersonId(string Value) : IComparable<PersonId>
{
    public int CompareTo(PersonId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    public static bool operator <(PersonId left, PersonId right) => left.CompareTo(right) < 0;

    public static bool operator >(PersonId left, PersonId right) => left.CompareTo(right) > 0;

    public static bool operator <=(PersonId left, PersonId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PersonId left, PersonId right) => left.CompareTo(right) >= 0;
}

/// <summary>Seniority, in ascending order. <see cref="Unknown"/> never qualifies for a seat.</summary>
public enum Level
{
    Unknown,
    Junior,
    Mid,
    Senior,
    Principal,
}

/// <summary>One row of the roster, as the policy file in force states it.</summary>
/// <param name="Limit">The most open reviews at once, when the policy sets one; the person may set a lower one in chat.</param>
/// <param name="Lead">Who hears about this person's escalations and may move their reviews.</param>
public sealed record Person(
    PersonId Id,
    string Name,
    Level Level,
    DateTimeZone Zone,
    WorkingHours Hours,
    ImmutableArray<ServiceId> Primary,
    ImmutableArray<ServiceId> Secondary,
    ImmutableArray<ChatIdentity> Identities,
    bool Active = true,
    int? Limit = null,
    PersonId? Lead = null,
    string? GitHub = null)
{
    /// <summary>How much of each day that they work is meant for reviews, where the policy file says nothing.</summary>
    public static Duration UsualCapacity { get; } = Duration.FromHours(2);

    public TeamId? Team { get; init; }

    /// <summary>The public holidays of where they work.</summary>
    public HolidayList Holidays { get; init; } = HolidayList.None;

    /// <summary>How much of each day that they work is meant for reviews. Less or more of it is no limit, and takes no right.</summary>
    public Duration Capacity { get; init; } = UsualCapacity;

    /// <summary>
    /// This is an AI agent's account, and this person runs it: the agent counts as a junior and never signs off, and whoever runs it is
    /// the author of what it asks for.
    /// </summary>
    public PersonId? AgentOf { get; init; }

    /// <summary>Where the policy file lists them, by its line for the level.</summary>
    public PolicyLine? At { get; init; }

    public bool Covers(ServiceId service) => Primary.Contains(service) || Secondary.Contains(service);

    public ChatIdentity? On(Platform platform)
    {
        foreach (var identity in Identities)
            if (identity.Platform == platform)
                return identity;
        return null;
    }
}
