using System.Globalization;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Countersign.Dashboard.Pages;

/// <summary>What of the queue is asked for, as it stands in the address. What can't be read is left out: every address shows something.</summary>
internal static class QueueQuery
{
    private static readonly (QueueTurn Turn, string Word)[] Turns =
    [
        (QueueTurn.Reader, "mine"), (QueueTurn.Reviewers, "reviewers"), (QueueTurn.Nobody, "nobody"), (QueueTurn.Author, "author"),
    ];

    public static string Word(QueueTurn turn) => Turns.FirstOrDefault(t => t.Turn == turn).Word ?? "";

    public static ServiceId? Service(IQueryCollection query, PolicyBook book) =>
        query["service"].ToString() is { Length: > 0 } id && book.Find(new ServiceId(id)) is { } service ? service.Id : null;

    public static Tier? Tier(IQueryCollection query) =>
        Tiers.All.Cast<Tier?>().FirstOrDefault(t => t!.Value.Word() == query["tier"].ToString());

    public static QueueTurn Turn(IQueryCollection query) => Turns.FirstOrDefault(t => t.Word == query["turn"].ToString()).Turn;

    /// <returns>From 1.</returns>
    public static int Page(IQueryCollection query) =>
        int.TryParse(query["page"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 1_000_000) : 1;

    public static string Write(ServiceId? service, Tier? tier, QueueTurn turn, long page)
    {
        var query = new QueryBuilder();
        if (turn != QueueTurn.Anybody)
            query.Add("turn", Word(turn));
        if (service is { } id)
            query.Add("service", id.Value);
        if (tier is { } of)
            query.Add("tier", of.Word());
        if (page > 1)
            query.Add("page", page.ToString(CultureInfo.InvariantCulture));
        return query.ToString();
    }
}
