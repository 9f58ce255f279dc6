namespace Countersign.Storage.Requests;

/// <summary>An open request, and whether a deadline that it may need is not there.</summary>
internal sealed record WatchRow(long Id, long Lacks)
{
    public const string Page = """
        select r.id as Id, r.status <> 'changes_requested' and (
            not exists (select 1 from deadline d where d.kind = 'escalate' and d.subject = 'round/' || r.id || '/' || r.round and d.done_at is null)
            or exists (
                select 1 from seat s where s.change_id = r.id and s.round = r.round and s.vacant = 1 and not exists (
                    select 1 from deadline d where d.kind = 'route'
                        and d.subject = 'seat/' || r.id || '/' || r.round || '/' || s.number and d.done_at is null))
            or exists (
                select 1 from seat s where s.change_id = r.id and s.round = r.round and s.claimed_by is not null and not exists (
                    select 1 from deadline d where d.kind = 'claim_lapses'
                        and d.subject = 'seat/' || r.id || '/' || r.round || '/' || s.number and d.done_at is null))) as Lacks
        from change_request r indexed by change_request_watch where r.settled_at is null and r.id > @after order by r.id limit @take
        """;
}
