using System.Collections.Concurrent;
using System.Collections.Immutable;
using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>
/// What the platforms last said of people's time: adapters tell it, routing reads it. Kept in memory only, because after a restart it would
/// be too old to count. Safe to share.
/// </summary>
public sealed class Presences
{
    /// <summary>What was heard longer ago is unknown. Unknown is not free: it changes nothing, and nothing is claimed.</summary>
    public static readonly Duration Keep = Duration.FromMinutes(20);

    private readonly ConcurrentDictionary<Key, Presence> _heard = new();
    private readonly ConcurrentDictionary<Key, (PresenceReason Reason, Instant Start)> _setAside = new();
    private readonly Lock _looking = new();
    private HashSet<Key> _counted = [];

    public void Hear(Presence presence)
    {
        var key = new Key(presence.Person, presence.Platform, presence.Topic);
        _heard[key] = presence;
        // What is said anew counts anew.
        if (_setAside.TryGetValue(key, out var aside) && (presence.Spell is not { } spell || aside != Mark(spell)))
            _setAside.TryRemove(key, out _);
    }

    /// <summary>What counts of somebody now: heard lately, begun, not over, and not set aside.</summary>
    public ImmutableArray<Presence> Of(Person person, Instant now)
    {
        if (_heard.IsEmpty)
            return [];
        var counting = ImmutableArray.CreateBuilder<Presence>();
        foreach (var key in KeysOf(person))
            if (Counting(key, now) is { } presence && !IsSetAside(key, presence))
                counting.Add(presence);
        return counting.DrainToImmutable();
    }

    /// <summary>Their calendar with what counts now: away like an absence, busy as not free.</summary>
    public Calendar LaidOver(Calendar calendar, Person person, Instant now)
    {
        foreach (var presence in Of(person, now))
            calendar = presence.Spell!.IsAway
                ? calendar with { Absences = calendar.Absences.Add(presence.Spell.Time) }
                : calendar with { Busy = calendar.Busy.Add(presence.Spell.Time) };
        return calendar;
    }

    /// <summary>They say themselves that they are there: what is said of them now does not count until something else is.</summary>
    /// <returns>Whether there was anything; the same when it is repeated.</returns>
    public bool SetAside(Person person, Instant now)
    {
        var any = false;
        foreach (var key in KeysOf(person))
            if (Counting(key, now) is { Spell: { } spell })
            {
                _setAside[key] = Mark(spell);
                any = true;
            }

        return any;
    }

    /// <summary>Whose time counted at the last look and counts no more: it is over, was taken back, was set aside, or is unknown by now.</summary>
    public ImmutableArray<PersonId> Ended(Instant now)
    {
        lock (_looking)
        {
            var counted = _heard.Keys.Where(key => Counting(key, now) is { } presence && !IsSetAside(key, presence)).ToHashSet();
            ImmutableArray<PersonId> ended = [.. _counted.Except(counted).Select(key => key.Person).Distinct()];
            _counted = counted;
            return ended;
        }
    }

    private static IEnumerable<Key> KeysOf(Person person)
    {
        foreach (var identity in person.Identities)
        {
            yield return new Key(person.Id, identity.Platform, PresenceTopic.DoNotDisturb);
            yield return new Key(person.Id, identity.Platform, PresenceTopic.Status);
        }
    }

    private Presence? Counting(Key key, Instant now) =>
        _heard.TryGetValue(key, out var presence) && presence.Spell is { } spell && now - presence.SeenAt <= Keep && spell.Time.Contains(now)
            ? presence
            : null;

    private bool IsSetAside(Key key, Presence presence) => _setAside.TryGetValue(key, out var aside) && aside == Mark(presence.Spell!);

    // Its end may move from day to day while it is the same.
    private static (PresenceReason Reason, Instant Start) Mark(Spell spell) => (spell.Reason, spell.Time.Start);

    private readonly record struct Key(PersonId Person, Platform Platform, PresenceTopic Topic);
}
