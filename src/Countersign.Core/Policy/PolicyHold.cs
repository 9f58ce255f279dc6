using System.Collections.Frozen;
using System.Collections.Immutable;
using Countersign.Core.People;

namespace Countersign.Core.Policy;

/// <summary>
/// Takes a new policy file without letting it weaken what is in force: what asks for more or takes rights away applies at once, the rest
/// keeps what was and waits for two operators. Source: product.md, Policy; promises.md, T7.
/// </summary>
public static class PolicyHold
{
    /// <returns>What is in force from now on, with what waits in <see cref="PolicyBook.Waiting"/>.</returns>
    public static PolicyBook Take(PolicyBook before, PolicyBook proposed)
    {
        if (before.Digest.Length == 0)
            return proposed;
        var held = new List<Weakening>();
        var answers = AnswersOf(before.Answers, proposed.Answers, held);
        var paths = PathsOf(before.Paths, proposed.Paths, "", held);
        var (rules, services) = new ServiceHold(before, proposed, held).Take();
        var operators = OperatorsOf(before, proposed, held);
        var least = before.Services.Values.Concat(services).SelectMany(s => s.Rules).Min(r => (Level?)r.AtLeast.Value) ?? Level.Junior;
        var people = proposed.Roster.Everybody.Select(p => PersonHold.Take(before, p, least, held)).ToList();
        if (held.Count == 0)
            return proposed;
        return new PolicyBook(
            proposed.Digest, PolicyBook.DigestOf(people), new Roster(people), services.ToFrozenDictionary(s => s.Id), operators, proposed.OperatorsChannels)
        {
            Answers = answers,
            Paths = paths,
            Rules = rules,
            Teams = proposed.Teams,
            Rotations = proposed.Rotations,
            DigestRules = proposed.DigestRules,
            // Who would gain matters most, and is said first.
            Waiting = [.. held.OrderBy(w => w.About is null)],
            Proposed = proposed,
        };
    }

    /// <summary>Every rule of <paramref name="before"/> that is gone or lower stays beside the new ones: the highest wins.</summary>
    internal static ImmutableArray<PathRule> PathsOf(ImmutableArray<PathRule> before, ImmutableArray<PathRule> proposed, string of, List<Weakening> held)
    {
        var kept = new List<PathRule>();
        foreach (var rule in before)
        {
            var now = proposed.Where(p => p.Pattern == rule.Pattern).ToList();
            if (now.Exists(p => p.Tier >= rule.Tier))
                continue;
            kept.Add(rule);
            held.Add(new Weakening(
                now.Count == 0 ? $"{of}{rule.Pattern} is no longer {rule.Tier.Word()}" : $"{of}{rule.Pattern} is {now.Max(p => p.Tier).Word()}, was {rule.Tier.Word()}",
                null, now.Count == 0 ? PolicyLine.BuiltIn("paths") : now[0].At));
        }

        return kept.Count == 0 ? proposed : [.. proposed, .. kept];
    }

    private static Answers AnswersOf(Answers before, Answers proposed, List<Weakening> held)
    {
        Ruled<Tier> strictest(string answer, Ruled<Tier> was, Ruled<Tier> now)
        {
            if (now.Value >= was.Value)
                return now;
            held.Add(new Weakening($"a change that {answer} is {now.Value.Word()}, was {was.Value.Word()}", null, now.At));
            return was;
        }

        return new Answers(
            strictest("deletes", before.Deletes, proposed.Deletes),
            strictest("recreates", before.Recreates, proposed.Recreates),
            strictest("migrates", before.Migrates, proposed.Migrates),
            strictest("can't be rolled back", before.Irreversible, proposed.Irreversible));
    }

    // Whoever confirms weakenings is the last to be let in by one.
    private static ImmutableArray<PersonId> OperatorsOf(PolicyBook before, PolicyBook proposed, List<Weakening> held)
    {
        foreach (var added in proposed.Operators.Except(before.Operators))
            held.Add(new Weakening($"{proposed.Roster.NameOf(added)} becomes an operator", added, PolicyLine.BuiltIn("operators")));
        return [.. proposed.Operators.Where(before.Operators.Contains)];
    }
}
