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
    public string Words => At.Line > 0 ? $"{Says} ({At.Words})" : Says;
}
