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

    /// <summary>A team and a week in any order, each once at most: <c>payments-team last</c>. The reader's own team, and the week so far, when left out.</summary>
    public static DigestAsk Read(string words, Person reader, PolicyBook book, Instant now)
    {
        var said = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (said is [var first, .. var rest] && first.Equals("names", StringComparison.OrdinalIgnoreCase))
            return OnOff(rest);
        (Readership? of, string? week) = (null, null);
        foreach (var word in said)
            if (week is null && IsWeek(word))
                week = word;
            else if (of is null && Named(word, book) is { } named)
                of = named;
            else
                return new NotUnderstood(word);
        of ??= Readership.For(reader, book);
        return of is null ? new NoTeam() : new Show(new DigestKey(of.Scope, WeekOf(week, of, now)));
    }

    private static DigestAsk OnOff(string[] rest) => rest switch
    {
        [] => new Names(null),
        [var word] when word.Equals("on", StringComparison.OrdinalIgnoreCase) => new Names(true),
        [var word] when word.Equals("off", StringComparison.OrdinalIgnoreCase) => new Names(false),
        [var word, ..] => new NotUnderstood($"names {word}"),
    };

    private static bool IsWeek(string word) => word.ToLowerInvariant() is "this" or "last" || DigestWeek.Read(word) is not null;

    private static Readership? Named(string word, PolicyBook book) => word.ToLowerInvariant() is var name && name == "house"
        ? Readership.Of(DigestScope.House, book)
        : Readership.Of(new DigestScope.OfTeam(new TeamId(name)), book);

    private static DigestWeek WeekOf(string? word, Readership of, Instant now) => word?.ToLowerInvariant() switch
    {
        null or "this" => DigestWeek.Of(now, of.Zone),
        "last" => DigestWeek.Of(now, of.Zone).Plus(-1),
        var named => DigestWeek.Read(named)!.Value,
    };
}
