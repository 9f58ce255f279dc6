using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>What somebody tells a platform about their time. It is for them and for operators alone; others read until when, at most.</summary>
public enum PresenceReason
{
    DoNotDisturb,
    InMeeting,
    Commuting,
    Vacationing,
    OutSick,
}

/// <summary>What a platform is asked about somebody. Each is asked, fails and grows old on its own.</summary>
public enum PresenceTopic
{
    DoNotDisturb,
    Status,
}

/// <summary>A time in which a platform says that somebody can't well be asked.</summary>
/// <param name="Time">Has a start and an end. The start stays the same for as long as the platform says the same.</param>
/// <param name="EndIsSaid">False where the platform named no end and this one was assumed.</param>
public sealed record Spell(PresenceReason Reason, Interval Time, bool EndIsSaid)
{
    /// <summary>Not at work, like an absence. Anything else is busy: at work, and not free.</summary>
    public bool IsAway => Reason is PresenceReason.Vacationing or PresenceReason.OutSick;
}

/// <summary>What a platform last said of somebody.</summary>
/// <param name="Spell">Null when it said nothing that matters. That is not to say that they are free.</param>
public sealed record Presence(PersonId Person, Platform Platform, PresenceTopic Topic, Spell? Spell, Instant SeenAt);
