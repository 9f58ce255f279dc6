using System.Collections.Immutable;
using Countersign.Core.People;

namespace Countersign.Core.Digest;

/// <summary>
/// Whom no digest of a week names: the same people in all of them. A digest hides them in one sum; were one alone in it, or others in another
/// team's digest, the sum less those that are named elsewhere would tell what they carried.
/// </summary>
public static class Nameless
{
    /// <param name="unnamed">Who does not want to be named.</param>
    /// <param name="digests">Of each digest of the week who is in it, by name. They are all the reader's to compare.</param>
    /// <returns>Those, and as many others as it takes that nobody of them is alone where somebody else is.</returns>
    public static ImmutableHashSet<PersonId> Of(IEnumerable<PersonId> unnamed, IReadOnlyCollection<IReadOnlyList<PersonId>> digests)
    {
        var all = unnamed.ToImmutableHashSet().ToBuilder();
        while (all.Count > 0)
        {
            var before = all.Count;
            foreach (var people in digests)
                if (people.Count > 1 && people.Count(all.Contains) == 1)
                    all.Add(people.First(p => !all.Contains(p)));
            if (all.Count == before)
                break;
        }

        return all.ToImmutable();
    }
}
