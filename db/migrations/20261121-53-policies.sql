-- The tables that decide about messages, and how they once held.
-- Survives older workers: yes (new tables only).

create table "policy" ("name" text not null, "value" jsonb not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("name"));
alter table "policy" add constraint "policy_name_check" check ("name" in ('delay_bands', 'priority_rules', 'alert_rules'));

create table "policy_version" ("name" text not null, "version" int not null, "value" jsonb not null, "reason" varchar(300) not null, "changed_by_id" uuid null, "changed_at" timestamptz not null, primary key ("name", "version"));
create index "policy_version_changed_by_id_index" on "policy_version" ("changed_by_id");
alter table "policy_version" add constraint "policy_version_changed_by_id_foreign" foreign key ("changed_by_id") references "app_user" ("id") on delete set null;
alter table "policy_version" add constraint "policy_version_name_check" check ("name" in ('delay_bands', 'priority_rules', 'alert_rules'));
