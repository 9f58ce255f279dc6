using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Dashboard.Door;

/// <summary>
/// Who is signed in. In memory, as <see cref="SignInLinks"/> are. A session is somebody's on the roster by the chat account that asked for
/// the link: it ends with either, at the next look.
/// </summary>
public sealed class Sessions
{
    /// <summary>A working day, however busy it is.</summary>
    public static readonly Duration Longest = Duration.FromHours(8);

    /// <summary>Without a look at any page.</summary>
    public static readonly Duration Idle = Duration.FromHours(1);

    /// <summary>On so many browsers somebody may be signed in at once; one more ends the oldest.</summary>
    public const int MostEach = 5;

    private readonly Dictionary<string, Session> _byHash = [];
    private readonly Lock _one = new();

    private sealed record Session(PersonId Person, ChatIdentity Via, Instant Began, Instant Seen)
    {
        public bool IsOver(Instant now) => now >= Began + Longest || now >= Seen + Idle;
    }

    /// <returns>The secret of a new session. It is not kept.</returns>
    public string Begin(Actor.Member by, Instant now)
    {
        var secret = Secret.Make();
        lock (_one)
        {
            foreach (var (hash, _) in _byHash.Where(s => s.Value.IsOver(now)).ToList())
                _byHash.Remove(hash);
            var own = _byHash.Where(s => s.Value.Person == by.Person.Id).OrderBy(s => s.Value.Began).Select(s => s.Key).ToList();
            foreach (var hash in own.Take(own.Count - MostEach + 1))
                _byHash.Remove(hash);
            _byHash[Secret.HashOf(secret)] = new Session(by.Person.Id, by.Via, now, now);
        }

        return secret;
    }

    /// <summary>Whose session it is, by the policy in force.</summary>
    /// <returns>Null when there is none, it is over, or the person may not come in any more: then it is gone for good.</returns>
    public Person? Reader(string? secret, PolicyBook book, Instant now)
    {
        if (!Secret.Looks(secret))
            return null;
        var hash = Secret.HashOf(secret!);
        lock (_one)
        {
            if (!_byHash.TryGetValue(hash, out var session))
                return null;
            if (!session.IsOver(now) && book.Roster.Find(session.Via) is { } person && person.Id == session.Person && MayComeIn(person))
            {
                _byHash[hash] = session with { Seen = Instant.Max(session.Seen, now) };
                return person;
            }

            _byHash.Remove(hash);
            return null;
        }
    }

    /// <summary>On the roster and active, and no agent: an agent's account is nobody who reads.</summary>
    public static bool MayComeIn(Person person) => person is { Active: true, AgentOf: null };

    public void End(string? secret)
    {
        if (!Secret.Looks(secret))
            return;
        lock (_one)
            _byHash.Remove(Secret.HashOf(secret!));
    }
}
