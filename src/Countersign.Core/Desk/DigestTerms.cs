using System.Globalization;
using Countersign.Core.Digest;

namespace Countersign.Core.Desk;

/// <summary>Words that mean something after <c>digest</c>, whatever the teams are called.</summary>
public static class DigestTerms
{
    public const string House = "house";
    public const string Names = "names";
    public const string This = "this";
    public const string Last = "last";

    /// <summary>Whether the word is taken, so that no team of that id can be asked for.</summary>
    public static bool IsTaken(string word) => word.ToLowerInvariant() is House or Names or This or Last || IsWeek(word);

    /// <summary>The week that a word means: <c>this</c>, <c>last</c>, <c>2026-W47</c>, or <c>W47</c>, the latest of that number that is not to come.</summary>
    /// <param name="now">The week that is running.</param>
    /// <returns>Null when it means none.</returns>
    internal static DigestWeek? WeekOf(string word, DigestWeek now) => word.ToLowerInvariant() switch
    {
        This => now,
        Last => now.Plus(-1),
        _ => DigestWeek.Read(word) ?? (NumberOf(word) is { } number ? Latest(number, now) : null),
    };

    /// <summary>Whether it means a week, on whatever day it is said.</summary>
    internal static bool IsWeek(string word) => word.ToLowerInvariant() is This or Last || DigestWeek.Read(word) is not null || NumberOf(word) is not null;

    private static int? NumberOf(string word) =>
        word is ['W' or 'w', .. { Length: 1 or 2 } text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 53
            ? number
            : null;

    // A year has the 53rd every five or six years.
    private static DigestWeek Latest(int number, DigestWeek now)
    {
        var week = now;
        while (week.Number != number)
            week = week.Plus(-1);
        return week;
    }
}
