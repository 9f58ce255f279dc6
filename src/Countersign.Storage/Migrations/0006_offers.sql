-- Somebody else's reviews, offered to whoever has just finished theirs. One open offer a person.
create table offer (
    number integer primary key autoincrement,
    person text not null,
    change_id integer not null,
    round integer not null,
    seat integer not null,
    holder text not null,
    offered_at integer not null,
    until_at integer not null,
    ended text,
    ended_at integer
);
create unique index offer_open on offer (person) where ended_at is null;
create index offer_person on offer (person, number);
create index offer_change on offer (change_id) where ended_at is null;
create index offer_ended on offer (ended_at) where ended_at is not null;

-- Whoever was asked before there were reminders is looked after too. A look judges by the request, and waits where it comes too early.
insert into deadline (kind, subject, due_at)
select k.kind, 'asked/' || change_id || '/' || round || '/' || seat || '/' || person, asked_at
from seat_asked, (select 'remind' as kind union all select 'move_on' union all select 'rescue') k
where open = 1;
