using System.Collections.Immutable;
using NodaTime;

namespace Countersign.Core.Changes;

/// <summary>Whose turn a round is at. Only the reviewers' counts as the time that a decision takes.</summary>
public enum Turn
{
    /// <summary>Somebody is asked, or on it.</summary>
    Reviewers,

    /// <summary>Nobody can be asked: counted apart, so that no reviewer answers for it.</summary>
    Nobody,

    /// <summary>Changes are requested: the clock stands still.</summary>
    Author,
}

/// <summary>A time during which it was the same side's turn.</summary>
/// <param name="Until">Null while it lasts.</param>
public sealed record TurnSpan(Turn Turn, Instant From, Instant? Until);

/// <summary>A round's turns: one after the other, without a gap, never two alike in a row, the last one open until the request is settled.</summary>
internal static class TurnSpans
{
    /// <param name="turn">Null once nothing is anybody's turn any more.</param>
    public static ImmutableArray<TurnSpan> Turned(ImmutableArray<TurnSpan> before, Turn? turn, Instant at)
    {
        if (before is [.., { Until: null } last])
        {
            if (last.Turn == turn)
                return before;
            // What took no time leaves no trace; a clock that was put back makes no time that runs backwards.
            before = at > last.From ? before.SetItem(before.Length - 1, last with { Until = at }) : before.RemoveAt(before.Length - 1);
            if (before is [.., { } former] && former.Turn == turn && former.Until == at)
                return before.SetItem(before.Length - 1, former with { Until = null });
        }

        return turn is { } next ? before.Add(new TurnSpan(next, before is [.., { Until: { } end }] ? Instant.Max(end, at) : at, null)) : before;
    }
}
