using Countersign.Core.Ports;
using Countersign.Storage.Forms;

namespace Countersign.Storage.Requests;

/// <summary>Pages of what is open. Walked by the index over the open ones alone, because that is what grows with the load, not with the years.</summary>
internal static class QueueRows
{
    private const string Asked = """
        from change_request r indexed by change_request_watch
        where r.settled_at is null
            and (@service is null or r.service = @service)
            and (@tier is null or r.tier = @tier)
            and (@status is null or r.status = @status or (@status = 'assigned' and r.status = 'in_review'))
            and (@reader is null
                or exists (
                    select 1 from seat_asked a where a.change_id = r.id and a.round = r.round and a.person = @reader and a.open = 1)
                or (r.author = @reader and r.status = 'changes_requested'))
        """;

    // What nobody can be asked for needs help most; what is the author's turn waits for nobody else. Both have no time, and go by number.
    public const string Page = "select r.id " + Asked + """
         order by case r.status when 'waiting' then 0 when 'changes_requested' then 2 else 1 end, r.due_at is null, r.due_at, r.id
        limit @take offset @skip
        """;

    public const string Count = "select count(*) " + Asked;

    public static object Parameters(QueueAsk ask) => new
    {
        service = ask.Service?.Value,
        tier = ask.Tier is { } tier ? StoredName.Of(tier) : null,
        status = ask.Turn switch
        {
            QueueTurn.Reviewers => "assigned",
            QueueTurn.Nobody => "waiting",
            QueueTurn.Author => "changes_requested",
            _ => null,
        },
        reader = ask.Turn == QueueTurn.Reader ? ask.Reader.Value : null,
        take = ask.Take,
        skip = ask.Skip,
    };
}

/// <summary>How many open requests have a status. Not positional: a count has no declared type.</summary>
internal sealed record StatusCount
{
    public string Status { get; init; } = "";

    public long Requests { get; init; }

    public const string Open = """
        select status as Status, count(*) as Requests from change_request indexed by change_request_watch where settled_at is null group by status
        """;
}
