using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;

namespace Countersign.Storage;

/// <summary>What a commit brought, for whoever counts. Told when it is durable and everybody in it has their answer.</summary>
/// <param name="Pieces">How many shared it.</param>
/// <param name="Took">The commit alone, its sync included.</param>
public sealed record CommitNews(int Pieces, TimeSpan Took, IReadOnlyList<RecordNews> News);

public abstract record RecordNews(Actor By)
{
    /// <summary>A command was carried out.</summary>
    public sealed record Happened(Actor By, ChangeRequest After, ImmutableArray<ChangeEvent> Events) : RecordNews(By);

    /// <param name="Command">Its name, as the ledger has it.</param>
    /// <param name="Code">Of the refusal.</param>
    public sealed record Refused(Actor By, string Command, string Code) : RecordNews(By);
}
