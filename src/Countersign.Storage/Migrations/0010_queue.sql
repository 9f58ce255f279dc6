-- The queue can be looked through by tier. What a request's newest round was asked follows from its events.
alter table change_request add column tier text;
update change_request set tier = (
    select lower(json_extract(cast(e.body as text), '$.asks.tier')) from change_event e
    where e.change_id = change_request.id and e.kind in ('submitted', 'updated') order by e.version desc limit 1);
