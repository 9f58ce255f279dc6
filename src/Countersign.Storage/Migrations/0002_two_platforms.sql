-- Somebody may be on two platforms: where they want to be asked, and on which of them messages fail for good.
alter table person_setting add column asked_on text;

create table lost_on (
    person text not null,
    platform text not null,
    why text not null,
    at integer not null,
    primary key (person, platform)
) without rowid;
insert into lost_on (person, platform, why, at)
select person, 'slack', unreachable, coalesce(unreachable_at, 0) from person_setting where unreachable is not null;
alter table person_setting drop column unreachable;
alter table person_setting drop column unreachable_at;

-- How to reach people and places where an id alone does not do; learnt from proven activities. A kind is person or place.
create table chat_address (
    platform text not null,
    tenant text not null,
    kind text not null,
    id text not null,
    service_url text not null,
    user_id text,
    conversation_id text,
    shape text,
    at integer not null,
    primary key (platform, tenant, kind, id)
) without rowid;
