using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;

namespace Countersign.Core.Words;

/// <summary>The policy in force, as chat says it.</summary>
public static class PolicyWords
{
    /// <summary>So much of a digest is shown, and is enough to name a file.</summary>
    public const int ShortDigest = 8;
    public const string Heading = "What the policy asks";
    private const int MostShown = 10;
    private const int MostListed = 60;
    private const int MostServices = 15;

    public static string Brief(string digest) => digest.Length > ShortDigest ? digest[..ShortDigest] : digest;

    /// <summary>To the operators, when a file came with weakenings.</summary>
    public static Sentence Waits(PolicyBook book) => Sentence.Of(
        $"Policy {Brief(book.Digest)} is in force, but for what weakens it: {Listed(book.Waiting, MostShown)}. That waits for two operators, neither of them somebody who gains by it: {new Typed($"/signoff policy confirm {Brief(book.Digest)}")}.");

    /// <summary>To the operators, when whoever runs the host put a file in force without them.</summary>
    /// <param name="book">The file.</param>
    /// <param name="weakened">What it weakens; null when what was in force before can't be read.</param>
    public static Sentence AcceptedOnHost(PolicyBook book, ImmutableArray<Weakening>? weakened)
    {
        var what = $"Policy {Brief(book.Digest)} was accepted on the host, with “policy accept”";
        const string Unasked = "If nobody of you did that, look at who can reach the host.";
        return Sentence.Text(weakened switch
        {
            null => $"{what}. The record of what was in force before can't be read, so I can't say what it weakens. {Unasked}",
            { IsEmpty: true } => $"{what}. It weakens nothing.",
            { } some => $"{what}, and weakens: {Listed(some, MostShown)}. {Unasked}",
        });
    }

    public static Sentence StillNeeds(PolicyBook book, ImmutableArray<PersonId> confirmed)
    {
        var others = book.Operators
            .Where(o => !confirmed.Contains(o) && book.Roster.Find(o) is { Active: true } && !book.Waiting.Any(w => w.Concerns(o)))
            .ToList();
        if (confirmed.Length >= Desk.PolicyConfirming.Needed)
            return Sentence.Empty;
        return others.Count + confirmed.Length < Desk.PolicyConfirming.Needed
            ? Sentence.Text("It needs two operators who do not gain by it, and the policy in force has too few: whoever runs the host can accept the file there (docs/policy.md, When the file weakens something).")
            : confirmed.Length == 1
                ? Sentence.Of($"One more operator has to confirm: {Names(others)} can, with {new Typed($"/signoff policy confirm {Brief(book.Digest)}")}.")
                : Sentence.Of($"Two operators have to confirm: {Names(others)} can, with {new Typed($"/signoff policy confirm {Brief(book.Digest)}")}.");
    }

    public static Sentence NotUnderstood(string word) => Sentence.Of(
        $"I don't know “policy {Graphemes.Clip(word, 40)}”. {new Typed("/signoff policy")} says what is in force; {new Typed("/signoff policy confirm 1a2b3c4d")} confirms a file that waits.");

    /// <summary>What <c>policy</c> answers: what is in force, what waits, and what the reader's own services ask.</summary>
    public static ImmutableArray<Sentence> InForce(PolicyBook book, Person reader, ImmutableArray<PersonId> confirmed)
    {
        var words = new List<Sentence>
        {
            Sentence.Text($"Policy {Brief(book.Digest)} is in force{(book.Waiting.IsEmpty ? "" : ", but for what waits below")}: {Count(book.Roster.Everybody.Length, "person", "people")}, {Count(book.Services.Count, "service", "services")}."),
        };
        if (!book.Waiting.IsEmpty)
        {
            words.Add(Sentence.Of($"Not in force yet, because it weakens the policy: {Count(book.Waiting.Length, "change", "changes")} of the file. {StillNeeds(book, confirmed)}"));
            words.AddRange(book.Waiting.Take(MostListed).Select(w => Sentence.Text($"Waits: {w.Words}.")));
            if (book.Waiting.Length > MostListed)
                words.Add(Sentence.Text($"And {book.Waiting.Length - MostListed} more; comparing the file with the one in force shows them all."));
        }

        words.AddRange(ServicesOf(book, reader, MostServices));
        return [.. words];
    }

    /// <summary>What the policy asks of changes to each service that somebody covers, or all if they cover none.</summary>
    public static IEnumerable<Sentence> ServicesOf(PolicyBook book, Person reader, int most)
    {
        var own = reader.Primary.Concat(reader.Secondary).Distinct().Select(book.Find).OfType<Service>().ToList();
        var services = own.Count > 0 ? own : [.. book.Services.Values.OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase)];
        foreach (var service in services.Take(most))
            yield return Sentence.Text(OfService(service));
        if (services.Count > most)
            yield return Sentence.Text($"And {Count(services.Count - most, "more service", "more services")}.");
    }

    /// <summary>"Payments is critical (policy.yaml line 9): 1 approval by a senior or above (policy.yaml line 31). Evidence: … Due in …".</summary>
    public static string OfService(Service service)
    {
        var rules = service.RulesOf(service.Tier.Value);
        var evidence = rules.Evidence.Keys.Order().Select(e => e.Words()).ToList();
        var who = rules.Approvals.Value == 0
            ? "nobody signs off; it is put on record"
            : $"{Count(rules.Approvals.Value, "approval", "approvals")} by {LevelWords.Qualified(rules.AtLeast.Value)} ({rules.Approvals.At.Words})";
        var more = rules.DestructiveApprovals.Value > rules.Approvals.Value
            ? $", {rules.DestructiveApprovals.Value} when it can't be undone ({rules.DestructiveApprovals.At.Words})" : "";
        var spot = rules.SpotCheck.Value > 0 ? $", {rules.SpotCheck.Value}% spot-checked by a senior ({rules.SpotCheck.At.Words})" : "";
        var shown = evidence.Count > 0 ? $" Evidence: {string.Join(", ", evidence)}." : "";
        return $"{service.Name} is {service.Tier.Value.Word()} ({service.Tier.At.Words}): {who}{more}{spot}.{shown}{(rules.Approvals.Value == 0 ? "" : $" Due in {ClockWords.Length(service.DueIn(service.Tier.Value), rules.Sla.Calendar.Value)}.")}";
    }

    private static string Listed(ImmutableArray<Weakening> waiting, int most)
    {
        var shown = string.Join("; ", waiting.Take(most).Select(w => w.Words));
        return waiting.Length > most ? $"{shown}; and {waiting.Length - most} more, which “policy” lists" : shown;
    }

    private static Sentence Names(List<PersonId> people) => Sentence.Join(", ", people.Take(5).Select(p => Sentence.Of($"{p}")));

    private static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";
}
