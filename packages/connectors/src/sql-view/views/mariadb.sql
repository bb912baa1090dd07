-- The views that Doorstep reads, for MariaDB 10.6 or later, by time of change.
--
-- An example over a database "housing" with tables of our own invention: change what stands behind each "from" to the
-- tables you have, and leave the names of the views and of their columns as they are. Then let one user read, and nothing
-- else:
--
--     create user doorstep_reader identified by '…' require ssl;
--     grant select on doorstep.* to doorstep_reader;
--
-- "timestamp" is kept in UTC, and Doorstep reads it in UTC. Where your column is a "datetime" in local time, write
-- convert_tz(changed_at, 'Europe/London', 'UTC') as changed_at.

create database doorstep;

alter table housing.home add column changed_at timestamp(3) not null default current_timestamp(3) on update current_timestamp(3), add index (changed_at, source_id);
alter table housing.tenancy add column changed_at timestamp(3) not null default current_timestamp(3) on update current_timestamp(3), add index (changed_at, source_id);
alter table housing.person add column changed_at timestamp(3) not null default current_timestamp(3) on update current_timestamp(3), add index (changed_at, source_id);
alter table housing.repair add column changed_at timestamp(3) not null default current_timestamp(3) on update current_timestamp(3), add index (changed_at, source_id);
alter table housing.appointment add column changed_at timestamp(3) not null default current_timestamp(3) on update current_timestamp(3), add index (changed_at, source_id);
alter table housing.contact add column changed_at timestamp(3) not null default current_timestamp(3) on update current_timestamp(3), add index (changed_at, source_id);
alter table housing.party add index (tenancy_id), add index (person_id);

-- Who belongs to a tenancy is part of the tenancy and of the person: both change with it.
create trigger housing.party_added after insert on housing.party for each row update housing.tenancy t, housing.person n set t.changed_at = current_timestamp(3), n.changed_at = current_timestamp(3) where t.source_id = new.tenancy_id and n.source_id = new.person_id;
create trigger housing.party_changed after update on housing.party for each row update housing.tenancy t, housing.person n set t.changed_at = current_timestamp(3), n.changed_at = current_timestamp(3) where t.source_id in (old.tenancy_id, new.tenancy_id) and n.source_id in (old.person_id, new.person_id);
create trigger housing.party_removed after delete on housing.party for each row update housing.tenancy t, housing.person n set t.changed_at = current_timestamp(3), n.changed_at = current_timestamp(3) where t.source_id = old.tenancy_id and n.source_id = old.person_id;

create view doorstep.homes as select * from housing.home;
create view doorstep.tenancies as select * from housing.tenancy;
create view doorstep.people as select * from housing.person;
create view doorstep.tenancy_parties as select * from housing.party;
create view doorstep.repairs as select * from housing.repair;
create view doorstep.appointments as select * from housing.appointment;
create view doorstep.contacts as select * from housing.contact;
