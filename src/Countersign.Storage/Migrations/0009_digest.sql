-- What a digest needs of each round; see Requests/RoundFactRow.cs. Filled in from the events right after this script: Requests/RoundFill.cs.
create table round_fact (
    change_id integer not null,
    round integer not null,
    author text not null,
    service text not null,
    tier text,
    ai_tools text not null,
    calendar text,
    first_response integer,
    decision integer,
    began_at integer not null,
    turns text not null,
    responded_at integer,
    breached_at integer,
    verdict text,
    decided_at integer,
    ending text,
    over_at integer,
    escalated text,
    handed_on text,
    primary key (change_id, round)
) without rowid;
create index round_fact_week on round_fact (service, over_at, began_at);
create index vote_at on vote (at);
create index absence_span on absence (end_at, start_at);

-- Which week's digest was posted: the unique key keeps it from being posted twice. A scope is house, or team/<id>; a week is 2026-W47.
create table digest_post (
    scope text not null,
    week text not null,
    posted_at integer not null,
    primary key (scope, week)
) without rowid;

-- Whoever does not want to be named in digests. Sums stay the same.
alter table person_setting add column unnamed integer;

-- When the sending of a message that must not be repeated was begun.
alter table outbox add column begun_at integer;
