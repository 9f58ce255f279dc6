using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using NodaTime;
using static Countersign.Adapters.Tests.Storage.Ledgerland;

namespace Countersign.Adapters.Tests.Storage;

/// <summary>Generated values: every case, odd texts, absent and present options.</summary>
internal static class Some
{
    private static readonly string[] Texts = ["", "plain", "“quoted” \"q\" \\ / <b> & 'x'", "line\nline\ttab", "日本語 👩‍👩‍👧 é", "\u0001\u2028", new('x', 3000)];

    private static readonly string[] Links =
    [
        "https://github.com/acme/payments-api/pull/123", "https://gitlab.example.com/g/s/r/-/merge_requests/9?x=1&y=%20#f",
        "https://github.com/acme/x/commit/0123456789abcdef0123456789abcdef01234567", "http://example.org/ä/ö", "https://EXAMPLE.org:8443/a b".Replace(" ", "%20", StringComparison.Ordinal),
    ];

    public static ChangeEvent Event(Random r) => r.Next(15) switch
    {
        0 => new ChangeEvent.Submitted(Person(r), Draft(r), Seats(r), At(r)) { Asks = Asks(r) },
        1 => new ChangeEvent.Waited(r.Next(9), r.Next(9), Report(r), At(r)),
        2 => new ChangeEvent.Assigned(
            r.Next(9), r.Next(9), Person(r), Maybe(r, () => At(r)), r.Next(2) == 0 ? null : Report(r), Maybe(r, () => Person(r)), MaybeText(r), At(r))
        {
            Handover = r.Next(2) == 0 ? null : new Handover(Person(r), One<StandDown>(r)),
        },
        3 => new ChangeEvent.Claimed(r.Next(9), r.Next(9), Person(r), At(r), At(r)),
        4 => new ChangeEvent.ClaimLapsed(r.Next(9), r.Next(9), Person(r), At(r)),
        5 => new ChangeEvent.Declined(r.Next(9), r.Next(9), Person(r), One<DeclineReason>(r), At(r)),
        6 => new ChangeEvent.StoodDown(r.Next(9), r.Next(9), Person(r), One<StandDown>(r), At(r)),
        7 => new ChangeEvent.Voted(r.Next(9), r.Next(9), Person(r), One<Verdict>(r), MaybeText(r), At(r)),
        8 => new ChangeEvent.RoundSettled(r.Next(9), One<Verdict>(r), Person(r), MaybeText(r), At(r)),
        9 => new ChangeEvent.Updated(r.Next(9), Person(r), Draft(r), Seats(r), At(r)) { Asks = Asks(r) },
        10 => new ChangeEvent.Recorded(r.Next(9), Person(r), At(r)),
        11 => new ChangeEvent.VoteVoided(r.Next(9), r.Next(9), Person(r), At(r)),
        12 => new ChangeEvent.Acknowledged(r.Next(9), r.Next(9), Person(r), At(r)),
        13 => new ChangeEvent.Reminded(r.Next(9), r.Next(9), Person(r), At(r)),
        _ => new ChangeEvent.Withdrawn(r.Next(9), Person(r), At(r)),
    };

    private static Draft Draft(Random r) => new(
        Text(r), Link(Links[r.Next(Links.Length)]), new ServiceId(Text(r)), Text(r), Text(r), Text(r), (Destruction)r.Next(16),
        MaybeText(r), MaybeText(r), One<Urgency>(r), [.. Enumerable.Range(0, r.Next(3)).Select(_ => Person(r))])
    {
        Paths = MaybeText(r),
        Tests = MaybeText(r),
        Scanner = r.Next(2) == 0 ? null : new ScannerResult(Text(r), MaybeText(r), r.Next(9), r.Next(9), r.Next(9), r.Next(9)),
        EdgeCases = MaybeText(r),
        AiReview = MaybeText(r),
        RaisedTo = Maybe(r, () => One<Tier>(r)),
    };

    private static Requirement? Asks(Random r) => r.Next(3) == 0 ? null : new Requirement(
        One<Tier>(r), [.. Enumerable.Range(0, r.Next(4)).Select(_ => new Reason(One<ReasonKind>(r), Text(r), At(Text(r), r.Next(99))))], Maybe(r, () => r.Next(10_000)));

    private static PolicyLine At(string key, int line) => new("policy.yaml", line, key);

    private static RoutingReport Report(Random r) => new(
        [.. Enumerable.Range(0, r.Next(4)).Select(_ => new Ranked(Person(r), r.Next(9), Maybe(r, () => At(r)), r.Next(2) == 0)
        {
            Expected = Maybe(r, () => At(r)), BusyUntil = Maybe(r, () => At(r)), Primary = r.Next(2) == 0, OnDuty = r.Next(2) == 0, LoadPercent = r.Next(-100, 300),
            Score = Maybe(r, () => new Score(r.Next(), -r.Next(), r.Next(9), r.Next(9), -r.Next(9), r.Next(9), -r.Next(9))),
        })],
        [.. Enumerable.Range(0, r.Next(4)).Select(_ => new PassedOver(Person(r), One<PassedOverFor>(r), Maybe(r, () => At(r))))],
        Maybe(r, () => At(r)))
    {
        Due = Maybe(r, () => At(r)),
        Timers = r.Next(2) == 0 ? null : new RoutingTimers(At(r), At(r)),
    };

    private static ImmutableArray<Qualification> Seats(Random r) =>
        [.. Enumerable.Range(0, r.Next(1, 4)).Select(_ => new Qualification(new ServiceId(Text(r)), One<Level>(r))
        {
            Because = r.Next(2) == 0 ? null : At(Text(r), 3),
            Ask = r.Next(3),
            DifferentTeams = r.Next(2) == 0 ? null : At(Text(r), 4),
        })];

    private static PersonId Person(Random r) => new("p" + r.Next(20));

    private static string Text(Random r) => Texts[r.Next(Texts.Length)];

    private static string? MaybeText(Random r) => r.Next(2) == 0 ? null : Text(r);

    // To 100 ns, as the system clock counts.
    private static Instant At(Random r) => Monday + Duration.FromTicks(r.NextInt64(-10_000_000_000_000, 10_000_000_000_000));

    private static T? Maybe<T>(Random r, Func<T> make)
        where T : struct => r.Next(2) == 0 ? null : make();

    private static T One<T>(Random r)
        where T : struct, Enum => Enum.GetValues<T>()[r.Next(Enum.GetValues<T>().Length)];
}
