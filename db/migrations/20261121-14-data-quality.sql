-- Data quality of the CRM: keys for finding duplicates, completeness, merges and bulk edits.
-- Survives older workers: yes (new tables, a nullable column, triggers that write to a new table only).

alter table "customer" add column "credit_code" varchar(18) null;
create index "customer_credit_code_index" on "customer" ("credit_code");

create table "quality_pending" ("id" bigserial primary key, "entity" text not null, "entity_id" uuid not null);
alter table "quality_pending" add constraint "quality_pending_entity_check" check ("entity" in ('customer', 'contact', 'lead'));

create table "match_key" ("entity" text not null, "entity_id" uuid not null, "kind" varchar(20) not null, "value" varchar(200) not null, primary key ("entity", "entity_id", "kind", "value"));
create index "match_key_value" on "match_key" ("kind", "value", "entity", "entity_id");
alter table "match_key" add constraint "match_key_entity_check" check ("entity" in ('customer', 'contact', 'lead'));

create table "duplicate_candidate" ("id" uuid not null, "entity" text not null, "left_id" uuid not null, "right_id" uuid not null, "score" int not null, "kinds" text[] not null, "status" text not null, "found_at" timestamptz not null, "updated_at" timestamptz not null, "decided_by_id" uuid null, "decided_at" timestamptz null, "note" varchar(300) null, primary key ("id"));
alter table "duplicate_candidate" add constraint "duplicate_candidate_pair" unique ("entity", "left_id", "right_id");
create index "duplicate_candidate_status" on "duplicate_candidate" ("entity", "status", "score");
create index "duplicate_candidate_right_id_index" on "duplicate_candidate" ("right_id");
alter table "duplicate_candidate" add constraint "duplicate_candidate_entity_check" check ("entity" in ('customer', 'contact', 'lead'));
alter table "duplicate_candidate" add constraint "duplicate_candidate_status_check" check ("status" in ('open', 'dismissed', 'merged'));
alter table "duplicate_candidate" add constraint "duplicate_candidate_decided_by_id_foreign" foreign key ("decided_by_id") references "app_user" ("id") on delete set null;

create table "record_quality" ("entity" text not null, "entity_id" uuid not null, "score" int not null, "missing" text[] not null, "problems" text[] not null, "checked_at" timestamptz not null, primary key ("entity", "entity_id"));
create index "record_quality_score" on "record_quality" ("entity", "score", "entity_id");
create index "record_quality_invalid" on "record_quality" ("entity", "entity_id") where "problems" <> '{}';
alter table "record_quality" add constraint "record_quality_entity_check" check ("entity" in ('customer', 'contact', 'lead'));

create table "completeness_field" ("entity" text not null, "field" varchar(40) not null, "weight" int not null, primary key ("entity", "field"));
alter table "completeness_field" add constraint "completeness_field_entity_check" check ("entity" in ('customer', 'contact', 'lead'));

create table "quality_rule" ("entity" text not null, "stale_days" int not null, "incomplete_below" int not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("entity"));
alter table "quality_rule" add constraint "quality_rule_entity_check" check ("entity" in ('customer', 'contact', 'lead'));

create table "record_merge" ("id" uuid not null, "entity" text not null, "survivor_id" uuid not null, "loser_id" uuid not null, "survivor_name" varchar(200) not null, "loser_name" varchar(200) not null, "loser" jsonb not null, "fields" jsonb not null, "moved" jsonb not null, "status" text not null, "merged_by_id" uuid null, "merged_at" timestamptz not null, "undone_by_id" uuid null, "undone_at" timestamptz null, "undo_report" jsonb null, primary key ("id"));
create index "record_merge_survivor" on "record_merge" ("survivor_id");
create index "record_merge_loser" on "record_merge" ("loser_id");
create index "record_merge_merged_at_index" on "record_merge" ("merged_at");
alter table "record_merge" add constraint "record_merge_entity_check" check ("entity" in ('customer', 'contact', 'lead'));
alter table "record_merge" add constraint "record_merge_status_check" check ("status" in ('done', 'undone'));
alter table "record_merge" add constraint "record_merge_merged_by_id_foreign" foreign key ("merged_by_id") references "app_user" ("id") on delete set null;
alter table "record_merge" add constraint "record_merge_undone_by_id_foreign" foreign key ("undone_by_id") references "app_user" ("id") on delete set null;

create table "record_merge_row" ("id" bigserial primary key, "merge_id" uuid not null, "reference" varchar(120) not null, "row_key" jsonb not null, "dropped" jsonb null);
create index "record_merge_row_reference" on "record_merge_row" ("merge_id", "reference");
alter table "record_merge_row" add constraint "record_merge_row_merge_id_foreign" foreign key ("merge_id") references "record_merge" ("id") on delete cascade;

create table "bulk_edit" ("id" uuid not null, "entity" text not null, "change" jsonb not null, "selection" jsonb not null, "status" text not null, "total" int not null, "processed" int not null default 0, "changed" int not null default 0, "unchanged" int not null default 0, "skipped" int not null default 0, "undone" int not null default 0, "kept" int not null default 0, "error" text null, "created_by_id" uuid not null, "undo_by_id" uuid null, "created_at" timestamptz not null, "finished_at" timestamptz null, "undone_at" timestamptz null, "version" int not null default 1, primary key ("id"));
create index "bulk_edit_created_at_index" on "bulk_edit" ("created_at");
alter table "bulk_edit" add constraint "bulk_edit_entity_check" check ("entity" in ('customer', 'contact', 'lead'));
alter table "bulk_edit" add constraint "bulk_edit_status_check" check ("status" in ('ready', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone'));
alter table "bulk_edit" add constraint "bulk_edit_created_by_id_foreign" foreign key ("created_by_id") references "app_user" ("id");
alter table "bulk_edit" add constraint "bulk_edit_undo_by_id_foreign" foreign key ("undo_by_id") references "app_user" ("id") on delete set null;

create table "bulk_edit_row" ("bulk_edit_id" uuid not null, "position" int not null, "entity_id" uuid not null, "name" varchar(200) not null, "status" text not null, "reason" varchar(40) null, "before" jsonb not null, "after" jsonb not null, "effects" jsonb null, primary key ("bulk_edit_id", "position"));
create index "bulk_edit_row_status" on "bulk_edit_row" ("bulk_edit_id", "status", "position");
alter table "bulk_edit_row" add constraint "bulk_edit_row_status_check" check ("status" in ('waiting', 'changed', 'unchanged', 'skipped', 'undone', 'kept'));
alter table "bulk_edit_row" add constraint "bulk_edit_row_bulk_edit_id_foreign" foreign key ("bulk_edit_id") references "bulk_edit" ("id") on delete cascade;

-- How much each filled field counts, and when a record is incomplete or stale: the house's start, editable in settings.
insert into "completeness_field" ("entity", "field", "weight") values
  ('customer', 'short_name', 2), ('customer', 'credit_code', 12), ('customer', 'region', 6), ('customer', 'city', 8),
  ('customer', 'sector', 10), ('customer', 'source', 6), ('customer', 'phone', 12), ('customer', 'website', 4),
  ('customer', 'address', 6), ('customer', 'employees', 4), ('customer', 'annual_revenue', 4), ('customer', 'owner', 8),
  ('customer', 'contact', 12), ('customer', 'decision_maker', 6),
  ('contact', 'title', 20), ('contact', 'phone', 40), ('contact', 'email', 15), ('contact', 'wechat', 25),
  ('lead', 'company', 20), ('lead', 'title', 8), ('lead', 'phone', 25), ('lead', 'email', 8), ('lead', 'wechat', 12),
  ('lead', 'source', 10), ('lead', 'region', 4), ('lead', 'city', 4), ('lead', 'sector', 4), ('lead', 'owner', 5);
insert into "quality_rule" ("entity", "stale_days", "incomplete_below", "updated_at") values
  ('customer', 90, 60, now()), ('contact', 180, 60, now()), ('lead', 30, 60, now());

-- Whoever writes a record notes it here in the same transaction, so nothing can be missed; a job reads it empty.
-- Rows are only added and taken away, never updated: writing a record waits for nobody.
create function note_quality_of_new() returns trigger language plpgsql as $$
begin
  insert into quality_pending (entity, entity_id) select tg_argv[0], n.id from added n;
  if tg_argv[0] = 'contact' then
    insert into quality_pending (entity, entity_id) select distinct 'customer', n.customer_id from added n;
  end if;
  return null;
end $$;

create function note_quality_of_row() returns trigger language plpgsql as $$
begin
  insert into quality_pending (entity, entity_id) values (tg_argv[0], coalesce(new.id, old.id));
  return null;
end $$;

create function note_quality_of_contact() returns trigger language plpgsql as $$
begin
  insert into quality_pending (entity, entity_id) values ('contact', coalesce(new.id, old.id));
  if old.customer_id is not null then
    insert into quality_pending (entity, entity_id) values ('customer', old.customer_id);
  end if;
  if new.customer_id is distinct from old.customer_id and new.customer_id is not null then
    insert into quality_pending (entity, entity_id) values ('customer', new.customer_id);
  end if;
  return null;
end $$;

create trigger customer_quality_insert after insert on customer referencing new table as added
  for each statement execute function note_quality_of_new('customer');
create trigger contact_quality_insert after insert on contact referencing new table as added
  for each statement execute function note_quality_of_new('contact');
create trigger lead_quality_insert after insert on lead referencing new table as added
  for each statement execute function note_quality_of_new('lead');

create trigger customer_quality_update after update on customer for each row
  when ((new.name, new.short_name, new.region, new.city, new.sector, new.source, new.phone, new.website, new.address, new.employees, new.annual_revenue, new.credit_code, new.owner_id)
    is distinct from (old.name, old.short_name, old.region, old.city, old.sector, old.source, old.phone, old.website, old.address, old.employees, old.annual_revenue, old.credit_code, old.owner_id))
  execute function note_quality_of_row('customer');
create trigger contact_quality_update after update on contact for each row
  when ((new.name, new.title, new.phone, new.email, new.wechat, new.decision_maker, new.customer_id)
    is distinct from (old.name, old.title, old.phone, old.email, old.wechat, old.decision_maker, old.customer_id))
  execute function note_quality_of_contact();
create trigger lead_quality_update after update on lead for each row
  when ((new.name, new.company, new.title, new.phone, new.email, new.wechat, new.source, new.region, new.city, new.sector, new.status, new.owner_id)
    is distinct from (old.name, old.company, old.title, old.phone, old.email, old.wechat, old.source, old.region, old.city, old.sector, old.status, old.owner_id))
  execute function note_quality_of_row('lead');

create trigger customer_quality_delete after delete on customer for each row execute function note_quality_of_row('customer');
create trigger contact_quality_delete after delete on contact for each row execute function note_quality_of_contact();
create trigger lead_quality_delete after delete on lead for each row execute function note_quality_of_row('lead');

-- What is stored already is looked at with the first run.
insert into quality_pending (entity, entity_id) select 'customer', id from customer;
insert into quality_pending (entity, entity_id) select 'contact', id from contact;
insert into quality_pending (entity, entity_id) select 'lead', id from lead;
