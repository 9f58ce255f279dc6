using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;

namespace Countersign.Core.Policy;

/// <summary>The facts of a change by which the policy judges it.</summary>
/// <param name="Level">Of the author; an agent counts as junior.</param>
/// <param name="Paths">What it touches, as the author or a code host says.</param>
/// <param name="RaisedTo">What the author asks at least.</param>
/// <param name="Before">The tier of the round before: an update never lowers it.</param>
/// <param name="Drawn">The spot check's draw; null before the request has a number.</param>
public sealed record ChangeFacts(
    Service Service, Level Level, ImmutableArray<string> Paths, Destruction Destruction, Tier? RaisedTo, Tier? Before = null, int? Drawn = null)
{
    /// <summary>Those of a draft.</summary>
    public static ChangeFacts Of(Draft draft, Service service, Level author, Tier? before, int? drawn) =>
        new(service, author, draft.PathList, draft.Destruction, draft.RaisedTo, before, drawn);
}

/// <summary>What the policy asks of a change: who signs off, and what to show.</summary>
public sealed record Judgement(Requirement Requirement, ImmutableArray<Qualification> Seats, TierRules Rules);

/// <summary>Judges a change by the policy. Pure. Rules: product.md, Policy (tiers, per tier, level rule).</summary>
public static class Requirements
{
    public static readonly PolicyLine LevelRule = PolicyLine.BuiltIn("level rule");

    public static Judgement Judge(PolicyBook policy, ChangeFacts change)
    {
        var reasons = TierOf(policy, change, out var tier);
        var rules = change.Service.RulesOf(tier);
        var seats = Seats(change, rules, reasons);
        var drawn = rules.SpotCheck.Value > 0 && rules.Approvals.Value > 0 ? change.Drawn : null;
        return new Judgement(new Requirement(tier, reasons.ToImmutable(), drawn) { Sla = SlaPlan.Of(change.Service, tier) }, seats, rules);
    }

    /// <summary>The same, with as many seats as the round before had, and as high: taking an answer back lowers nothing.</summary>
    public static Judgement NotLessThan(ImmutableArray<Qualification> before, Judgement asked)
    {
        var was = before.OrderByDescending(s => s.AtLeast).ToList();
        var now = asked.Seats.OrderByDescending(s => s.AtLeast).ToList();
        if (now.Count == 0 || (was.Count <= now.Count && was.Zip(now).All(s => s.Second.AtLeast >= s.First.AtLeast)))
            return asked;
        var line = PolicyLine.BuiltIn("an update never lowers");
        var seats = Enumerable.Range(0, Math.Max(was.Count, now.Count)).Select(n => (n < was.Count ? was[n] : null, n < now.Count ? now[n] : null) switch
        {
            ({ } old, { } own) when own.AtLeast < old.AtLeast => own with { AtLeast = old.AtLeast, Because = line },
            (_, { } own) => own,
            var (old, _) => now[0] with { AtLeast = old!.AtLeast, Because = line, DifferentTeams = now[0].DifferentTeams ?? old.DifferentTeams },
        });
        return asked with
        {
            Seats = [.. seats],
            Requirement = asked.Requirement with
            {
                Reasons = [new Reason(ReasonKind.Seats, $"the round before asked {Words.RequirementWords.Needs(before)}", line), .. asked.Requirement.Reasons],
            },
        };
    }

    // The highest wins, and everything that makes it the highest is a reason.
    private static ImmutableArray<Reason>.Builder TierOf(PolicyBook policy, ChangeFacts change, out Tier tier)
    {
        var all = new List<(Tier Tier, string Says, PolicyLine At)>
        {
            (change.Service.Tier.Value, $"{change.Service.Name} is {change.Service.Tier.Value.Word()}", change.Service.Tier.At),
        };
        foreach (var rule in policy.Paths.Concat(change.Service.Paths))
            if (change.Paths.FirstOrDefault(rule.Pattern.Matches) is { } path)
                all.Add((rule.Tier, $"{Words.Graphemes.Clip(path, 60)} is {rule.Tier.Word()} by {rule.Pattern}", rule.At));
        foreach (var (answer, asks) in policy.Answers.To(change.Destruction))
            all.Add((asks.Value, $"it {Words.RequestFace.DestructionClause(answer)}", asks.At));
        if (change.RaisedTo is { } raised)
            all.Add((raised, "the author raised it", PolicyLine.BuiltIn("an author may raise")));
        if (change.Before is { } before)
            all.Add((before, $"the round before was {before.Word()}", PolicyLine.BuiltIn("an update never lowers")));

        var highest = all.Max(r => r.Tier);
        tier = highest;
        var reasons = ImmutableArray.CreateBuilder<Reason>();
        // What the file says comes first; what only repeats it (an author who raised to what it is anyway) is no reason.
        var says = all.Where(r => r.Tier == highest).ToList();
        if (says.Exists(r => r.At.Line > 0))
            says.RemoveAll(r => r.At.Key is "an author may raise" or "an update never lowers");
        reasons.AddRange(says.Select(r => new Reason(ReasonKind.Tier, r.Says, r.At)));
        return reasons;
    }

    private static ImmutableArray<Qualification> Seats(ChangeFacts change, TierRules rules, ImmutableArray<Reason>.Builder reasons)
    {
        var count = change.Destruction != Destruction.None && rules.DestructiveApprovals.Value > rules.Approvals.Value
            ? rules.DestructiveApprovals : rules.Approvals;
        if (count.Value == 0)
        {
            reasons.Add(new Reason(ReasonKind.Seats, $"{rules.Tier.Word()} asks nobody", count.At));
            return [];
        }

        reasons.Add(new Reason(
            ReasonKind.Seats,
            count == rules.Approvals ? $"{rules.Tier.Word()} asks {Approvals(count.Value)}" : $"it {Words.RequestFace.DestructionClause(change.Destruction)}: {Approvals(count.Value)}",
            count.At));
        if (count.Value > 1 && rules.DifferentTeams.Value)
            reasons.Add(new Reason(ReasonKind.Seats, "from different teams", rules.DifferentTeams.At));
        var levels = Enumerable.Repeat((Level: rules.AtLeast.Value, rules.AtLeast.At), count.Value).ToList();
        // In every tier that asks anybody: somebody senior looks at what an AI wrote with a junior, mid or unknown author.
        if (change.Level < Level.Senior && levels[0].Level < Level.Senior)
        {
            levels[0] = (Level.Senior, LevelRule);
            reasons.Add(new Reason(ReasonKind.Seats, $"a senior, because the author is {Words.LevelWords.Of(change.Level)}", LevelRule));
        }
        else
        {
            reasons.Add(new Reason(ReasonKind.Seats, Words.LevelWords.Qualified(rules.AtLeast.Value), rules.AtLeast.At));
        }

        if (change.Drawn is { } drawn && SpotCheck.Picks(drawn, rules.SpotCheck.Value))
        {
            reasons.Add(new Reason(
                ReasonKind.Seats, $"a senior for a spot check (drew {SpotCheck.Words(drawn)}, below {rules.SpotCheck.Value})", rules.SpotCheck.At));
            if (levels.TrueForAll(l => l.Level < Level.Senior))
                levels.Add((Level.Senior, rules.SpotCheck.At));
        }

        return
        [
            .. levels.Select(l => new Qualification(change.Service.Id, l.Level)
            {
                Because = l.At,
                Ask = rules.AskAtOnce.Value,
                DifferentTeams = levels.Count > 1 && rules.DifferentTeams.Value ? rules.DifferentTeams.At : null,
            }),
        ];
    }

    private static string Approvals(int count) => count switch
    {
        1 => "one approval",
        2 => "two approvals",
        _ => $"{count} approvals",
    };
}
