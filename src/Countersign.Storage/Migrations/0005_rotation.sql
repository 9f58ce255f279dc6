-- Who is on in a rotation instead of whose turn it is. Who made it, and when, is in the ledger as well.
create table rota_override (
    id integer primary key,
    rotation text not null,
    person text not null,
    start_at integer not null,
    end_at integer not null,
    made_by text not null,
    made_at integer not null
);
create index rota_override_end on rota_override (end_at);
create index rota_override_rotation on rota_override (rotation, end_at);

-- An outcome is null while the offer is open.
create table swap_offer (
    id text primary key,
    rotation text not null,
    asker text not null,
    asked text not null,
    start_at integer not null,
    end_at integer not null,
    lapses_at integer not null,
    made_at integer not null,
    outcome text,
    ended_at integer
) without rowid;
create index swap_offer_open on swap_offer (made_at, id) where outcome is null;
create index swap_offer_asker on swap_offer (asker, made_at, id) where outcome is null;
create index swap_offer_ended on swap_offer (ended_at) where outcome is not null;

-- Where the messages of offers stand.
create table posted_offer (
    platform text not null,
    tenant text not null,
    channel text not null,
    message_id text not null,
    offer text not null,
    primary key (platform, tenant, channel, message_id)
) without rowid;
create index posted_offer_offer on posted_offer (offer);

-- Who people were last told is on; no person means nobody.
create table on_duty (
    rotation text primary key,
    person text,
    at integer not null
) without rowid;
