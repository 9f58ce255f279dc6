using System.Collections.Immutable;
using System.Globalization;
using Countersign.Core.People;
using Countersign.Core.Policy;

namespace Countersign.Host.PolicyFile;

/// <summary>Reads whom a tier tells when, and sees to it that there is a last resort.</summary>
internal static class Ladder
{
    private const int LastResort = 200;

    public static ImmutableArray<EscalationStep> Read(YamlMap section, List<(YamlMap Map, PersonId Person)> named)
    {
        var steps = new List<EscalationStep>();
        foreach (var map in section.Maps("escalation"))
        {
            var percent = map.Text("after") is { } after ? int.Parse(after.AsSpan(0, after.Length - 1), CultureInfo.InvariantCulture) : (int?)null;
            if (map.Text("to") is not { } to || percent is not { } number)
                continue;
            if (steps.Count > 0 && steps[^1].Percent > number)
                map.Error("after", $"{number}% comes after {steps[^1].Percent}%; steps stand in the order of time");
            var whom = Whom(to);
            var person = whom == EscalationTo.Person ? new PersonId(to) : (PersonId?)null;
            if (person is { } who)
                named.Add((map, who));
            steps.Add(new EscalationStep(number, whom, person, map.At("after")));
        }

        if (!steps.Exists(s => s.To == EscalationTo.Operators))
            steps.Add(new EscalationStep(LastResort, EscalationTo.Operators, null, PolicyLine.BuiltIn("escalation")));
        // Stable: what the file says of the same time stays in its order.
        return [.. steps.OrderBy(s => s.Percent)];
    }

    private static EscalationTo Whom(string to) => to switch
    {
        "reviewer" => EscalationTo.Reviewer,
        "rotation" => EscalationTo.Rotation,
        "lead" => EscalationTo.Lead,
        "team" => EscalationTo.Team,
        "operators" => EscalationTo.Operators,
        _ => EscalationTo.Person,
    };
}
