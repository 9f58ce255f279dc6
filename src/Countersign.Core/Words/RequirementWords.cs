using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Policy;

namespace Countersign.Core.Words;

/// <summary>Says what the policy asks of a change, and which line of the file asks it.</summary>
public static class RequirementWords
{
    /// <summary>The tier, whom it needs, and every rule that asked; null on records from before there were such rules.</summary>
    public static string? Of(ChangeRequest change) => change.Round.Asks is { } asks ? Of(asks, [.. change.Round.Seats.Select(s => s.Needs)]) : null;

    public static string Of(Requirement asks, ImmutableArray<Qualification> seats)
    {
        var why = Listing.Of(asks.Reasons.Where(r => r.Kind == ReasonKind.Tier).Select(Said));
        var who = string.Join("; ", asks.Reasons.Where(r => r.Kind == ReasonKind.Seats).Select(Said));
        return $"{Capital(asks.Tier.Word())}: {why}. {(seats.IsEmpty ? "Nobody has to sign off" : $"Needs {Needs(seats)}")}: {who}.";
    }

    /// <summary>In a few words for a card: "Critical (policy.yaml line 12), needs two people, each a senior or above (policy.yaml line 31)".</summary>
    public static string? Brief(ChangeRequest change)
    {
        if (change.Round.Asks is not { } asks)
            return null;
        ImmutableArray<Qualification> seats = [.. change.Round.Seats.Select(s => s.Needs)];
        var tier = asks.Reasons.First(r => r.Kind == ReasonKind.Tier).At.Words;
        var who = asks.Reasons.First(r => r.Kind == ReasonKind.Seats).At.Words;
        return $"{Capital(asks.Tier.Word())} ({tier}), {(seats.IsEmpty ? "asks nobody" : $"needs {Needs(seats)}")} ({who})";
    }

    /// <summary>"a senior or above", "two people, each a senior or above", "a senior or above, and a peer (mid or above)", "nobody".</summary>
    public static string Needs(ImmutableArray<Qualification> seats)
    {
        var kinds = seats.GroupBy(s => s.AtLeast).OrderByDescending(g => g.Key)
            .Select(g => g.Count() == 1 ? LevelWords.Qualified(g.Key) : $"{Number(g.Count())} people, each {LevelWords.Qualified(g.Key)}")
            .ToList();
        return kinds.Count == 0 ? "nobody" : string.Join(", and ", kinds);
    }

    private static string Said(Reason reason) => $"{reason.Says} ({reason.At.Words})";

    private static string Number(int count) => count switch { 2 => "two", 3 => "three", 4 => "four", 5 => "five", _ => $"{count}" };

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
