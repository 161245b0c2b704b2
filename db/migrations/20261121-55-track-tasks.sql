-- What people in groups are to do, followed until it is done.
-- Survives older workers: yes (new tables only).

create table "track_tasks" ("id" uuid not null, "kind" text not null, "title" varchar(200) not null, "status" text not null, "conversation_id" uuid not null, "person_id" uuid null, "asked_by_id" uuid null, "message_id" uuid null, "deadline" timestamptz not null, "responded_at" timestamptz null, "completed_at" timestamptz null, "conflict" boolean not null default false, "note" varchar(1000) null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
create index "track_tasks_person_id_index" on "track_tasks" ("person_id");
create index "track_tasks_asked_by_id_index" on "track_tasks" ("asked_by_id");
create index "track_tasks_message_id_index" on "track_tasks" ("message_id");
create unique index track_task_one_open on track_tasks (conversation_id, kind, person_id) nulls not distinct where status not in ('completed', 'cancelled');
create index track_task_due on track_tasks (deadline) where status not in ('completed', 'cancelled', 'overdue');
create index "track_task_created" on "track_tasks" ("created_at", "id");
alter table "track_tasks" add constraint "track_tasks_conversation_id_foreign" foreign key ("conversation_id") references "channel_conversation" ("id") on delete cascade;
alter table "track_tasks" add constraint "track_tasks_person_id_foreign" foreign key ("person_id") references "channel_person" ("id") on delete cascade;
alter table "track_tasks" add constraint "track_tasks_asked_by_id_foreign" foreign key ("asked_by_id") references "channel_person" ("id") on delete set null;
alter table "track_tasks" add constraint "track_tasks_message_id_foreign" foreign key ("message_id") references "channel_message" ("id") on delete set null;
alter table "track_tasks" add constraint "track_tasks_kind_check" check ("kind" in ('real_name', 'scan_login', 'bind_phone', 'operation', 'other'));
alter table "track_tasks" add constraint "track_tasks_status_check" check ("status" in ('pending', 'waiting_user_response', 'in_progress', 'completed', 'overdue', 'cancelled'));

create table "track_task_step" ("id" bigserial primary key, "task_id" uuid not null, "event" text not null, "from_status" text null, "to_status" text not null, "reason" varchar(300) not null, "user_id" uuid null, "at" timestamptz not null);
create index "track_task_step_task_id_index" on "track_task_step" ("task_id");
alter table "track_task_step" add constraint "track_task_step_task_id_foreign" foreign key ("task_id") references "track_tasks" ("id") on delete cascade;
alter table "track_task_step" add constraint "track_task_step_event_check" check ("event" in ('created', 'asked_again', 'moved', 'changed', 'conflict'));
alter table "track_task_step" add constraint "track_task_step_from_status_check" check ("from_status" in ('pending', 'waiting_user_response', 'in_progress', 'completed', 'overdue', 'cancelled'));
alter table "track_task_step" add constraint "track_task_step_to_status_check" check ("to_status" in ('pending', 'waiting_user_response', 'in_progress', 'completed', 'overdue', 'cancelled'));

create table "track_task_rule" ("kind" text not null, "title" varchar(60) not null, "minutes" int not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("kind"));
alter table "track_task_rule" add constraint "track_task_rule_kind_check" check ("kind" in ('real_name', 'scan_login', 'bind_phone', 'operation', 'other'));
insert into "track_task_rule" ("kind", "title", "minutes", "updated_at") values
  ('real_name', '实名认证', 120, now()),
  ('scan_login', '扫码登录', 30, now()),
  ('bind_phone', '绑定手机', 240, now()),
  ('operation', '运营交办', 60, now()),
  ('other', '售后配合', 240, now());

create table "track_task_reports" ("task_id" uuid not null, "conversation_id" uuid not null, "kind" text not null, "outcome" text not null, "answer_seconds" int null, "done_seconds" int null, "asked" int not null, "conflict" boolean not null, "at" timestamptz not null, primary key ("task_id"));
create index "track_task_reports_conversation_id_index" on "track_task_reports" ("conversation_id");
create index "track_task_report_at" on "track_task_reports" ("at");
alter table "track_task_reports" add constraint "track_task_reports_task_id_foreign" foreign key ("task_id") references "track_tasks" ("id") on update cascade on delete cascade;
alter table "track_task_reports" add constraint "track_task_reports_conversation_id_foreign" foreign key ("conversation_id") references "channel_conversation" ("id") on delete cascade;
alter table "track_task_reports" add constraint "track_task_reports_kind_check" check ("kind" in ('real_name', 'scan_login', 'bind_phone', 'operation', 'other'));
alter table "track_task_reports" add constraint "track_task_reports_outcome_check" check ("outcome" in ('pending', 'waiting_user_response', 'in_progress', 'completed', 'overdue', 'cancelled'));
