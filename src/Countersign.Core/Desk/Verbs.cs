using System.Buffers;
using System.Collections.Immutable;
using Countersign.Core.Changes;

namespace Countersign.Core.Desk;

/// <summary>What people can say after <c>/signoff</c>. The same on every platform.</summary>
public enum Verb
{
    New,
    Status,
    List,
    Mine,
    Next,
    Free,
    Why,
    Update,
    Withdraw,
    Snooze,
    Reassign,
    Away,
    Back,
    Hours,
    Limit,
    Rota,
    Simulate,
    Digest,
    Here,
    Audit,
    Policy,
    Dashboard,
    Home,
    Help,
}

/// <param name="Example">What to type after the command.</param>
/// <param name="Does">What one gets, in a few words.</param>
public sealed record VerbText(Verb Verb, string Example, string Does);

/// <summary>What somebody typed, read.</summary>
public abstract record Utterance
{
    private Utterance()
    {
    }

    public sealed record Said(Verb Verb, string Rest) : Utterance;

    /// <param name="Nearest">What they probably meant; null when nothing is near.</param>
    public sealed record Unknown(string Word, Verb? Nearest) : Utterance;
}

public static class Verbs
{
    public static ImmutableArray<VerbText> All { get; } =
    [
        new(Verb.New, "[link]", "ask for a sign-off"),
        new(Verb.Status, "status CR-12", "one request and its history"),
        new(Verb.List, "list", "what waits for me"),
        new(Verb.Mine, "mine", "what I asked for"),
        new(Verb.Next, "next", "what to review next"),
        new(Verb.Free, "free", "who could be asked now"),
        new(Verb.Why, "why CR-12", "who was asked and why"),
        new(Verb.Update, "update CR-12", "answer a request for changes"),
        new(Verb.Withdraw, "withdraw CR-12", "take my request back"),
        new(Verb.Snooze, "snooze CR-12 30m", "remind me of a review later"),
        new(Verb.Reassign, "reassign CR-12 @somebody reason", "move a review (leads)"),
        new(Verb.Away, "away until monday", "don't ask me for a while"),
        new(Verb.Back, "back", "ask me again"),
        new(Verb.Hours, "hours 9-17", "when I can be asked"),
        new(Verb.Limit, "limit 3", "how many at once"),
        new(Verb.Rota, "rota", "who is on duty, and swaps"),
        new(Verb.Simulate, "simulate load 130", "what that many changes a day would bring (leads)"),
        new(Verb.Digest, "digest last", "a team's week: where its attention went"),
        new(Verb.Here, "here", "ask me on this platform"),
        new(Verb.Audit, "audit CR-12", "the ledger entries of a request"),
        new(Verb.Policy, "policy", "what the policy asks, and what of it waits"),
        new(Verb.Dashboard, "dashboard", "a one-time link to the dashboard"),
        new(Verb.Home, "home", "all of mine on one page"),
        new(Verb.Help, "help", "this list"),
    ];

    private static readonly Dictionary<string, Verb> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["new"] = Verb.New,
        ["submit"] = Verb.New,
        ["request"] = Verb.New,
        ["status"] = Verb.Status,
        ["show"] = Verb.Status,
        ["list"] = Verb.List,
        ["queue"] = Verb.List,
        ["mine"] = Verb.Mine,
        ["next"] = Verb.Next,
        ["free"] = Verb.Free,
        ["who"] = Verb.Free,
        ["why"] = Verb.Why,
        ["update"] = Verb.Update,
        ["withdraw"] = Verb.Withdraw,
        ["cancel"] = Verb.Withdraw,
        ["snooze"] = Verb.Snooze,
        ["later"] = Verb.Snooze,
        ["reassign"] = Verb.Reassign,
        ["move"] = Verb.Reassign,
        ["away"] = Verb.Away,
        ["back"] = Verb.Back,
        ["hours"] = Verb.Hours,
        ["limit"] = Verb.Limit,
        ["rota"] = Verb.Rota,
        ["duty"] = Verb.Rota,
        ["simulate"] = Verb.Simulate,
        ["digest"] = Verb.Digest,
        ["audit"] = Verb.Audit,
        ["here"] = Verb.Here,
        ["policy"] = Verb.Policy,
        ["dashboard"] = Verb.Dashboard,
        ["home"] = Verb.Home,
        ["me"] = Verb.Home,
        ["help"] = Verb.Help,
        ["?"] = Verb.Help,
    };

    // Every character that char.IsWhiteSpace knows: chat clients insert no-break and narrow ones.
    private static readonly SearchValues<char> Spaces = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(char.IsWhiteSpace)]);

    public static Utterance Read(string? text)
    {
        var words = (text ?? "").Trim();
        if (words.Length == 0)
            return new Utterance.Said(Verb.New, "");
        var space = words.AsSpan().IndexOfAny(Spaces);
        var first = space < 0 ? words : words[..space];
        var rest = space < 0 ? "" : words[(space + 1)..].Trim();
        if (ByName.TryGetValue(first, out var verb))
            return new Utterance.Said(verb, rest);
        // "please look at https://…" means the form, whatever is said around the link.
        if (ChangeLink.FindIn(words) is { } link)
            return new Utterance.Said(Verb.New, link);
        // "CR-12" alone asks for its status.
        return ChangeId.TryParse(first, out _) && rest.Length == 0
            ? new Utterance.Said(Verb.Status, first)
            : new Utterance.Unknown(first, Nearest(first));
    }

    public static VerbText TextOf(Verb verb) => All.First(v => v.Verb == verb);

    // One slip in four letters is a typo; more is another word ("remove" is not "move").
    private static Verb? Nearest(string word)
    {
        if (word.Length is < 3 or > 20)
            return null;
        var lower = word.ToLowerInvariant();
        var best = ByName.Keys
            .Select(name => (name, distance: Distance(lower, name)))
            .OrderBy(x => x.distance)
            .ThenBy(x => x.name, StringComparer.Ordinal)
            .First();
        return best.distance <= Math.Max(1, Math.Min(lower.Length, best.name.Length) / 4) ? ByName[best.name] : null;
    }

    /// <summary>Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }

        return d[a.Length, b.Length];
    }
}
