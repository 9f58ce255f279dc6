using Countersign.Core.Digest;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>What follows <c>digest</c>, read.</summary>
internal abstract record DigestAsk
{
    private DigestAsk()
    {
    }

    public sealed record Show(DigestKey Key) : DigestAsk;

    /// <summary>Whether they are named. Null: they ask how it is.</summary>
    public sealed record Names(bool? On) : DigestAsk;

    public sealed record NoTeam : DigestAsk;

    public sealed record NotUnderstood(string Word) : DigestAsk;

    /// <summary>
    /// A team and a week in any order, each once at most: <c>payments-team last week</c>. The reader's own team, and the week so far, when left
    /// out.
    /// </summary>
    public static DigestAsk Read(string words, Person reader, PolicyBook book, Instant now)
    {
        var said = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (said is [var first, .. var rest] && first.Equals(DigestTerms.Names, StringComparison.OrdinalIgnoreCase))
            return OnOff(rest);
        (Readership? of, string? week) = (null, null);
        for (var i = 0; i < said.Length; i++)
            if (week is null && DigestTerms.IsWeek(said[i]))
                (week, i) = (said[i], BehindWeek(said, i));
            else if (of is null && Named(said[i], book) is { } named)
                of = named;
            else
                return new NotUnderstood(said[i]);
        of ??= Readership.For(reader, book);
        if (of is null)
            return new NoTeam();
        var running = DigestWeek.Of(now, of.Zone);
        return new Show(new DigestKey(of.Scope, week is null ? running : DigestTerms.WeekOf(week, running)!.Value));
    }

    // "last week" is "last".
    private static int BehindWeek(string[] said, int i) =>
        said[i].ToLowerInvariant() is DigestTerms.This or DigestTerms.Last && i + 1 < said.Length && said[i + 1].Equals("week", StringComparison.OrdinalIgnoreCase) ? i + 1 : i;

    private static DigestAsk OnOff(string[] rest) => rest switch
    {
        [] => new Names(null),
        [var word] when word.Equals("on", StringComparison.OrdinalIgnoreCase) => new Names(true),
        [var word] when word.Equals("off", StringComparison.OrdinalIgnoreCase) => new Names(false),
        [var word, ..] => new NotUnderstood($"names {word}"),
    };

    private static Readership? Named(string word, PolicyBook book) => word.ToLowerInvariant() is var name && name == DigestTerms.House
        ? Readership.Of(DigestScope.House, book)
        : Readership.Of(new DigestScope.OfTeam(new TeamId(name)), book);
}
