using NodaTime;

namespace Countersign.Core.People;

/// <summary>Who speaks, resolved once at the edge. Whoever can't be resolved stays a stranger and is refused.</summary>
public abstract record Actor
{
    private Actor()
    {
    }

    /// <summary>The zone that the policy file gives them; null for whoever is not on the roster.</summary>
    public DateTimeZone? Zone => this is Member { Person.Zone: var zone } ? zone : null;

    /// <summary>Somebody on the roster, by a proven chat identity.</summary>
    public sealed record Member(Person Person, ChatIdentity Via) : Actor;

    /// <summary>A proven identity of the right workspace that the roster does not know.</summary>
    public sealed record Stranger(ChatIdentity Via) : Actor;

    /// <summary>A proven identity of another workspace or tenant (shared channels bring these).</summary>
    public sealed record Outsider(ChatIdentity Via) : Actor;

    /// <summary>The bot's own router and sweep. It assigns and tidies; it never votes.</summary>
    public sealed record Bot : Actor
    {
        public static readonly Bot Instance = new();
    }
}
