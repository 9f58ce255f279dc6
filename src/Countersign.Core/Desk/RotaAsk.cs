using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using Countersign.Core.Words;

namespace Countersign.Core.Desk;

/// <summary>What follows <c>rota swap</c>, <c>cover</c> and <c>clear</c>: of which rotation, if that is said, whom, and when; in any order.</summary>
/// <param name="Named">Whoever is named; several only when somebody got it wrong.</param>
internal sealed record RotaAsk(Rotation? Of, ImmutableArray<Naming> Named, string When)
{
    private const int MostWords = 20;

    public static RotaAsk Read(string text, Func<string, Naming?> mentioned, PolicyBook policy)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords).ToList();
        var rotation = words.Count > 0 ? policy.Find(new RotationId(words[0].ToLowerInvariant())) : null;
        if (rotation is not null)
            words.RemoveAt(0);
        var named = words.Select(w => (Word: w, Naming: Person(w, mentioned, policy))).Where(n => n.Naming is not null).ToList();
        // Without an @, an id counts only where a name is expected: many ids read like a part of a date.
        if (named.Count == 0 && words.Count > 1 && policy.Roster.Find(new PersonId(words[0].ToLowerInvariant())) is { } known)
            named.Add((words[0], new Naming.Known(known)));
        var rest = words.Where(w => !named.Exists(n => n.Word == w));
        return new RotaAsk(rotation, [.. named.Select(n => n.Naming!)], string.Join(' ', rest));
    }

    /// <returns>Whom, or what to say instead.</returns>
    public (Person? Person, Sentence? Hint) Whom(string verb) => Named switch
    {
        [] => (null, Sentence.Of($"Whom, and when? For example {new Typed($"/signoff rota {verb} @somebody friday")}.")),
        [Naming.Unknown { Name: var stranger }] => (null, ReplyWords.NotOnTheRoster(stranger)),
        [Naming.Known { Person: var person }] => (person, null),
        _ => (null, Sentence.Of($"Name one person, once. For example {new Typed($"/signoff rota {verb} @somebody friday")}.")),
    };

    private static Naming? Person(string word, Func<string, Naming?> mentioned, PolicyBook policy)
    {
        if (mentioned(word) is { } mention)
            return mention;
        if (!word.StartsWith('@'))
            return null;
        var name = word.Trim('@', ',', '.', ':');
        return policy.Roster.Find(new PersonId(name.ToLowerInvariant())) is { } person ? new Naming.Known(person) : new Naming.Unknown(name);
    }
}

/// <summary>A rotation, and the time in it that somebody means.</summary>
internal sealed record RotaTime(Rota Rota, NodaTime.Instant From, NodaTime.Instant Until)
{
    public Rotation Rotation => Rota.Rotation;

    /// <summary>The one that is meant, or what to say instead.</summary>
    /// <param name="found">Those that can be meant.</param>
    /// <param name="none">What is said when none is.</param>
    public static (RotaTime? Time, Sentence? Hint) Only(IReadOnlyList<RotaTime> found, string verb, Func<Sentence> none) => found switch
    {
        [] => (null, none()),
        [var one] => (one, null),
        [var first, ..] => (null, Sentence.Of(
            $"Which rotation? It can be {string.Join(" or ", found.Take(5).Select(f => f.Rotation.Id))}. For example {new Typed($"/signoff rota {verb} {first.Rotation.Id} {(verb == "clear" ? "" : "@somebody ")}friday")}.")),
    };
}
