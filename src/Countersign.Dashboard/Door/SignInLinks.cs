using Countersign.Core.People;
using NodaTime;

namespace Countersign.Dashboard.Door;

/// <summary>
/// The links that were given in chat and not used. In memory: a restart voids them, and no secret of a reader ever is on disk (ADR 0022).
/// </summary>
public sealed class SignInLinks
{
    public static readonly Duration Lasts = Duration.FromMinutes(10);

    /// <summary>Somebody who asks again and again voids their own oldest link.</summary>
    public const int MostEach = 5;

    private readonly Dictionary<string, Link> _byHash = [];
    private readonly Lock _one = new();

    private sealed record Link(Actor.Member For, Instant Until);

    /// <returns>The secret of a new link. It is not kept.</returns>
    public string Make(Actor.Member by, Instant now)
    {
        var secret = Secret.Make();
        lock (_one)
        {
            foreach (var (hash, _) in _byHash.Where(l => l.Value.Until <= now).ToList())
                _byHash.Remove(hash);
            var own = _byHash.Where(l => l.Value.For.Person.Id == by.Person.Id).OrderBy(l => l.Value.Until).Select(l => l.Key).ToList();
            foreach (var hash in own.Take(own.Count - MostEach + 1))
                _byHash.Remove(hash);
            _byHash[Secret.HashOf(secret)] = new Link(by, now + Lasts);
        }

        return secret;
    }

    /// <summary>Uses a link up.</summary>
    /// <returns>Whose it was; null for one that was used, is too old, or never was.</returns>
    public Actor.Member? Use(string? secret, Instant now)
    {
        if (!Secret.Looks(secret))
            return null;
        lock (_one)
            return _byHash.Remove(Secret.HashOf(secret!), out var link) && now < link.Until ? link.For : null;
    }
}
