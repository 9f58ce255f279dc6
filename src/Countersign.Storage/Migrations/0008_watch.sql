-- The watchdog walks what is open, in the order of the numbers.
create index change_request_watch on change_request (id) where settled_at is null;

-- What was asked before there were ladders climbs one too. A look judges by the request: of what is over only the present stage is told.
insert into deadline (kind, subject, due_at)
select 'escalate', 'round/' || id || '/' || round, submitted_at
from change_request where settled_at is null and status <> 'changes_requested'
on conflict (kind, subject) where done_at is null do nothing;

-- What waited for its author before requests expired is told of it first.
insert into deadline (kind, subject, due_at)
select 'expire', 'round/' || id || '/' || round, submitted_at
from change_request where settled_at is null and status = 'changes_requested'
on conflict (kind, subject) where done_at is null do nothing;
