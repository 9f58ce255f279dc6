using System.Collections.Immutable;
using Countersign.Core.Digest;
using Countersign.Core.People;
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
        var (people, reviews) = (await store.People(now, cancel), await store.Reviews(span, cancel));
        return WeeklyDigest.Summarise(new DigestGround(
            of, book, key.Week,
            await store.Rounds(of.Services, span, cancel),
            // Part of a week is compared with none.
            now < span.End ? [] : await Weeks(of, book, key.Week, first, cancel),
            reviews,
            await store.Reviews(new Interval(key.Week.Plus(-WeeksBefore).Span(of.Zone).Start, span.Start), cancel),
            people,
            (await store.Absences(near, cancel)).ToLookup(a => a.Person, a => a.Away),
            first,
            now)
        {
            Nameless = await NamelessOf(book, key.Week, people, cancel),
        });
    }

    /// <summary>Whom the digests of this week and of the last one don't name: who else shows what people carry leaves the same ones out.</summary>
    public async Task<ImmutableHashSet<PersonId>> NamelessNow(Instant now, CancellationToken cancel = default)
    {
        var (book, people, week) = (policy.Book, await store.People(now, cancel), DigestWeek.Of(now, DateTimeZone.Utc));
        return (await NamelessOf(book, week, people, cancel)).Union(await NamelessOf(book, week.Plus(-1), people, cancel));
    }

    // Of all digests of the week, each by its own zone's days: a reader can lay them side by side.
    private async Task<ImmutableHashSet<PersonId>> NamelessOf(PolicyBook book, DigestWeek week, IReadOnlyDictionary<PersonId, PersonState> people, CancellationToken cancel)
    {
        var unnamed = people.Where(p => p.Value.Unnamed).Select(p => p.Key).ToList();
        if (unnamed.Count == 0)
            return [];
        var all = Readership.All(book);
        var reviews = new Dictionary<DateTimeZone, ImmutableArray<ReviewSum>>();
        foreach (var zone in all.Select(r => r.Zone).Distinct())
            reviews[zone] = await store.Reviews(week.Span(zone), cancel);
        return Nameless.Of(unnamed, [.. all.Select(r => DigestReviewers.Of(book, r.Services, reviews[r.Zone]).ConvertAll(p => p.Id))]);
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
