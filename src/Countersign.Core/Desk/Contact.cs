using System.Collections.Immutable;
using Countersign.Core.People;

namespace Countersign.Core.Desk;

/// <summary>A platform on which messages to somebody fail for good.</summary>
/// <param name="Why">The platform's own error code, for the operators.</param>
public sealed record LostOn(Platform Platform, string Why);

/// <summary>Where somebody wants to be asked, and where they can't be messaged.</summary>
/// <param name="Asked">The platform that they chose in chat; null when they never did.</param>
public sealed record Contact(Platform? Asked, ImmutableArray<LostOn> Lost)
{
    /// <summary>For whoever said nothing, and who can be messaged wherever they are linked.</summary>
    public static Contact Anywhere { get; } = new(null, []);

    public bool IsLostOn(Platform platform)
    {
        foreach (var lost in Lost)
            if (lost.Platform == platform)
                return true;
        return false;
    }

    /// <summary>The identity to message: the chosen platform's, else the first on the roster that can be reached; null when none can.</summary>
    public ChatIdentity? Reachable(Person person)
    {
        if (Asked is { } platform && !IsLostOn(platform) && person.On(platform) is { } chosen)
            return chosen;
        foreach (var identity in person.Identities)
            if (!IsLostOn(identity.Platform))
                return identity;
        return null;
    }

    /// <summary>As <see cref="Reachable"/>; for whoever can't be reached at all, where they would be if they could.</summary>
    public ChatIdentity? Best(Person person) =>
        Reachable(person) ?? (Asked is { } platform ? person.On(platform) : null) ?? (person.Identities.IsEmpty ? null : person.Identities[0]);
}
