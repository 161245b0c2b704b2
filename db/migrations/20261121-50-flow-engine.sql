-- Flows, their versions, instances and logs; the analysis of who answered whom.
-- Survives older workers: yes (new tables only).


create table "flow_definitions" ("id" uuid not null, "name" varchar(80) not null, "description" varchar(500) not null, "trigger" text not null, "active_number" int null, "activated_at" timestamptz null, "newest_number" int not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "flow_definitions" add constraint "flow_definitions_name_unique" unique ("name");
create unique index flow_definition_one_active on flow_definitions ("trigger") where active_number is not null;

create table "flow_wakes" ("wait_key" varchar(120) not null, "made_by" varchar(20) not null, "at" timestamptz not null, primary key ("wait_key"));
create index "flow_wake_at" on "flow_wakes" ("at");

create table "flow_versions" ("id" uuid not null, "definition_id" uuid not null, "number" int not null, "content" jsonb not null, "note" varchar(300) not null, "author_id" uuid null, "created_at" timestamptz not null, primary key ("id"));
create index "flow_versions_author_id_index" on "flow_versions" ("author_id");
alter table "flow_versions" add constraint "flow_version_number_unique" unique ("definition_id", "number");

create table "collab_analyses" ("id" uuid not null, "conversation_id" uuid not null, "session_id" uuid not null, "questions" int not null, "answered" int not null, "first_seconds" int null, "median_seconds" int null, "by_role" jsonb not null, "answers" jsonb not null, "at" timestamptz not null, primary key ("id"));
create index "collab_analyses_conversation_id_index" on "collab_analyses" ("conversation_id");
create index "collab_analysis_at" on "collab_analyses" ("at");
alter table "collab_analyses" add constraint "collab_analysis_session_unique" unique ("session_id");

create table "flow_instances" ("id" uuid not null, "seq" bigserial, "definition_id" uuid not null, "flow_version_id" uuid not null, "trigger" text not null, "conversation_id" uuid not null, "message_id" uuid not null, "person_id" uuid null, "status" text not null, "state" jsonb not null, "node_id" varchar(40) null, "node_since" timestamptz not null, "cause" text not null, "wake_at" timestamptz null, "wait_on" varchar(120) null, "steps" int not null default 0, "attempts" int not null default 0, "priority" smallint not null, "seed" int not null, "token" int not null default 0, "lease_until" timestamptz null, "error" varchar(300) null, "started_at" timestamptz not null, "ended_at" timestamptz null, primary key ("id"));
create index "flow_instances_definition_id_index" on "flow_instances" ("definition_id");
create index "flow_instances_flow_version_id_index" on "flow_instances" ("flow_version_id");
create index "flow_instances_message_id_index" on "flow_instances" ("message_id");
create index "flow_instance_conversation" on "flow_instances" ("conversation_id", "seq");
create index flow_instance_running on flow_instances (conversation_id, seq) where status = 'running';
create index "flow_instances_person_id_index" on "flow_instances" ("person_id");
create index flow_instance_wake on flow_instances (wake_at) where status = 'waiting';
create index flow_instance_wait_on on flow_instances (wait_on) where status = 'waiting';
create index "flow_instance_status" on "flow_instances" ("status", "started_at");
create index "flow_instance_ended" on "flow_instances" ("ended_at");
alter table "flow_instances" add constraint "flow_instance_message_unique" unique ("trigger", "message_id");

create table "flow_execution_logs" ("id" bigserial primary key, "instance_id" uuid not null, "seq" int not null, "node_id" varchar(40) not null, "node_type" varchar(60) not null, "cause" text not null, "way" varchar(40) null, "reason" text not null, "input" jsonb null, "details" jsonb not null, "effects" jsonb not null, "waits_until" timestamptz null, "waits_on" varchar(120) null, "error" jsonb null, "duration_ms" int not null, "at" timestamptz not null);
create index "flow_execution_log_type" on "flow_execution_logs" ("node_type", "at");
alter table "flow_execution_logs" add constraint "flow_execution_log_seq_unique" unique ("instance_id", "seq");

alter table "flow_definitions" add constraint "flow_definitions_trigger_check" check ("trigger" in ('message_received'));

alter table "flow_versions" add constraint "flow_versions_definition_id_foreign" foreign key ("definition_id") references "flow_definitions" ("id") on delete cascade;
alter table "flow_versions" add constraint "flow_versions_author_id_foreign" foreign key ("author_id") references "app_user" ("id") on delete set null;

alter table "collab_analyses" add constraint "collab_analyses_conversation_id_foreign" foreign key ("conversation_id") references "channel_conversation" ("id") on delete cascade;
alter table "collab_analyses" add constraint "collab_analyses_session_id_foreign" foreign key ("session_id") references "channel_session" ("id") on delete cascade;

alter table "flow_instances" add constraint "flow_instances_definition_id_foreign" foreign key ("definition_id") references "flow_definitions" ("id");
alter table "flow_instances" add constraint "flow_instances_flow_version_id_foreign" foreign key ("flow_version_id") references "flow_versions" ("id");
alter table "flow_instances" add constraint "flow_instances_conversation_id_foreign" foreign key ("conversation_id") references "channel_conversation" ("id") on delete cascade;
alter table "flow_instances" add constraint "flow_instances_message_id_foreign" foreign key ("message_id") references "channel_message" ("id") on delete cascade;
alter table "flow_instances" add constraint "flow_instances_person_id_foreign" foreign key ("person_id") references "channel_person" ("id") on delete set null;
alter table "flow_instances" add constraint "flow_instances_trigger_check" check ("trigger" in ('message_received'));
alter table "flow_instances" add constraint "flow_instances_status_check" check ("status" in ('running', 'waiting', 'finished', 'failed', 'cancelled'));
alter table "flow_instances" add constraint "flow_instances_cause_check" check ("cause" in ('arrived', 'signalled', 'time_up'));

alter table "flow_execution_logs" add constraint "flow_execution_logs_instance_id_foreign" foreign key ("instance_id") references "flow_instances" ("id") on delete cascade;
alter table "flow_execution_logs" add constraint "flow_execution_logs_cause_check" check ("cause" in ('arrived', 'signalled', 'time_up', 'cancelled'));


create function refuse_flow_version_change() returns trigger language plpgsql as $$
begin
  if new.content <> old.content or new.number <> old.number or new.definition_id <> old.definition_id then
    raise exception 'a version of a flow is never changed';
  end if;
  return new;
end $$;
create trigger flow_versions_never_change before update on "flow_versions" for each row execute function refuse_flow_version_change();
