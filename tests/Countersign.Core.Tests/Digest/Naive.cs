using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Tests.Digest;

/// <summary>
/// The numbers of a digest, found another way: straight from the raw events, minute by minute, without the product's clock, rows, calendars or
/// percentiles. Slow and simple on purpose.
/// </summary>
internal sealed class Naive
{
    private const int Minutes = 60_000;
    private static readonly Instant Origin = GoldenMonth.First.Span(World.Berlin).Start - Duration.FromDays(2);
    private readonly Dictionary<PersonId, bool[]> _business = [];

    /// <summary>One round, as its events tell it.</summary>
    internal sealed class Round
    {
        public required int Number { get; init; }

        public required ServiceId Service { get; init; }

        public required Tier Tier { get; init; }

        public required string Tools { get; init; }

        public required PersonId Author { get; init; }

        public required Instant Began { get; init; }

        public Instant? Signed { get; set; }

        public Instant? Breached { get; set; }

        public (Verdict Verdict, Instant At)? Decided { get; set; }

        public Instant? Withdrawn { get; set; }

        public Instant? Recorded { get; set; }

        public Instant? Updated { get; set; }

        public List<Instant> Escalated { get; } = [];

        public List<Instant> Left { get; } = [];

        public List<(PersonId By, Instant At)> Votes { get; } = [];

        /// <summary>From when on it was whose turn: r, n, a, or - once it is over.</summary>
        public List<(Instant At, char Turn)> Turns { get; } = [];

        public char TurnAt(Instant at) => Turns.Last(t => t.At <= at).Turn;

        public Instant? Ended => Decided?.At ?? Withdrawn ?? Recorded;
    }

    public Naive(GoldenMonth month) =>
        Rounds = [.. month.Requests.Values.SelectMany(RoundsOf).Where(r => r.Service == GoldenMonth.Payments || r.Service == GoldenMonth.Ledger)];

    public List<Round> Rounds { get; }

    public static IEnumerable<Round> All(GoldenMonth month) => month.Requests.Values.SelectMany(RoundsOf);

    public bool Counts(Round round, Instant minute)
    {
        if (round.Service == GoldenMonth.Payments)
            return true;
        if (!_business.TryGetValue(round.Author, out var business))
            _business[round.Author] = business = [.. Enumerable.Range(0, Minutes).Select(m => IsBusiness(round.Author, Origin + Duration.FromMinutes(m)))];
        return business[(int)(minute - Origin).TotalMinutes];
    }

    /// <summary>Minutes of the round's clock in a time in which it was this side's turn.</summary>
    public int Spent(Round round, char turn, Instant from, Instant until)
    {
        var minutes = 0;
        for (var at = Instant.Max(from, round.Began); at < until && round.TurnAt(at) != '-'; at += Duration.FromMinutes(1))
            if (round.TurnAt(at) == turn && Counts(round, at))
                minutes++;
        return minutes;
    }

    public int ToFirst(Round round) => Spent(round, 'r', round.Began, round.Signed!.Value);

    public int ToDecision(Round round) => Spent(round, 'r', round.Began, round.Decided!.Value.At);

    /// <summary>The end of the minute with which the reviewers' time was used up; as it was noted, where that was before or it never was.</summary>
    /// <param name="seen">Until when a turn that goes on is looked at.</param>
    public Instant? LateAt(Round round, Instant seen)
    {
        var left = GoldenMonth.PlanOf(round.Service).Decision.TotalMinutes;
        var end = round.Turns[^1] is { Turn: '-', At: var over } ? over : Instant.Max(seen, round.Turns[^1].At);
        for (var at = round.Began; at < end; at += Duration.FromMinutes(1))
            if (round.TurnAt(at) == 'r' && Counts(round, at) && --left <= 0)
                return round.Breached < at ? round.Breached : at + Duration.FromMinutes(1);
        return round.Breached;
    }

    // The least of them by which at least so many of a hundred are covered.
    public static int? Rank(IEnumerable<int> minutes, int percent)
    {
        var all = minutes.ToList();
        return all.Count == 0 ? null : all.Where(candidate => all.Count(m => m <= candidate) * 100 >= percent * all.Count).Min();
    }

    private static bool IsBusiness(PersonId author, Instant at)
    {
        var local = at.InZone(author.Value == "ana" ? World.Berlin : GoldenMonth.NewYork).LocalDateTime;
        return local.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && local.Hour is >= 9 and < 17
            && !(author.Value == "ana" && local.Date == GoldenMonth.Holiday);
    }

    private static IEnumerable<Round> RoundsOf(List<ChangeEvent> events)
    {
        Round? round = null;
        var (asked, voted, seats) = (new Dictionary<int, int>(), new HashSet<int>(), 0);
        foreach (var e in events)
        {
            if (e is ChangeEvent.Submitted or ChangeEvent.Updated)
            {
                if (round is not null)
                    (round.Updated, _) = (e.At, Turned(round, e.At, '-'));
                if (round is not null)
                    yield return round;
                var (author, draft, needs, asks) = e switch
                {
                    ChangeEvent.Submitted s => (s.Author, s.Draft, s.Seats, s.Asks!),
                    var u => (((ChangeEvent.Updated)u).By, ((ChangeEvent.Updated)u).Draft, ((ChangeEvent.Updated)u).Seats, ((ChangeEvent.Updated)u).Asks!),
                };
                round = new Round { Number = (round?.Number ?? 0) + 1, Service = draft.Service, Tier = asks.Tier, Tools = draft.AiTools, Author = author, Began = e.At };
                (asked, voted, seats) = ([], [], needs.Length);
            }

            Note(round!, e, asked, voted);
            var over = round!.Withdrawn ?? round.Recorded;
            var turn = over is not null || round.Decided is { Verdict: not Verdict.ChangesRequested } ? '-'
                : round.Decided is not null ? 'a'
                : Enumerable.Range(1, seats).Any(s => !voted.Contains(s) && asked.GetValueOrDefault(s) > 0) ? 'r' : 'n';
            Turned(round, e.At, turn);
        }

        yield return round!;
    }

    private static void Note(Round round, ChangeEvent e, Dictionary<int, int> asked, HashSet<int> voted)
    {
        switch (e)
        {
            case ChangeEvent.Assigned a:
                asked[a.Seat] = asked.GetValueOrDefault(a.Seat) + 1;
                break;
            case ChangeEvent.Declined d:
                asked[d.Seat]--;
                round.Left.Add(d.At);
                break;
            case ChangeEvent.StoodDown d:
                asked[d.Seat]--;
                round.Left.Add(d.At);
                break;
            case ChangeEvent.Acknowledged:
                round.Signed ??= e.At;
                break;
            case ChangeEvent.Escalated:
                round.Escalated.Add(e.At);
                break;
            case ChangeEvent.Breached:
                round.Breached ??= e.At;
                break;
            case ChangeEvent.Voted v:
                round.Signed ??= v.At;
                voted.Add(v.Seat);
                round.Votes.Add((v.By, v.At));
                break;
            case ChangeEvent.RoundSettled s:
                round.Decided = (s.Verdict, s.At);
                break;
            case ChangeEvent.Withdrawn:
                round.Withdrawn = e.At;
                break;
            case ChangeEvent.Recorded:
                round.Recorded = e.At;
                break;
        }
    }

    private static char Turned(Round round, Instant at, char turn)
    {
        round.Turns.RemoveAll(t => t.At == at);
        round.Turns.Add((at, turn));
        return turn;
    }
}
