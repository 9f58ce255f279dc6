using System.Collections.Immutable;
using Countersign.Core.Changes;

namespace Countersign.Core.Policy;

/// <summary>What tier a change is at least of when its author says that it does something that can't be undone by reverting it.</summary>
public sealed record Answers(Ruled<Tier> Deletes, Ruled<Tier> Recreates, Ruled<Tier> Migrates, Ruled<Tier> Irreversible)
{
    public static Answers BuiltIn { get; } = new(
        new(Tier.Critical, PolicyLine.BuiltIn("answers.deletes")), new(Tier.Critical, PolicyLine.BuiltIn("answers.recreates")),
        new(Tier.Critical, PolicyLine.BuiltIn("answers.migrates")), new(Tier.Critical, PolicyLine.BuiltIn("answers.irreversible")));

    /// <summary>Each of the author's answers that is yes, with the tier that it makes.</summary>
    public IEnumerable<(Destruction Answer, Ruled<Tier> Tier)> To(Destruction given)
    {
        foreach (var (answer, tier) in All)
            if (given.HasFlag(answer))
                yield return (answer, tier);
    }

    public ImmutableArray<(Destruction Answer, Ruled<Tier> Tier)> All =>
    [
        (Destruction.Deletes, Deletes), (Destruction.Recreates, Recreates), (Destruction.Migrates, Migrates), (Destruction.Irreversible, Irreversible),
    ];
}
