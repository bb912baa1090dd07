-- The views that Doorstep reads, for PostgreSQL 13 or later, by row version.
--
-- An example over a schema "housing" with tables of our own invention: change what stands behind each "from" to the
-- tables you have, and leave the names of the views and of their columns as they are. Run it as the owner of the tables.
-- Then let one user read, and nothing else:
--
--     create role doorstep_reader login password '…';
--     grant usage on schema doorstep to doorstep_reader;
--     grant select on all tables in schema doorstep to doorstep_reader;

create schema doorstep;

-- The number of the transaction that changed a row last. What a transaction still under way has written has a number at
-- or above the horizon, so nothing that is read can be followed by a change that commits later with a lower one.
create function doorstep.stamp() returns trigger language plpgsql as $$
begin
  new.row_version := pg_current_xact_id()::text::bigint;
  return new;
end $$;

create view doorstep.horizon as
  select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as row_version;

-- Who belongs to a tenancy is part of the tenancy and of the person: both change with it.
create function doorstep.stamp_parties() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    update housing.tenancy set row_version = 0 where source_id = old.tenancy_id;
    update housing.person set row_version = 0 where source_id = old.person_id;
  end if;
  if tg_op <> 'DELETE' then
    update housing.tenancy set row_version = 0 where source_id = new.tenancy_id;
    update housing.person set row_version = 0 where source_id = new.person_id;
  end if;
  return null;
end $$;

alter table housing.home add column row_version bigint not null default pg_current_xact_id()::text::bigint;
alter table housing.tenancy add column row_version bigint not null default pg_current_xact_id()::text::bigint;
alter table housing.person add column row_version bigint not null default pg_current_xact_id()::text::bigint;
alter table housing.repair add column row_version bigint not null default pg_current_xact_id()::text::bigint;
alter table housing.appointment add column row_version bigint not null default pg_current_xact_id()::text::bigint;
alter table housing.contact add column row_version bigint not null default pg_current_xact_id()::text::bigint;

create trigger stamp before insert or update on housing.home for each row execute function doorstep.stamp();
create trigger stamp before insert or update on housing.tenancy for each row execute function doorstep.stamp();
create trigger stamp before insert or update on housing.person for each row execute function doorstep.stamp();
create trigger stamp before insert or update on housing.repair for each row execute function doorstep.stamp();
create trigger stamp before insert or update on housing.appointment for each row execute function doorstep.stamp();
create trigger stamp before insert or update on housing.contact for each row execute function doorstep.stamp();
create trigger stamp after insert or update or delete on housing.party
  for each row execute function doorstep.stamp_parties();

create index home_by_version on housing.home (row_version, source_id);
create index tenancy_by_version on housing.tenancy (row_version, source_id);
create index person_by_version on housing.person (row_version, source_id);
create index repair_by_version on housing.repair (row_version, source_id);
create index appointment_by_version on housing.appointment (row_version, source_id);
create index contact_by_version on housing.contact (row_version, source_id);
create index party_by_tenancy on housing.party (tenancy_id);
create index party_by_person on housing.party (person_id);

create view doorstep.homes as select * from housing.home;
create view doorstep.tenancies as select * from housing.tenancy;
create view doorstep.people as select * from housing.person;
create view doorstep.tenancy_parties as select * from housing.party;
create view doorstep.repairs as select * from housing.repair;
create view doorstep.appointments as select * from housing.appointment;
create view doorstep.contacts as select * from housing.contact;
