using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Simulation;
using NodaTime;
using static Countersign.Simulation.StrategyNames;

namespace Countersign.Host.Forecasts;

/// <summary>Runs the simulator for somebody who asked in chat, on the calling thread alone.</summary>
internal static class Foresight
{
    // After everybody else in the order of ids: whom the seeds give which days and habits stays as it was.
    private const string OneMoreId = "~one-more";

    private static readonly Duration MoreTime = Duration.FromMinutes(30);
    private static readonly Duration WholeDay = Duration.FromHours(24);

    /// <returns>Null when none of the changes needed a decision.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; looked at between two runs.</exception>
    public static Forecast? Of(ForecastAsk ask, CancellationToken cancel)
    {
        Dictionary<string, Result> run(int load, PolicyBook book, params string[] only) => Comparison.Run(
            new WorkloadModel { ChangesPerDay = load, Weeks = ForecastAsk.Weeks }, [.. Enumerable.Range(1, ask.Seeds)], book, only,
            parallel: 1, cancel).ToDictionary(r => r.Strategy);
        var possible = new MadeUp(ask.Policy);
        var usual = run(ask.Load, ask.Policy, Ours, LoadBalance, ShortestQueue);
        if (usual[Ours].Runs.Any(r => r.Decisions == 0))
            return null;
        var busier = (int)Math.Ceiling(1.3 * ask.Load);
        var leastCovered = LeastCovered(ask.Policy, possible);
        return new Forecast(
            Seen(usual[Ours]), Seen(usual[LoadBalance]), Seen(usual[ShortestQueue]),
            busier, Seen(run(busier, ask.Policy, Ours)[Ours]),
            Seen(run(ask.Load, WithMoreTime(ask.Policy), Ours)[Ours]),
            Seen(run(ask.Load, WithOneMore(ask.Policy, leastCovered), Ours)[Ours]), leastCovered)
        {
            LeftOut = possible.Remark ?? "",
        };
    }

    private static Foreseen Seen(Result result) =>
        new(result.Mean(m => m.Breaches), Duration.FromHours(result.Mean(m => m.DecisionP90)));

    // Of those that are simulated: a reviewer for another one would bring changes that were not there before.
    private static ServiceId LeastCovered(PolicyBook book, MadeUp possible) => possible.Services.Select(s => s.Id)
        .Select(s => (Service: s, Reviewers: book.Roster.Everybody.Count(p => Reviewers.Reviews(book, p, s))))
        .Where(s => s.Reviewers > 0)
        .OrderBy(s => s.Reviewers).ThenBy(s => s.Service.Value, StringComparer.Ordinal).First().Service;

    private static PolicyBook WithMoreTime(PolicyBook book) =>
        With(book, book.Roster.Everybody.Select(p => p with { Capacity = Duration.Min(WholeDay, p.Capacity + MoreTime) }));

    // One like the first of those who cover it: as senior, in the same place and hours.
    private static PolicyBook WithOneMore(PolicyBook book, ServiceId service)
    {
        var like = book.Roster.Everybody.First(p => Reviewers.Reviews(book, p, service));
        return With(book, book.Roster.Everybody.Append(like with { Id = new PersonId(OneMoreId), Identities = [], GitHub = null }));
    }

    private static PolicyBook With(PolicyBook book, IEnumerable<Person> people) => book with { Roster = new Roster(people) };
}
