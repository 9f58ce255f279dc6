using System.Collections.Immutable;
using Countersign.Core.Digest;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>Reads a week and sums it up: for the post, for the command, and for whoever draws it.</summary>
public sealed class Digests(IStore store, PolicyInForce policy)
{
    private const int WeeksBefore = 3;

    /// <returns>Null when the policy knows no such team, or it has no service.</returns>
    public async Task<WeeklyDigest?> Of(DigestKey key, Instant now, CancellationToken cancel = default)
    {
        var book = policy.Book;
        if (Readership.Of(key.Scope, book) is not { } of)
            return null;
        var (span, first) = (key.Week.Span(of.Zone), await store.FirstRequest(cancel));
        // Somebody's own week may begin and end hours before or after the team's.
        var near = new Interval(span.Start - Duration.FromDays(2), key.Week.Plus(1).Span(of.Zone).End + Duration.FromDays(2));
        return WeeklyDigest.Summarise(new DigestGround(
            of, book, key.Week,
            await store.Rounds(of.Services, span, cancel),
            await Weeks(of, book, key.Week, first, cancel),
            await store.Reviews(span, cancel),
            await store.Reviews(new Interval(key.Week.Plus(-WeeksBefore).Span(of.Zone).Start, span.Start), cancel),
            await store.People(now, cancel),
            (await store.Absences(near, cancel)).ToLookup(a => a.Person, a => a.Away),
            first,
            now));
    }

    // One after the other: of a large team the rounds of one week are enough to hold at once.
    private async Task<ImmutableArray<WeekFigures>> Weeks(Readership of, PolicyBook book, DigestWeek week, Instant? first, CancellationToken cancel)
    {
        var figures = ImmutableArray.CreateBuilder<WeekFigures>(UsualWeek.MostWeeks);
        foreach (var before in UsualWeek.WeeksBefore(week, of.Zone, first).Select(w => w.Span(of.Zone)))
            figures.Add(WeekFigures.Of(await store.Rounds(of.Services, before, cancel), book, before));
        return figures.ToImmutable();
    }
}
