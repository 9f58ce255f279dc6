namespace Countersign.Storage.Requests;

/// <summary>An open request.</summary>
/// <param name="Suspect">Its number once more where a deadline that it may need is not there; null where none is missing.</param>
internal sealed record WatchRow(long Id, long? Suspect)
{
    // A column and no expression: of an empty answer nobody could tell an expression's type.
    public const string Page = """
        select r.id as Id, (
            select q.id from change_request q where q.id = r.id and case when q.status = 'changes_requested' then
                not exists (select 1 from deadline d where d.kind = 'expire' and d.subject = 'round/' || q.id || '/' || q.round and d.done_at is null)
            else not exists (select 1 from deadline d where d.kind = 'escalate' and d.subject = 'round/' || q.id || '/' || q.round and d.done_at is null)
                or exists (
                    select 1 from seat s where s.change_id = q.id and s.round = q.round and s.vacant = 1 and not exists (
                        select 1 from deadline d where d.kind = 'route'
                            and d.subject = 'seat/' || q.id || '/' || q.round || '/' || s.number and d.done_at is null))
                or exists (
                    select 1 from seat s where s.change_id = q.id and s.round = q.round and s.claimed_by is not null and not exists (
                        select 1 from deadline d where d.kind = 'claim_lapses'
                            and d.subject = 'seat/' || q.id || '/' || q.round || '/' || s.number and d.done_at is null)) end) as Suspect
        from change_request r indexed by change_request_watch where r.settled_at is null and r.id > @after order by r.id limit @take
        """;
}
