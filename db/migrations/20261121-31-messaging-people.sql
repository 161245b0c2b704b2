-- Who people are in groups, colleagues' states, and sessions.
-- Survives older workers: yes (new tables only).

create table "group_member" ("conversation_id" uuid not null, "person_id" uuid not null, "display_name" varchar(200) not null, "admin" boolean not null, "role" text not null, "role_by" text not null, "confidence" real not null, "reason" varchar(200) not null, "corrected_by" uuid null, "corrected_at" timestamptz null, "first_seen_at" timestamptz not null, "last_seen_at" timestamptz not null, primary key ("conversation_id", "person_id"));
create index "group_member_person_id_index" on "group_member" ("person_id");
alter table "group_member" add constraint "group_member_conversation_id_foreign" foreign key ("conversation_id") references "channel_conversation" ("id") on update cascade on delete cascade;
alter table "group_member" add constraint "group_member_person_id_foreign" foreign key ("person_id") references "channel_person" ("id") on update cascade on delete cascade;
alter table "group_member" add constraint "group_member_role_check" check ("role" in ('operations', 'staff', 'after_sales', 'user', 'robot'));
alter table "group_member" add constraint "group_member_role_by_check" check ("role_by" in ('hand', 'rule', 'default'));

create table "role_rule" ("id" uuid not null, "position" int not null, "kind" text not null, "words" text[] not null, "role" text not null, "confidence" real not null, "active" boolean not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "role_rule" add constraint "role_rule_kind_check" check ("kind" in ('identity', 'name', 'group_admin'));
alter table "role_rule" add constraint "role_rule_role_check" check ("role" in ('operations', 'staff', 'after_sales', 'user', 'robot'));
insert into "role_rule" ("id", "position", "kind", "words", "role", "confidence", "active", "created_at", "updated_at") values
  ('01a1f000-0000-7000-8000-000000000010', 10, 'identity', '{operations}', 'operations', 0.98, true, now(), now()),
  ('01a1f000-0000-7000-8000-000000000020', 20, 'identity', '{after_sales}', 'after_sales', 0.98, true, now(), now()),
  ('01a1f000-0000-7000-8000-000000000030', 30, 'identity', '{salesperson,sales_manager,marketer,customer_success,administrator}', 'staff', 0.95, true, now(), now()),
  ('01a1f000-0000-7000-8000-000000000040', 40, 'name', '{财神爷,运营}', 'operations', 0.9, true, now(), now()),
  ('01a1f000-0000-7000-8000-000000000050', 50, 'name', '{售后}', 'after_sales', 0.9, true, now(), now()),
  ('01a1f000-0000-7000-8000-000000000060', 60, 'name', '{群助理,工作人员,客服,小助手,管家}', 'staff', 0.85, true, now(), now()),
  ('01a1f000-0000-7000-8000-000000000070', 70, 'name', '{机器人,bot}', 'robot', 0.8, true, now(), now()),
  ('01a1f000-0000-7000-8000-000000000080', 80, 'group_admin', '{}', 'staff', 0.6, true, now(), now());

create table "staff_state" ("person_id" uuid not null, "last_active_at" timestamptz null, "messages_today" int not null default 0, "active_day" varchar(10) null, "said" text null, "said_until" timestamptz null, "said_by" uuid null, "updated_at" timestamptz not null, primary key ("person_id"));
alter table "staff_state" add constraint "staff_state_person_id_foreign" foreign key ("person_id") references "channel_person" ("id") on update cascade on delete cascade;
alter table "staff_state" add constraint "staff_state_said_check" check ("said" in ('online', 'busy', 'offline'));

create table "channel_session" ("id" uuid not null, "conversation_id" uuid not null, "person_id" uuid not null, "status" text not null, "messages" int not null default 0, "summary" text null, "started_at" timestamptz not null, "last_at" timestamptz not null, "ended_at" timestamptz null, primary key ("id"));
create index "channel_session_person_id_index" on "channel_session" ("person_id");
create index "channel_session_conversation" on "channel_session" ("conversation_id", "last_at");
create unique index channel_session_one_open on channel_session (conversation_id, person_id) where status <> 'ended';
create index "channel_session_status" on "channel_session" ("status", "last_at");
alter table "channel_session" add constraint "channel_session_conversation_id_foreign" foreign key ("conversation_id") references "channel_conversation" ("id") on delete cascade;
alter table "channel_session" add constraint "channel_session_person_id_foreign" foreign key ("person_id") references "channel_person" ("id") on delete cascade;
alter table "channel_session" add constraint "channel_session_status_check" check ("status" in ('open', 'handed_over', 'ended'));
