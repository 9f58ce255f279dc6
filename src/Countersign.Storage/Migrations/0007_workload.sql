-- Votes by person and day of UTC (days since 1970): load is counted without walking the votes of years.
create table review_day (
    day integer not null,
    person text not null,
    reviews integer not null,
    primary key (day, person)
) without rowid;
insert into review_day (day, person, reviews) select at / 86400000, person, count(*) from vote group by 1, 2;

-- Whoever the policy file lists, and since when; null for those who were there when this was noted first.
create table roster_since (
    person text primary key,
    since_at integer
) without rowid;

create index seat_asked_at on seat_asked (asked_at, person);
