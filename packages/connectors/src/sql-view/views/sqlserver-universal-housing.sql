-- The views that Doorstep reads, over a Universal Housing (Civica) database on SQL Server, by row version.
--
-- Written to the published description of its tables (LBHackney-IT/uh-documentation) and not run here: no such database
-- was at hand. Run it in the Universal Housing database itself, because min_active_rowversion() tells of the database it
-- is called in. Then let one login read, and nothing else:
--
--     create user doorstep_reader for login doorstep_reader;
--     grant select on schema::doorstep to doorstep_reader;
--
-- Of this system: every char column is padded, so it is trimmed; 1900-01-01 stands for no date, so it becomes null; a
-- person is known by the household and a number in it. Nothing is taken of rents, benefits, health, vulnerability or the
-- text of alerts.

create schema doorstep;
go

-- Changes below this are committed, whatever is still under way.
create view doorstep.horizon as
select cast(min_active_rowversion() as binary(8)) as row_version;
go

create view doorstep.homes as
select
  rtrim(p.prop_ref) as source_id,
  cast(p.tstamp as binary(8)) as row_version,
  nullif(rtrim(p.major_ref), '') as parent_id,
  rtrim(p.prop_ref) as property_reference,
  nullif(rtrim(p.u_llpg_ref), '') as uprn,
  nullif(rtrim(p.level_code), '') as kind,
  nullif(rtrim(p.short_address), '') as address_line_1,
  nullif(rtrim(p.post_code), '') as postal_code
from dbo.property p;
go

-- A tenancy also changes with the people of its household. One who left the household is found by the daily sweep.
create view doorstep.tenancies as
select
  rtrim(t.tag_ref) as source_id,
  (select max(v.one) from (
     select cast(t.tstamp as binary(8)) as one
     union all
     select cast(m.tstamp as binary(8)) from dbo.member m where m.house_ref = t.house_ref
   ) v) as row_version,
  nullif(rtrim(t.prop_ref), '') as home_id,
  nullif(rtrim(t.u_saff_rentacc), '') as payment_reference,
  nullif(rtrim(t.tenure), '') as tenancy_type,
  nullif(t.cot, '19000101') as start_date,
  nullif(t.eot, '19000101') as end_date,
  case when t.terminated = 1 then 0 else 1 end as is_active
from dbo.tenagree t;
go

-- A person also changes with the tenancies of the household.
create view doorstep.people as
select
  rtrim(m.house_ref) + '/' + cast(cast(m.person_no as int) as varchar(3)) as source_id,
  (select max(v.one) from (
     select cast(m.tstamp as binary(8)) as one
     union all
     select cast(t.tstamp as binary(8)) from dbo.tenagree t where t.house_ref = m.house_ref
   ) v) as row_version,
  nullif(rtrim(m.title), '') as title,
  nullif(rtrim(m.forename), '') as given_name,
  nullif(rtrim(m.surname), '') as family_name,
  nullif(m.dob, '19000101') as date_of_birth,
  case when m.responsible = 1 then 'tenant' else 'household-member' end as kind
from dbo.member m;
go

create view doorstep.tenancy_parties as
select
  rtrim(t.tag_ref) as tenancy_id,
  rtrim(m.house_ref) + '/' + cast(cast(m.person_no as int) as varchar(3)) as person_id,
  case when m.responsible = 1 then 'tenant' else 'household-member' end as role,
  m.responsible as is_responsible,
  nullif(ltrim(rtrim(m.title) + ' ' + rtrim(m.forename) + ' ' + rtrim(m.surname)), '') as full_name,
  nullif(m.dob, '19000101') as date_of_birth
from dbo.tenagree t
join dbo.member m on m.house_ref = t.house_ref
where rtrim(t.house_ref) <> '';
go

-- Work orders, and requests that have none yet. A request that gets one leaves this view; the daily sweep notices.
create view doorstep.repairs as
select
  rtrim(w.wo_ref) as source_id,
  case when q.tstamp > w.tstamp then cast(q.tstamp as binary(8)) else cast(w.tstamp as binary(8)) end as row_version,
  nullif(rtrim(w.prop_ref), '') as home_id,
  q.rq_problem as description,
  nullif(rtrim(q.rq_priority), '') as priority,
  nullif(rtrim(w.wo_status), '') as status,
  nullif(rtrim(w.sup_ref), '') as contractor,
  nullif(w.created, '19000101') as raised_at,
  coalesce(nullif(w.datecomp, '19000101'), nullif(cast(w.completed as datetime), '19000101')) as completed_at
from dbo.rmworder w
left join dbo.rmreqst q on q.rq_ref = w.rq_ref
union all
select
  'rq/' + rtrim(q.rq_ref),
  cast(q.tstamp as binary(8)),
  nullif(rtrim(q.prop_ref), ''),
  q.rq_problem,
  nullif(rtrim(q.rq_priority), ''),
  case when nullif(q.rq_cancel_date, '19000101') is null then 'requested' else 'cancelled' end,
  null,
  nullif(q.rq_date, '19000101'),
  null
from dbo.rmreqst q
where not exists (select 1 from dbo.rmworder w where w.rq_ref = q.rq_ref);
go

-- What was arranged when the request was taken. apoint_time is free text and is not read.
create view doorstep.appointments as
select
  rtrim(w.wo_ref) + '/' + rtrim(q.rq_ref) as source_id,
  case when q.tstamp > w.tstamp then cast(q.tstamp as binary(8)) else cast(w.tstamp as binary(8)) end as row_version,
  rtrim(w.wo_ref) as repair_id,
  q.appointment as starts_at,
  case when rtrim(w.wo_status) = '700' then 'cancelled' else 'planned' end as status
from dbo.rmworder w
join dbo.rmreqst q on q.rq_ref = w.rq_ref
where nullif(q.appointment, '19000101') is not null;
go

-- Requests that residents made, and visits. What a visit points at (reference_sid) differs from one installation to the
-- next and is not described, so a visit names nobody until the join for reference_table is added here.
create view doorstep.contacts as
select
  'rq/' + rtrim(q.rq_ref) as source_id,
  cast(q.tstamp as binary(8)) as row_version,
  'repair-request' as kind,
  'inbound' as direction,
  q.rq_date as occurred_at,
  case when rtrim(q.house_ref) = '' or q.person_no is null then null
       else rtrim(q.house_ref) + '/' + cast(cast(q.person_no as int) as varchar(3)) end as person_id,
  nullif(rtrim(q.prop_ref), '') as home_id
from dbo.rmreqst q
where nullif(q.rq_date, '19000101') is not null
union all
select
  'visit/' + cast(v.visit_sid as varchar(12)),
  cast(v.tstamp as binary(8)),
  case when v.visit_carded = 1 then 'no-access' else 'visit' end,
  'outbound',
  v.visit_actual,
  null,
  null
from dbo.visit v
where nullif(v.visit_actual, '19000101') is not null;
go
