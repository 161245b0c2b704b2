-- Customer profile: value tier and health with their history, relations between customers and people, tags by rule.
-- Survives older workers: yes (new tables, a column with a default, triggers that only take notes).

create table "profile_setting" ("id" smallint not null, "rfm" jsonb not null, "tiers" jsonb not null, "health" jsonb not null, "updated_at" timestamptz not null, "version" int not null default 1, constraint "profile_setting_pkey" primary key ("id"));

create table "rfm_bounds" ("id" smallint not null, "bounds" jsonb not null, "buyers" int not null, "computed_at" timestamptz not null, constraint "rfm_bounds_pkey" primary key ("id"));

create table "customer_profile" ("customer_id" uuid not null, "tier" text not null, "last_order_on" date null, "orders" int not null, "spent" numeric(16,2) not null, "r" smallint null, "f" smallint null, "m" smallint null, "health" smallint null, "health_level" text null, "confidence" smallint not null, "previous_health" smallint null, "health_changed_at" timestamptz null, "signals" jsonb not null, "causes" jsonb not null, "computed_at" timestamptz not null, constraint "customer_profile_pkey" primary key ("customer_id"));
create index "customer_profile_level_health" on "customer_profile" ("health_level", "health", "customer_id");
create index "customer_profile_tier" on "customer_profile" ("tier", "customer_id");
alter table "customer_profile" add constraint "customer_profile_customer_id_foreign" foreign key ("customer_id") references "customer" ("id") on update cascade on delete cascade;
alter table "customer_profile" add constraint "customer_profile_tier_check" check ("tier" in ('key', 'important', 'regular', 'small', 'prospect'));
alter table "customer_profile" add constraint "customer_profile_health_level_check" check ("health_level" in ('healthy', 'attention', 'at_risk'));

create table "customer_profile_history" ("customer_id" uuid not null, "day" date not null, "tier" text not null, "health" smallint null, "health_level" text null, "confidence" smallint not null, "causes" jsonb not null, constraint "customer_profile_history_pkey" primary key ("customer_id", "day"));
alter table "customer_profile_history" add constraint "customer_profile_history_customer_id_foreign" foreign key ("customer_id") references "customer" ("id") on delete cascade;
alter table "customer_profile_history" add constraint "customer_profile_history_tier_check" check ("tier" in ('key', 'important', 'regular', 'small', 'prospect'));
alter table "customer_profile_history" add constraint "customer_profile_history_health_level_check" check ("health_level" in ('healthy', 'attention', 'at_risk'));

create table "customer_relation" ("id" uuid not null, "from_id" uuid not null, "to_id" uuid not null, "kind" text not null, "note" varchar(300) null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, constraint "customer_relation_pkey" primary key ("id"));
create index "customer_relation_to_id_index" on "customer_relation" ("to_id");
alter table "customer_relation" add constraint "customer_relation_pair" unique ("from_id", "to_id", "kind");
alter table "customer_relation" add constraint "customer_relation_from_id_foreign" foreign key ("from_id") references "customer" ("id") on delete cascade;
alter table "customer_relation" add constraint "customer_relation_to_id_foreign" foreign key ("to_id") references "customer" ("id") on delete cascade;
alter table "customer_relation" add constraint "customer_relation_kind_check" check ("kind" in ('parent', 'partner', 'referral', 'competitor'));
create unique index "customer_relation_one_parent" on "customer_relation" ("to_id") where "kind" = 'parent';

create table "decision_role" ("customer_id" uuid not null, "contact_id" uuid not null, "role" text not null, "attitude" text not null, "note" varchar(300) null, "updated_at" timestamptz not null, constraint "decision_role_pkey" primary key ("customer_id", "contact_id"));
create index "decision_role_contact_id_index" on "decision_role" ("contact_id");
alter table "decision_role" add constraint "decision_role_customer_id_foreign" foreign key ("customer_id") references "customer" ("id") on update cascade on delete cascade;
alter table "decision_role" add constraint "decision_role_contact_id_foreign" foreign key ("contact_id") references "contact" ("id") on update cascade on delete cascade;
alter table "decision_role" add constraint "decision_role_role_check" check ("role" in ('decision_maker', 'influencer', 'user', 'gatekeeper', 'champion', 'blocker'));
alter table "decision_role" add constraint "decision_role_attitude_check" check ("attitude" in ('supportive', 'neutral', 'opposed', 'unknown'));

create table "reporting_line" ("contact_id" uuid not null, "manager_id" uuid not null, "updated_at" timestamptz not null, constraint "reporting_line_pkey" primary key ("contact_id"));
create index "reporting_line_manager_id_index" on "reporting_line" ("manager_id");
alter table "reporting_line" add constraint "reporting_line_contact_id_foreign" foreign key ("contact_id") references "contact" ("id") on update cascade on delete cascade;
alter table "reporting_line" add constraint "reporting_line_manager_id_foreign" foreign key ("manager_id") references "contact" ("id") on delete cascade;

create table "tag_rule" ("id" uuid not null, "tag_id" uuid not null, "condition" jsonb not null, "active" boolean not null, "applied_at" timestamptz null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, constraint "tag_rule_pkey" primary key ("id"));
create index "tag_rule_tag_id_index" on "tag_rule" ("tag_id");
alter table "tag_rule" add constraint "tag_rule_tag_id_foreign" foreign key ("tag_id") references "tag" ("id");
alter table "customer_tag" add column "by_rule" boolean not null default false;
create index "customer_tag_by_rule" on "customer_tag" ("tag_id", "customer_id") where "by_rule";

-- Customers something happened to: their profile and their rule-made tags are to be counted again. A bare list without
-- keys, so that nobody who writes ever waits for somebody else; the job takes them off it.
create table "customer_touched" ("id" bigserial not null, "customer_id" uuid not null, constraint "customer_touched_pkey" primary key ("id"));
insert into "customer_touched" ("customer_id") select "id" from "customer";

create function "note_touched_customers"() returns trigger language plpgsql as $$
begin
  if tg_op <> 'DELETE' then
    execute format('insert into customer_touched (customer_id) select distinct %I from new_rows where %1$I is not null', tg_argv[0]);
  end if;
  if tg_op <> 'INSERT' then
    execute format('insert into customer_touched (customer_id) select distinct %I from old_rows where %1$I is not null', tg_argv[0]);
  end if;
  return null;
end $$;
create function "note_touched_by_contract"() returns trigger language plpgsql as $$
begin
  insert into customer_touched (customer_id)
  select distinct c.customer_id from new_rows n join contract c on c.id = n.contract_id;
  return null;
end $$;

do $$
declare
  source record;
begin
  for source in select * from (values ('customer', 'id'), ('contact', 'customer_id'), ('activity', 'customer_id'),
    ('opportunity', 'customer_id'), ('sales_order', 'customer_id'), ('contract', 'customer_id'),
    ('delivery_issue', 'customer_id')) as t(name, col)
  loop
    execute format('create trigger %I after insert on %I referencing new table as new_rows
      for each statement execute function note_touched_customers(%L)', source.name || '_touches_insert', source.name, source.col);
    execute format('create trigger %I after update on %I referencing new table as new_rows old table as old_rows
      for each statement execute function note_touched_customers(%L)', source.name || '_touches_update', source.name, source.col);
    if source.name <> 'customer' then
      execute format('create trigger %I after delete on %I referencing old table as old_rows
        for each statement execute function note_touched_customers(%L)', source.name || '_touches_delete', source.name, source.col);
    end if;
  end loop;
end $$;
create trigger "milestone_touches_insert" after insert on "contract_milestone" referencing new table as new_rows
  for each statement execute function "note_touched_by_contract"();
create trigger "milestone_touches_update" after update on "contract_milestone" referencing new table as new_rows
  for each statement execute function "note_touched_by_contract"();
