using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Dashboard;

/// <summary>Who looks, at what moment, by which policy: what every page takes from its surroundings.</summary>
/// <param name="Reader">Null at the door; in the playground somebody who may see all.</param>
/// <param name="Base">Stands before every path.</param>
/// <param name="IsOpen">Nobody signed in, and nobody can sign out.</param>
public sealed record Sight(Person? Reader, PolicyBook Book, Instant Now, string Base, bool IsOpen)
{
    /// <summary>The reader's own; at the door nobody's is known.</summary>
    public DateTimeZone Zone => Reader?.Zone ?? DateTimeZone.Utc;

    /// <param name="path">Begins with a slash.</param>
    public string To(string path) => Base + path;

    public string To(ChangeId change) => To($"/requests/{change.Number}");

    /// <summary>What exactly is wrong with the record is theirs alone to read.</summary>
    public bool IsOperators => Reader is { } reader && Book.Operators.Contains(reader.Id);

    /// <summary>Why somebody can't well be asked is theirs and the operators' to read.</summary>
    public bool MayReadWhyAway(PersonId person) => Reader?.Id == person || IsOperators;
}
