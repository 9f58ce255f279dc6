using Countersign.Core.People;

namespace Countersign.Core.Policy;

/// <summary>
/// Something by which a new policy file would ask for less, or let somebody decide who could not. It is in force once two operators
/// confirm the file, neither of them whom it concerns.
/// </summary>
/// <param name="Says">What would change, as one clause.</param>
/// <param name="About">Who would gain by it.</param>
/// <param name="At">Where the new file says so; line 0 when it says so by leaving something out.</param>
public sealed record Weakening(string Says, PersonId? About, PolicyLine At)
{
    /// <summary>Who runs the agent that would gain, and so gains with it.</summary>
    public PersonId? Runner { get; init; }

    /// <summary>Whether somebody would gain by it, and so can't be one of the two.</summary>
    public bool Concerns(PersonId person) => About == person || Runner == person;

    public string Words => At.Line > 0 ? $"{Says} ({At.Words})" : Says;
}
