using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>The use case by which operators and leads learn what another load would bring. The result comes later, in their own chat.</summary>
public sealed class Forecasting(IStore store, PolicyInForce policy, IForecast forecast)
{
    // The workload of routing.md: 100 changes a day among 40 reviewers.
    private const double EachReviewer = 2.5;

    /// <param name="words">What follows <c>simulate</c>.</param>
    public Task<Answer> Ask(ReceiptKey receipt, Actor.Member by, string words, Instant now, CancellationToken cancel = default) =>
        store.Write(
            work =>
            {
                if (work.FindReceipt(receipt) is { } earlier)
                    return earlier;
                var answer = Answered(receipt, by, words, policy.Book);
                work.Keep(receipt, answer, now);
                return answer;
            },
            cancel);

    /// <summary>Sends what came of it, or why nothing did. Durable when the task completes.</summary>
    public static Task Tell(IStore store, ForecastAsk ask, Sentence words, Instant now, CancellationToken cancel = default) => store.Write(
        work =>
        {
            work.Send(new Outgoing(Lane.Of(ask.Via), new Notice.ForLead(words)), now);
            return true;
        },
        cancel);

    // It may be run twice, as the transaction may: the same receipt begins one.
    private Answer Answered(ReceiptKey receipt, Actor.Member by, string words, PolicyBook book)
    {
        if (!Commands.Leads(by.Person.Id, book))
            return new Answer(false, ForecastWords.ForLeads);
        var (asked, hint) = SimulateAsk.Read(words);
        if (asked is null)
            return new Answer(false, hint!);
        var reviewers = book.Roster.Everybody.Count(p => Reviewers.Reviews(book, p));
        if (reviewers == 0)
            return new Answer(false, ForecastWords.NobodyReviews);
        var load = asked.Load ?? (int)Math.Clamp(Math.Round(EachReviewer * reviewers), 1, SimulateAsk.MostLoad);
        return forecast.TryBegin(new ForecastAsk(receipt, by.Via, book, load, asked.Seeds))
            ? Answer.Says(ForecastWords.Begun(load, asked.Seeds))
            : new Answer(false, ForecastWords.Busy);
    }
}
