using Countersign.Core.Desk;
using Countersign.Core.Digest;
using Countersign.Core.Policy;

namespace Countersign.Core.Words;

/// <summary>What is said around <c>digest</c>.</summary>
internal static class DigestReplyWords
{
    private const int UnknownShown = 40;
    private const int MostTeams = 10;

    public static Sentence NoTeam { get; } = Sentence.Text("The policy file lists no service yet, so there is nothing to sum up.");

    public static Sentence NotYet(DigestWeek week) => Sentence.Of($"Week {week.ToString()} has not begun. {new Typed("/signoff digest")} shows this week so far.");

    public static Sentence Names(bool named) => named
        ? Sentence.Of($"Digests may name you, with how much you carried. {new Typed("/signoff digest names off")} leaves your name out; sums stay the same.")
        : Sentence.Of($"Digests don't name you; what you carried is in the sums. {new Typed("/signoff digest names on")} changes that.");

    public static Sentence NamesAre(bool named) => named
        ? Sentence.Of($"Digests may name you from now on. {new Typed("/signoff digest names off")} undoes it.")
        : Sentence.Of($"Digests don't name you from now on; what you carry stays in the sums. What was posted before stays as it is. {new Typed("/signoff digest names on")} undoes it.");

    /// <param name="last">The last week that is over, of whatever zone.</param>
    public static Sentence Puzzled(string word, PolicyBook book, DigestWeek last)
    {
        var said = Graphemes.Clip(CleanText.Line(word), UnknownShown);
        if (word.StartsWith($"{DigestTerms.Names} ", StringComparison.OrdinalIgnoreCase))
            return Sentence.Of($"I don't know “{said}”. {new Typed("/signoff digest names off")} leaves your name out of digests, {new Typed("/signoff digest names on")} puts it in again.");
        // A team that is called as something else is can't be asked for.
        var teams = Readership.All(book).Select(r => r.Scope is DigestScope.OfTeam { Team: var team } ? team.Value : DigestTerms.House)
            .Where(t => t == DigestTerms.House || !DigestTerms.IsTaken(t)).ToList();
        var known = teams.Count <= MostTeams ? string.Join(", ", teams) : $"{string.Join(", ", teams.Take(MostTeams))} and {teams.Count - MostTeams} more";
        return Sentence.Of(
            $"I don't know “{said}”. For example {new Typed($"/signoff digest {(teams.Count > 0 ? $"{teams[0]} " : "")}last")}: a team and a week, such as this, last, W{last.Number} or {last.ToString()}.{(teams.Count > 0 ? $" The teams are {known}." : "")}");
    }
}
