using Countersign.Core.People;
using Countersign.Core.Policy;

namespace Countersign.Core.Changes;

/// <summary>Who answers for what somebody asks. Rule: an agent counts as junior, and who runs it as the author (product.md, level rule).</summary>
/// <param name="Level">By which the level rule judges.</param>
/// <param name="Agent">The agent that spoke, if one did.</param>
public sealed record Authorship(PersonId Author, Level Level, PersonId? Agent)
{
    public static Authorship Of(PersonId speaker, PolicyBook policy) => policy.Roster.Find(speaker) switch
    {
        { AgentOf: { } runner } => new Authorship(runner, Level.Junior, speaker),
        { Level: var level } => new Authorship(speaker, level, null),
        null => new Authorship(speaker, Level.Unknown, null),
    };
}
