using Countersign.Core.Changes;
using Countersign.Core.Words;

namespace Countersign.Core.Routing;

/// <summary>Says a routing report to people. Why somebody is away is nobody's business, so it is never part of it.</summary>
public static class RoutingWords
{
    public static Sentence Of(RoutingReport report)
    {
        if (report.Candidates is [var best, .. var others])
        {
            var why = best switch
            {
                { KnowsIt: true } => "knows the change from the round before and is free now",
                _ when others.IsEmpty => "the only one free now",
                _ when others[0].Open > best.Open && best.Open > 0 => $"free now, fewest open reviews ({best.Open})",
                _ when best.LastAssigned is null && others[0].LastAssigned is not null => $"free now, {Count(best.Open)}, not asked before",
                _ when best.LastAssigned < others[0].LastAssigned => $"free now, {Count(best.Open)}, longest since last asked",
                _ => $"free now, {Count(best.Open)}",
            };
            return Sentence.Of($"{best.Person}: {why}.{Next(others)}{Mentioned(report)}");
        }

        return report.NextChance is { } at
            ? Sentence.Of($"Nobody can be asked before {at}.{Mentioned(report)} I ask as soon as somebody is there.")
            : Sentence.Of($"Nobody can be asked at the moment.{Mentioned(report)} {Outlook(report)}");
    }

    /// <summary>Those whom <see cref="Of(RoutingReport)"/> names as not asked.</summary>
    public static IEnumerable<PassedOver> Named(RoutingReport report) => Others(report).Take(3);

    // What would have to happen for somebody to be asked.
    private static string Outlook(RoutingReport report)
    {
        var others = Others(report).ToList();
        if (others.Count == 0)
            return "The policy file lists nobody else who could sign this off; an operator has to add a senior.";
        return others.TrueForAll(p => p.Reason == PassedOverFor.StoodDown)
            ? "I ask nobody twice: a lead can give it to somebody, or the author updates it and a new round begins."
            : "I ask as soon as somebody is there.";
    }

    // The author and the too junior explain nothing about waiting.
    private static IEnumerable<PassedOver> Others(RoutingReport report) => report.PassedOver
        .Where(p => p.Reason is not (PassedOverFor.Author or PassedOverFor.CoAuthor or PassedOverFor.TooJunior or PassedOverFor.Inactive));

    public static Sentence Of(PassedOver passed) => passed.Reason switch
    {
        PassedOverFor.Author => Sentence.Of($"{passed.Person} wrote the change"),
        PassedOverFor.CoAuthor => Sentence.Of($"{passed.Person} is a co-author"),
        PassedOverFor.TooJunior => Sentence.Of($"{passed.Person} is not senior enough"),
        PassedOverFor.Inactive => Sentence.Of($"{passed.Person} is not active"),
        PassedOverFor.StoodDown => passed switch
        {
            { Declined: { } reason } => Sentence.Of($"{passed.Person} passed ({Their(reason)})"),
            { Why: StandDown.Reassigned } => Sentence.Of($"a lead took it from {passed.Person}"),
            _ => Sentence.Of($"{passed.Person} was asked in this round already"),
        },
        PassedOverFor.Unreachable => Sentence.Of($"{passed.Person} can't be messaged"),
        PassedOverFor.Away when passed.Free is { } free => Sentence.Of($"{passed.Person} is away until {free}"),
        PassedOverFor.OutsideHours when passed.Free is { } free => Sentence.Of($"{passed.Person} starts work {free}"),
        PassedOverFor.SameTeam => Sentence.Of($"{passed.Person} is of the same team as another reviewer"),
        PassedOverFor.AtLimit => Sentence.Of($"{passed.Person} is at their limit"),
        _ => Sentence.Of($"{passed.Person} is away"),
    };

    /// <summary>Somebody's reason to pass, said of them.</summary>
    public static string Their(DeclineReason reason) => reason switch
    {
        DeclineReason.Away => "away",
        DeclineReason.Conflict => "conflict of interest",
        DeclineReason.NotMyArea => "not their area",
        _ => "too much to do",
    };

    private static Sentence Next(IReadOnlyList<Ranked> others) => others switch
    {
        [] => Sentence.Empty,
        [var second, ..] => Sentence.Of($" Next would be {second.Person} ({Count(second.Open)})."),
    };

    private static Sentence Mentioned(RoutingReport report)
    {
        var named = Named(report).Select(Of).ToList();
        return named.Count == 0 ? Sentence.Empty : Sentence.Text(" ") + Sentence.Join("; ", named) + Sentence.Text(".");
    }

    private static string Count(int open) => open switch
    {
        0 => "no open review",
        1 => "1 open review",
        _ => $"{open} open reviews",
    };
}
