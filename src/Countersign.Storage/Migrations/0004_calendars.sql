-- Own hours may have any number of shifts: as text that the policy file would take too, "Mon-Thu 08:00-12:00 13:00-16:00, Fri 08:00-12:00".
-- Before, one shift stood in nanoseconds of the day, and 23:59 for the end of the day; days are bits from Monday on.
alter table person_setting add column hours text;
update person_setting set hours =
    rtrim(
        iif(hours_days & 1, 'Mon,', '') || iif(hours_days & 2, 'Tue,', '') || iif(hours_days & 4, 'Wed,', '')
        || iif(hours_days & 8, 'Thu,', '') || iif(hours_days & 16, 'Fri,', '') || iif(hours_days & 32, 'Sat,', '')
        || iif(hours_days & 64, 'Sun,', ''), ',')
    || printf(' %02d:%02d-', hours_from / 3600000000000, hours_from / 60000000000 % 60)
    || iif(hours_to = 86340000000000, '24:00', printf('%02d:%02d', hours_to / 3600000000000, hours_to / 60000000000 % 60))
where hours_from is not null and hours_to is not null and hours_days is not null;
alter table person_setting drop column hours_from;
alter table person_setting drop column hours_to;
alter table person_setting drop column hours_days;
