using Countersign.Core.People;
using Countersign.Core.Policy;

namespace Countersign.Core.Desk;

/// <summary>
/// Resolves a proven chat identity to somebody on the roster: once, here, failing closed. Display names and e-mail addresses
/// never count.
/// </summary>
public static class WhoSpeaks
{
    /// <param name="home">The workspace or tenant of this installation.</param>
    public static Actor Resolve(ChatIdentity identity, string home, PolicyBook policy)
    {
        if (identity.Tenant != home)
            return new Actor.Outsider(identity);
        return policy.Roster.Find(identity) is { } person ? new Actor.Member(person, identity) : new Actor.Stranger(identity);
    }
}
