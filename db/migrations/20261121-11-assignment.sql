-- Who gets a lead, who is away, the public pool, and since when a record has its owner.
-- Survives older workers: yes (new tables; the new columns are filled by triggers).

alter table "lead" add column "owned_since" timestamptz null, add column "product_id" uuid null;
alter table "lead" add constraint "lead_product_id_foreign" foreign key ("product_id") references "product" ("id") on delete set null;
alter table "customer" add column "owned_since" timestamptz null;
update "lead" set "owned_since" = greatest("last_activity_at", "updated_at") where "owner_id" is not null;
update "customer" set "owned_since" = greatest("last_activity_at", "updated_at") where "owner_id" is not null;
create index "lead_waiting" on "lead" ("created_at", "id") where "owner_id" is null;
create index "lead_owned_since" on "lead" ("owned_since") where "owner_id" is not null;
create index "customer_owned_since" on "customer" ("owned_since") where "owner_id" is not null;

-- Owners are set in many places, one of them set-based: the row itself keeps the day its owner changed.
create function "note_owner_since"() returns trigger language plpgsql as $$
begin
  if new.owner_id is null then
    new.owned_since := null;
  elsif tg_op = 'INSERT' or new.owner_id is distinct from old.owner_id then
    new.owned_since := new.updated_at;
  end if;
  return new;
end $$;
create trigger "lead_owner_since" before insert or update of "owner_id" on "lead"
  for each row execute function "note_owner_since"();
create trigger "customer_owner_since" before insert or update of "owner_id" on "customer"
  for each row execute function "note_owner_since"();

create table "assignment_rule" ("id" uuid not null, "name" varchar(60) not null, "position" int not null, "active" boolean not null, "condition" jsonb not null, "method" text not null, "members" uuid[] not null, "team_id" uuid null, "max_open" int null, "respect_hours" boolean not null, "top_score" int null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, constraint "assignment_rule_pkey" primary key ("id"));
alter table "assignment_rule" add constraint "assignment_rule_name_unique" unique ("name");
alter table "assignment_rule" add constraint "assignment_rule_method_check" check ("method" in ('round_robin', 'by_load', 'by_score'));
alter table "assignment_rule" add constraint "assignment_rule_team_id_foreign" foreign key ("team_id") references "team" ("id") on delete set null;

create table "assignment_share" ("rule_id" uuid not null, "user_id" uuid not null, "served" int not null, "last_served_at" timestamptz not null, "turn" int not null, constraint "assignment_share_pkey" primary key ("rule_id", "user_id"));
alter table "assignment_share" add constraint "assignment_share_rule_id_foreign" foreign key ("rule_id") references "assignment_rule" ("id") on update cascade on delete cascade;
alter table "assignment_share" add constraint "assignment_share_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on update cascade on delete cascade;

create table "assignment_decision" ("id" uuid not null, "lead_id" uuid not null, "rule_id" uuid null, "rule_name" varchar(60) null, "user_id" uuid null, "outcome" text not null, "reason" varchar(500) not null, "considered" jsonb not null, "decided_at" timestamptz not null, constraint "assignment_decision_pkey" primary key ("id"));
create index "assignment_decision_lead_at" on "assignment_decision" ("lead_id", "decided_at");
alter table "assignment_decision" add constraint "assignment_decision_outcome_check" check ("outcome" in ('assigned', 'waits', 'pool', 'nobody'));
alter table "assignment_decision" add constraint "assignment_decision_lead_id_foreign" foreign key ("lead_id") references "lead" ("id") on delete cascade;
alter table "assignment_decision" add constraint "assignment_decision_rule_id_foreign" foreign key ("rule_id") references "assignment_rule" ("id") on delete set null;
alter table "assignment_decision" add constraint "assignment_decision_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete set null;

create table "assignment_hours" ("id" smallint not null, "days" int[] not null, "opens" varchar(5) not null, "closes" varchar(5) not null, "skip_holidays" boolean not null, "updated_at" timestamptz not null, "version" int not null default 1, constraint "assignment_hours_pkey" primary key ("id"));
insert into "assignment_hours" ("id", "days", "opens", "closes", "skip_holidays", "updated_at") values (1, '{1,2,3,4,5}', '09:00', '18:00', true, now());

create table "absence" ("id" uuid not null, "user_id" uuid not null, "starts_at" timestamptz not null, "ends_at" timestamptz not null, "reason" varchar(200) null, "created_at" timestamptz not null, constraint "absence_pkey" primary key ("id"));
create index "absence_user_ends" on "absence" ("user_id", "ends_at");
alter table "absence" add constraint "absence_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade;

create table "pool" ("id" uuid not null, "name" varchar(60) not null, "entity" text not null, "position" int not null, "active" boolean not null, "condition" jsonb not null, "team_id" uuid null, "recycle_days" int null, "warn_days" int not null, "protect_open_deals" boolean not null, "daily_picks" int null, "capacity" int null, "repick_days" int not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, constraint "pool_pkey" primary key ("id"));
alter table "pool" add constraint "pool_name_unique" unique ("name");
alter table "pool" add constraint "pool_entity_check" check ("entity" in ('lead', 'customer'));
alter table "pool" add constraint "pool_team_id_foreign" foreign key ("team_id") references "team" ("id") on delete set null;

create table "pool_entry" ("id" uuid not null, "pool_id" uuid not null, "lead_id" uuid null, "customer_id" uuid null, "from_user_id" uuid null, "reason" varchar(300) not null, "entered_at" timestamptz not null, constraint "pool_entry_pkey" primary key ("id"));
alter table "pool_entry" add constraint "pool_entry_lead_id_unique" unique ("lead_id");
alter table "pool_entry" add constraint "pool_entry_customer_id_unique" unique ("customer_id");
create index "pool_entry_pool_at" on "pool_entry" ("pool_id", "entered_at", "id");
alter table "pool_entry" add constraint "pool_entry_pool_id_foreign" foreign key ("pool_id") references "pool" ("id");
alter table "pool_entry" add constraint "pool_entry_lead_id_foreign" foreign key ("lead_id") references "lead" ("id") on delete cascade;
alter table "pool_entry" add constraint "pool_entry_customer_id_foreign" foreign key ("customer_id") references "customer" ("id") on delete cascade;
alter table "pool_entry" add constraint "pool_entry_from_user_id_foreign" foreign key ("from_user_id") references "app_user" ("id") on delete set null;

-- An owner named by whatever way takes the record out of the pool.
create function "leave_pool"() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'lead' then
    delete from pool_entry where lead_id = new.id;
  else
    delete from pool_entry where customer_id = new.id;
  end if;
  return null;
end $$;
create trigger "lead_leaves_pool" after update of "owner_id" on "lead"
  for each row when (new.owner_id is not null and old.owner_id is null) execute function "leave_pool"();
create trigger "customer_leaves_pool" after update of "owner_id" on "customer"
  for each row when (new.owner_id is not null and old.owner_id is null) execute function "leave_pool"();

create table "pool_event" ("id" uuid not null, "pool_id" uuid null, "entity" text not null, "entity_id" uuid not null, "kind" text not null, "user_id" uuid null, "reason" varchar(300) null, "at" timestamptz not null, constraint "pool_event_pkey" primary key ("id"));
create index "pool_event_entity_at" on "pool_event" ("entity", "entity_id", "at");
create index "pool_event_user_at" on "pool_event" ("user_id", "kind", "at");
alter table "pool_event" add constraint "pool_event_kind_check" check ("kind" in ('entered', 'recycled', 'released', 'picked', 'warned'));
alter table "pool_event" add constraint "pool_event_pool_id_foreign" foreign key ("pool_id") references "pool" ("id") on delete set null;

create table "handover" ("id" uuid not null, "entity" text not null, "entity_id" uuid not null, "from_user_id" uuid null, "to_user_id" uuid null, "by_user_id" uuid null, "note" varchar(1000) not null, "at" timestamptz not null, constraint "handover_pkey" primary key ("id"));
create index "handover_entity_at" on "handover" ("entity", "entity_id", "at");
create index "handover_to_at" on "handover" ("to_user_id", "at");
alter table "handover" add constraint "handover_from_user_id_foreign" foreign key ("from_user_id") references "app_user" ("id") on delete set null;
alter table "handover" add constraint "handover_to_user_id_foreign" foreign key ("to_user_id") references "app_user" ("id") on delete set null;
alter table "handover" add constraint "handover_by_user_id_foreign" foreign key ("by_user_id") references "app_user" ("id") on delete set null;
