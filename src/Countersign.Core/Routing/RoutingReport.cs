using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Routing;

/// <summary>Why somebody who covers the service is not asked.</summary>
public enum PassedOverFor
{
    Author,
    CoAuthor,
    TooJunior,
    Inactive,
    StoodDown,
    Unreachable,
    Away,
    OutsideHours,
    AtLimit,

    /// <summary>Of the team of somebody on another seat, or of none, where the approvals come from different ones.</summary>
    SameTeam,
}

/// <param name="Free">When the reason ends, if that is known.</param>
/// <param name="Why">How they stood down in this round, if they did.</param>
/// <param name="Declined">Why they declined, if they did.</param>
public sealed record PassedOver(
    PersonId Person, PassedOverFor Reason, Instant? Free, StandDown? Why = null, DeclineReason? Declined = null);

/// <summary>Somebody who could be asked now, with what ranked them.</summary>
/// <param name="Open">Reviews they hold open now.</param>
/// <param name="KnowsIt">They voted or were asked in the round before.</param>
public sealed record Ranked(PersonId Person, int Open, Instant? LastAssigned, bool KnowsIt)
{
    /// <summary>When their verdict can be expected. Null on records from before that was judged, as is everything below.</summary>
    public Instant? Expected { get; init; }

    public Score? Score { get; init; }

    /// <summary>At work, but busy until then.</summary>
    public Instant? BusyUntil { get; init; }

    /// <summary>Covers the service first, not second.</summary>
    public bool Primary { get; init; }

    public bool OnDuty { get; init; }

    /// <summary>Load against capacity over 28 days, in percent above (or, negative, below) the candidates' mean.</summary>
    public int LoadPercent { get; init; }
}

/// <summary>The routing of one seat at one moment: who, why, who else, and who not and why. Kept with the request.</summary>
/// <param name="Candidates">Everybody who could be asked, best first; at most 10 are kept.</param>
/// <param name="PassedOver">Everybody else who covers the service; at most 25 are kept.</param>
/// <param name="NextChance">When somebody becomes free, if nobody is.</param>
public sealed record RoutingReport(
    ImmutableArray<Ranked> Candidates,
    ImmutableArray<PassedOver> PassedOver,
    Instant? NextChance)
{
    /// <summary>When the decision is due. Null on records from before the router judged it.</summary>
    public Instant? Due { get; init; }

    /// <summary>When the chosen person's review is looked at again as long as they have not begun.</summary>
    public RoutingTimers? Timers { get; init; }

    public static RoutingReport Nobody { get; } = new([], [], null);

    /// <summary>The same with somebody else of its candidates as the one who is asked, and without whoever was; null when they are none of them.</summary>
    public RoutingReport? For(PersonId person)
    {
        foreach (var ranked in Candidates)
            if (ranked.Person == person)
                return ranked == Candidates[0] ? this : this with { Candidates = [ranked, .. Candidates.Skip(1).Where(c => c != ranked)], Timers = null };
        return null;
    }

    public PersonId? Chosen => Candidates.IsEmpty ? null : Candidates[0].Person;

    /// <summary>The one sentence that cards, notes and <c>why</c> share, as it was when it was made.</summary>
    public Sentence Sentence => RoutingWords.Of(this);
}
