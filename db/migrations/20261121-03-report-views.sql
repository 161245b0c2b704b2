-- The flat rows reports read. Each row view carries owner_id and team_id, so that the data scope of the reader applies.
-- Survives older workers: yes (views only).
--
-- region           the sales region answerable: that of the team, and where the team has none, that of the record
-- customer_region  where the customer (or the lead) is
-- team, manager    of the record's team; of the owner's team where the record names none

create view report_person as
select u.id, u.name, u.active, t.id as team_key, t.name as team, t.region, m.id as manager_key, m.name as manager
from app_user u
left join team t on t.id = u.team_id
left join app_user m on m.id = t.manager_id;

create view report_team as
select t.id, t.name as team, t.region, m.id as manager_key, m.name as manager
from team t
left join app_user m on m.id = t.manager_id;

create view report_product as
select p.id, p.name as product, p.series from product p;

create view report_opportunity as
select
  o.id, o.code, o.name, o.owner_id, o.team_id,
  u.name as owner, t.id as team_key, t.name as team, m.id as manager_key, m.name as manager,
  coalesce(t.region, c.region) as region,
  c.region as customer_region, o.customer_id, c.name as customer, c.code as customer_code, c.sector,
  o.product_id, p.name as product, p.series,
  coalesce(o.source, c.source) as source,
  o.stage, o.stage not in ('won', 'lost') as is_open, o.probability, o.amount,
  o.amount * o.probability / 100 as weighted,
  o.opened_on, o.expected_close, o.closed_on,
  o.closed_on - o.opened_on as cycle_days,
  greatest(local_day(o.last_activity_at), local_day(o.stage_changed_at)) as touched_on,
  o.lost_reason
from opportunity o
left join customer c on c.id = o.customer_id
left join product p on p.id = o.product_id
left join app_user u on u.id = o.owner_id
left join team t on t.id = coalesce(o.team_id, u.team_id)
left join app_user m on m.id = t.manager_id;

create view report_lead as
select
  l.id, l.code, l.name, l.owner_id, l.team_id,
  u.name as owner, t.id as team_key, t.name as team, m.id as manager_key, m.name as manager,
  coalesce(t.region, l.region) as region,
  l.region as customer_region, l.sector, l.source, l.status,
  local_day(l.created_at) as created_on,
  local_day(l.converted_at) as converted_on,
  local_day(coalesce(l.last_activity_at, l.created_at)) as touched_on
from lead l
left join app_user u on u.id = l.owner_id
left join team t on t.id = coalesce(l.team_id, u.team_id)
left join app_user m on m.id = t.manager_id;

create view report_customer as
select
  c.id, c.owner_id, c.team_id,
  u.name as owner, t.id as team_key, t.name as team, m.id as manager_key, m.name as manager,
  coalesce(t.region, c.region) as region,
  c.region as customer_region, c.id as customer_id, c.name as customer, c.code as customer_code, c.sector, c.source,
  local_day(c.created_at) as created_on,
  local_day(coalesce(c.last_activity_at, c.created_at)) as touched_on
from customer c
left join app_user u on u.id = c.owner_id
left join team t on t.id = coalesce(c.team_id, u.team_id)
left join app_user m on m.id = t.manager_id;

-- An activity with a deal but no customer belongs to the deal's customer; with a lead only, to the lead's place and sector.
create view report_activity as
select
  a.id, a.owner_id, a.team_id,
  u.name as owner, t.id as team_key, t.name as team, m.id as manager_key, m.name as manager,
  coalesce(t.region, c.region, l.region) as region,
  coalesce(c.region, l.region) as customer_region, c.id as customer_id, c.name as customer, c.code as customer_code,
  coalesce(c.sector, l.sector) as sector,
  a.lead_id, a.kind, a.status, a.due_at,
  local_day(a.due_at) as due_on,
  local_day(a.occurred_at) as occurred_on
from activity a
left join opportunity o on o.id = a.opportunity_id
left join lead l on l.id = a.lead_id
left join customer c on c.id = coalesce(a.customer_id, o.customer_id, l.customer_id)
left join app_user u on u.id = a.owner_id
left join team t on t.id = coalesce(a.team_id, u.team_id)
left join app_user m on m.id = t.manager_id;

create view report_stage_rank as
select * from (values ('prospecting', 1), ('qualification', 2), ('proposal', 3), ('negotiation', 4), ('won', 5)) as s (stage, rank);

-- Every move of a deal. `forward` is a move to a later stage or to won; losing a deal is not one.
create view report_stage_change as
select
  s.id, s.opportunity_id, o.owner_id, o.team_id, o.owner, o.team_key, o.team, o.manager_key, o.manager, o.region,
  o.customer_region, o.customer_id, o.customer, o.customer_code, o.sector, o.product_id, o.product, o.series, o.source,
  s.from_stage, s.to_stage, o.amount,
  s.from_stage is not null and coalesce(later.rank > earlier.rank, false) as forward,
  local_day(s.changed_at) as changed_on
from stage_change s
join report_opportunity o on o.id = s.opportunity_id
left join report_stage_rank later on later.stage = s.to_stage
left join report_stage_rank earlier on earlier.stage = s.from_stage;

-- One row for each stage a deal came through: all up to the farthest one of its history. A deal that skipped a stage came
-- through it; a lost deal keeps what it reached. `advanced` says that it went farther than this stage.
create view report_stage_reach as
with moves as (
  select
    s.opportunity_id,
    max(greatest(earlier.rank, later.rank)) filter (where 'won' not in (s.to_stage, coalesce(s.from_stage, ''))) as rank,
    min(local_day(s.changed_at)) filter (where later.rank >= 2) as reached_2,
    min(local_day(s.changed_at)) filter (where later.rank >= 3) as reached_3,
    min(local_day(s.changed_at)) filter (where later.rank >= 4) as reached_4
  from stage_change s
  left join report_stage_rank earlier on earlier.stage = s.from_stage
  left join report_stage_rank later on later.stage = s.to_stage
  group by s.opportunity_id
)
select
  o.id as opportunity_id, o.owner_id, o.team_id, o.owner, o.team_key, o.team, o.manager_key, o.manager, o.region,
  o.customer_region, o.customer_id, o.customer, o.customer_code, o.sector, o.product_id, o.product, o.series, o.source,
  f.stage, f.rank < top.rank as advanced,
  case f.rank
    when 1 then o.opened_on
    when 2 then least(m.reached_2, top.won_on)
    when 3 then least(m.reached_3, top.won_on)
    when 4 then least(m.reached_4, top.won_on)
    else top.won_on
  end as reached_on
from report_opportunity o
left join moves m on m.opportunity_id = o.id
left join report_stage_rank here on here.stage = o.stage
cross join lateral (
  select
    case when o.stage = 'won' then 5 else greatest(1, here.rank, m.rank) end as rank,
    case when o.stage = 'won' then o.closed_on end as won_on
) top
join report_stage_rank f on f.rank <= top.rank;
