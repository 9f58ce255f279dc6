using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <param name="Mended">Steps that were missing, and are set again.</param>
/// <param name="Late">Steps that should have been taken minutes ago, and were late at the look before already.</param>
public sealed record WatchReport(ImmutableArray<Deadline> Mended, ImmutableArray<Deadline> Late);

/// <summary>
/// Looks beside everything else whether each open request has its next step, and whether steps are taken. Sets what is missing, and
/// tells the operators, once an hour at most of each sort. One caller at a time. Source: product.md, Policy (escalation).
/// </summary>
public sealed class Watchdog(IStore store, PolicyInForce policy)
{
    /// <summary>From then on a step that was not taken is late.</summary>
    public static readonly Duration MostLate = Duration.FromMinutes(5);

    private const int Page = 1_000;
    private const int PagesALook = 20;
    private const int MostLateSeen = 500;
    private static readonly Duration TellAgain = Duration.FromHours(1);
    private readonly Findings _mended = new();
    private readonly Findings _late = new();
    private ImmutableHashSet<Deadline> _lateBefore = [];
    private ChangeId _after = new(0);

    /// <param name="isHeld">Steps are held on purpose just now: then none is late.</param>
    public async Task<WatchReport> Look(Instant now, bool isHeld, CancellationToken cancel = default)
    {
        var late = await Late(now, isHeld, cancel);
        var mended = new List<Deadline>();
        for (var i = 0; i < PagesALook; i++)
        {
            var page = await store.Unwatched(_after, Page, cancel);
            foreach (var id in page.Suspects)
                mended.AddRange(await Mend(id, now, cancel));
            _after = page.Last ?? new ChangeId(0);
            if (page.Last is null)
                break;
        }

        _mended.Add(mended);
        _late.Add(late);
        await Tell(_mended, MendedWords, now, cancel);
        await Tell(_late, LateWords, now, cancel);
        return new WatchReport([.. mended], late);
    }

    // Late twice in a row: a process that was down for a night takes everything within seconds, and nothing is wrong with that.
    private async Task<ImmutableArray<Deadline>> Late(Instant now, bool isHeld, CancellationToken cancel)
    {
        var late = isHeld ? [] : await store.Due(now - MostLate, MostLateSeen, cancel);
        ImmutableArray<Deadline> still = [.. late.Where(_lateBefore.Contains)];
        _lateBefore = [.. late];
        return still;
    }

    private async Task<ImmutableArray<Deadline>> Mend(ChangeId id, Instant now, CancellationToken cancel)
    {
        if (await store.Find(id, cancel) is not { } seen || !NextSteps.Of(seen, policy.Book, now).Any())
            return [];
        return await store.Write<ImmutableArray<Deadline>>(
            work =>
            {
                if (work.Load(id) is not { } change)
                    return [];
                var missing = NextSteps.Of(change, policy.Book, now).Where(s => work.DueAt(s.Kind, s.On) is null)
                    .Select(s => new Deadline(s.Kind, s.On, now)).ToImmutableArray();
                foreach (var step in missing)
                    work.Schedule(step);
                return missing;
            },
            cancel);
    }

    private async Task Tell(Findings findings, Func<ImmutableArray<Deadline>, Sentence> words, Instant now, CancellationToken cancel)
    {
        if (!findings.AreToBeTold(now, TellAgain))
            return;
        await store.Write(
            work =>
            {
                Notices.TellAllOperators(work, policy.Book, words(findings.Open), now);
                return true;
            },
            cancel);
        findings.Told(now);
    }

    private static Sentence MendedWords(ImmutableArray<Deadline> steps) =>
        Sentence.Of($"{(steps.Length == 1 ? "A next step was" : $"{steps.Length} next steps were")} missing, so these requests would have waited for ever: ")
        + StillOpen.Listed(Changes(steps))
        + Sentence.Of($". I have set what was missing, and they go on now. This should not happen: please keep the log.");

    private static Sentence LateWords(ImmutableArray<Deadline> steps)
    {
        var changes = Changes(steps);
        return Sentence.Of($"{(steps.Length == 1 ? "A step is" : $"{steps.Length} steps are")} late by more than {Times.Span(MostLate)}")
            + (changes.IsEmpty ? Sentence.Empty : Sentence.Of($", of ") + StillOpen.Listed(changes))
            + Sentence.Of($". The log says why; docs/operations.md, “When the watchdog speaks”, says what to do.");
    }

    private static ImmutableArray<ChangeId> Changes(ImmutableArray<Deadline> steps) =>
    [
        .. steps.Select(s => s.Subject switch
        {
            DeadlineSubject.OfSeat on => on.Change,
            DeadlineSubject.OfRound on => on.Change,
            DeadlineSubject.OfAsked on => on.Change,
            _ => (ChangeId?)null,
        }).OfType<ChangeId>().Distinct(),
    ];

    /// <summary>What was found of one sort and is not told yet.</summary>
    private sealed class Findings
    {
        private Instant? _told;

        public ImmutableArray<Deadline> Open { get; private set; } = [];

        public void Add(IEnumerable<Deadline> found) => Open = [.. Open.Concat(found).DistinctBy(d => (d.Kind, d.Subject))];

        // A clock that was put back must not silence it.
        public bool AreToBeTold(Instant now, Duration again) => !Open.IsEmpty && !(_told is { } told && told <= now && now - told < again);

        public void Told(Instant now) => (_told, Open) = (now, []);
    }
}
