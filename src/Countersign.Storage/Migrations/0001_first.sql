-- Times are Unix milliseconds, UTC. Names such as kinds, verdicts and levels are lower-case with underscores.

-- The ledger: every field of an entry as a column, beside the exact bytes that are hashed.
create table ledger_entry (
    seq integer primary key,
    at integer not null,
    type text not null,
    request text,
    round integer,
    platform text,
    actor text,
    person text,
    level text,
    service text,
    repository text,
    pull_request integer,
    head_sha text,
    policy text not null,
    roster text not null,
    verdict text,
    assignee text,
    seconds_to_decide integer,
    body text,
    detail text,
    count integer,
    prev text not null,
    bytes blob not null,
    hash text not null
);
create index ledger_entry_request on ledger_entry (request) where request is not null;

create table ledger_head (
    one integer primary key check (one = 1),
    count integer not null,
    hash text not null
);
insert into ledger_head (one, count, hash)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- What the commitments in the ledger stand for. Erasing a row erases the person from the ledger.
create table ledger_subject (
    commitment text primary key,
    kind text not null,
    salt blob not null,
    value text not null
) without rowid;
create unique index ledger_subject_value on ledger_subject (kind, value);

create table refusal_tally (
    hour integer not null,
    actor text not null,
    change_id integer not null,
    command text not null,
    code text not null,
    count integer not null,
    platform text,
    person text,
    level text,
    primary key (hour, actor, change_id, command, code)
) without rowid;

-- The events are the requests; each belongs to one ledger entry and is stored in its order.
create table change_event (
    ledger_seq integer primary key references ledger_entry (seq),
    change_id integer not null,
    version integer not null,
    at integer not null,
    kind text not null,
    body blob not null,
    salt blob not null
);
create unique index change_event_version on change_event (change_id, version);

-- Projections of the events, for questions across requests and for the unique keys.
create table change_request (
    id integer primary key,
    author text not null,
    service text not null,
    title text not null,
    status text not null,
    round integer not null,
    version integer not null,
    submitted_at integer not null,
    due_at integer,
    settled_at integer
);
create index change_request_author on change_request (author, id);
create index change_request_open on change_request (author, id) where settled_at is null;

create table seat (
    change_id integer not null,
    round integer not null,
    number integer not null,
    service text not null,
    at_least text not null,
    vacant integer not null,
    claimed_by text,
    claimed_until integer,
    primary key (change_id, round, number)
) without rowid;
create index seat_vacant on seat (change_id, round, number) where vacant = 1;

create table seat_asked (
    change_id integer not null,
    round integer not null,
    seat integer not null,
    person text not null,
    asked_at integer not null,
    due_at integer,
    open integer not null,
    primary key (change_id, round, seat, person)
) without rowid;
create index seat_asked_open on seat_asked (person, due_at, change_id) where open = 1;

create table vote (
    change_id integer not null,
    round integer not null,
    seat integer not null,
    person text not null,
    verdict text not null,
    asked_at integer,
    at integer not null,
    primary key (change_id, round, seat),
    unique (change_id, round, person)
) without rowid;

create table settlement (
    change_id integer not null,
    round integer not null,
    verdict text not null,
    person text not null,
    at integer not null,
    primary key (change_id, round)
) without rowid;

create table policy_version (
    digest text primary key,
    accepted_at integer not null,
    ledger_seq integer not null,
    bytes blob not null
);
create index policy_version_order on policy_version (ledger_seq);

create table receipt (
    key text primary key,
    at integer not null,
    answer blob not null
) without rowid;
create index receipt_at on receipt (at);

-- A subject is seat/<request>/<round>/<seat> or person/<id>.
create table deadline (
    id integer primary key,
    kind text not null,
    subject text not null,
    due_at integer not null,
    done_at integer
);
create unique index deadline_open on deadline (kind, subject) where done_at is null;
create index deadline_due on deadline (due_at) where done_at is null;
create index deadline_done on deadline (done_at) where done_at is not null;

-- Autoincrement: an id is never given twice, because delivered rows are deleted and the pump remembers ids.
create table outbox (
    id integer primary key autoincrement,
    platform text not null,
    tenant text not null,
    lane text not null,
    lane_id text not null,
    kind text not null,
    body blob not null,
    sent_at integer not null,
    attempts integer not null default 0,
    error text,
    parked_at integer
);
create index outbox_waiting on outbox (id) where parked_at is null;
create index outbox_parked on outbox (id) where parked_at is not null;

-- An audience is team or reviewer/<round>/<person>.
create table posted_card (
    platform text not null,
    tenant text not null,
    channel text not null,
    message_id text not null,
    change_id integer not null,
    audience text not null,
    primary key (platform, tenant, channel, message_id)
) without rowid;
create index posted_card_change on posted_card (change_id, audience);

create table absence (
    id integer primary key,
    person text not null,
    start_at integer,
    end_at integer
);
create index absence_person on absence (person, end_at);
create index absence_end on absence (end_at);

create table person_setting (
    person text primary key,
    hours_from integer,
    hours_to integer,
    hours_days integer,
    own_limit integer,
    unreachable text,
    unreachable_at integer,
    last_assigned_at integer
) without rowid;

create table chat_identity (
    platform text not null,
    tenant text not null,
    user_id text not null,
    person text not null,
    first_seen_at integer not null,
    last_seen_at integer not null,
    primary key (platform, tenant, user_id)
) without rowid;
