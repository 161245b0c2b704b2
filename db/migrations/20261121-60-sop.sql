-- Sales sequences: templates and their versions, contacts on their way through them, what was done, and what is sent again and again.
-- Survives older workers: yes (new tables only).


create table "sop_templates" ("id" uuid not null, "name" varchar(80) not null, "description" varchar(500) not null, "sop_type" text not null, "category" varchar(60) not null, "tags" text[] not null, "status" text not null, "active_number" int null, "newest_number" int not null, "library_name" varchar(60) null, "created_by_id" uuid null, "last_used_at" timestamptz null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "sop_templates" add constraint "sop_templates_name_unique" unique ("name");
create index "sop_templates_created_by_id_index" on "sop_templates" ("created_by_id");
create index "sop_template_status" on "sop_templates" ("status", "sop_type");

create table "sop_template_versions" ("id" uuid not null, "template_id" uuid not null, "number" int not null, "content" jsonb not null, "note" varchar(300) not null, "author_id" uuid null, "created_at" timestamptz not null, primary key ("id"));
create index "sop_template_versions_author_id_index" on "sop_template_versions" ("author_id");
alter table "sop_template_versions" add constraint "sop_template_version_number_unique" unique ("template_id", "number");

create table "sop_materials" ("id" uuid not null, "kind" text not null, "name" varchar(200) not null, "category" varchar(60) not null, "tags" text[] not null, "text" text null, "url" varchar(2000) null, "storage_key" varchar(300) null, "mime_type" varchar(120) null, "bytes" bigint null, "sha256" varchar(64) null, "created_by_id" uuid null, "archived_at" timestamptz null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
create index "sop_materials_created_by_id_index" on "sop_materials" ("created_by_id");
create index "sop_material_kind" on "sop_materials" ("kind", "created_at");

create table "sop_instances" ("id" uuid not null, "seq" bigserial, "template_id" uuid not null, "template_version_id" uuid not null, "account_id" uuid not null, "person_id" uuid not null, "conversation_id" uuid not null, "contact_id" uuid null, "instance_name" varchar(200) not null, "status" text not null, "step_id" varchar(40) null, "step_index" int null, "step_since" timestamptz not null, "steps" int not null default 0, "progress" smallint not null default 0, "due_at" timestamptz null, "waits_for" text null, "waits_on" uuid null, "pause_reason" text null, "paused_at" timestamptz null, "variables" jsonb not null, "context_data" jsonb not null, "result" jsonb null, "trigger_type" text not null, "trigger_key" varchar(160) null, "created_by_id" uuid null, "batch_id" uuid null, "priority" smallint not null, "attempts" int not null default 0, "token" int not null default 0, "lease_until" timestamptz null, "error" varchar(300) null, "expires_at" timestamptz not null, "started_at" timestamptz null, "ended_at" timestamptz null, "created_at" timestamptz not null, "updated_at" timestamptz not null, primary key ("id"));
create index "sop_instances_template_id_index" on "sop_instances" ("template_id");
create index "sop_instances_template_version_id_index" on "sop_instances" ("template_version_id");
create index "sop_instances_account_id_index" on "sop_instances" ("account_id");
create index "sop_instances_contact_id_index" on "sop_instances" ("contact_id");
alter table "sop_instances" add constraint "sop_instances_trigger_key_unique" unique ("trigger_key");
create index "sop_instances_created_by_id_index" on "sop_instances" ("created_by_id");
create index "sop_instance_person" on "sop_instances" ("person_id", "template_id");
create index "sop_instance_status" on "sop_instances" ("status", "created_at");
create index "sop_instance_ended" on "sop_instances" ("ended_at");
create index "sop_instance_batch" on "sop_instances" ("batch_id");
create index sop_instance_due on sop_instances (template_id, priority, due_at) where status in ('pending', 'executing') and due_at is not null;
create index sop_instance_next_due on sop_instances (due_at) where status in ('pending', 'executing') and due_at is not null;
create index sop_instance_listening on sop_instances (conversation_id) where status in ('pending', 'executing', 'paused');
create index sop_instance_waits_on on sop_instances (waits_on) where waits_on is not null;
create index sop_instance_expires on sop_instances (expires_at) where status in ('pending', 'executing', 'paused');

create table "sop_tasks" ("id" bigserial primary key, "instance_id" uuid not null, "seq" int not null, "step_id" varchar(40) not null, "step_name" varchar(60) not null, "action_type" varchar(40) not null, "status" text not null, "input_data" jsonb not null, "output_data" jsonb not null, "way" varchar(40) null, "reason" text not null, "command_id" uuid null, "retry_count" int not null default 0, "error" varchar(300) null, "started_at" timestamptz not null, "ended_at" timestamptz null);
create index sop_task_command on sop_tasks (command_id) where command_id is not null;
alter table "sop_tasks" add constraint "sop_task_seq_unique" unique ("instance_id", "seq");
alter table "sop_templates" add constraint "sop_templates_created_by_id_foreign" foreign key ("created_by_id") references "app_user" ("id") on delete set null;
alter table "sop_templates" add constraint "sop_templates_sop_type_check" check ("sop_type" in ('welcome', 'follow_up', 'promotion', 'nurturing', 'conversion', 'retention'));
alter table "sop_templates" add constraint "sop_templates_status_check" check ("status" in ('draft', 'active', 'paused', 'archived'));
alter table "sop_template_versions" add constraint "sop_template_versions_template_id_foreign" foreign key ("template_id") references "sop_templates" ("id") on delete cascade;
alter table "sop_template_versions" add constraint "sop_template_versions_author_id_foreign" foreign key ("author_id") references "app_user" ("id") on delete set null;
alter table "sop_materials" add constraint "sop_materials_created_by_id_foreign" foreign key ("created_by_id") references "app_user" ("id") on delete set null;
alter table "sop_materials" add constraint "sop_materials_kind_check" check ("kind" in ('text', 'image', 'file', 'link'));
alter table "sop_instances" add constraint "sop_instances_template_id_foreign" foreign key ("template_id") references "sop_templates" ("id");
alter table "sop_instances" add constraint "sop_instances_template_version_id_foreign" foreign key ("template_version_id") references "sop_template_versions" ("id");
alter table "sop_instances" add constraint "sop_instances_account_id_foreign" foreign key ("account_id") references "channel_account" ("id") on delete cascade;
alter table "sop_instances" add constraint "sop_instances_person_id_foreign" foreign key ("person_id") references "channel_person" ("id") on delete cascade;
alter table "sop_instances" add constraint "sop_instances_conversation_id_foreign" foreign key ("conversation_id") references "channel_conversation" ("id") on delete cascade;
alter table "sop_instances" add constraint "sop_instances_contact_id_foreign" foreign key ("contact_id") references "contact" ("id") on delete set null;
alter table "sop_instances" add constraint "sop_instances_created_by_id_foreign" foreign key ("created_by_id") references "app_user" ("id") on delete set null;
alter table "sop_instances" add constraint "sop_instances_status_check" check ("status" in ('pending', 'executing', 'paused', 'completed', 'failed', 'cancelled'));
alter table "sop_instances" add constraint "sop_instances_waits_for_check" check ("waits_for" in ('delay', 'reply', 'command', 'judgement'));
alter table "sop_instances" add constraint "sop_instances_pause_reason_check" check ("pause_reason" in ('by_hand', 'colleague_spoke', 'account_offline', 'template_paused'));
alter table "sop_instances" add constraint "sop_instances_trigger_type_check" check ("trigger_type" in ('new_friend', 'message_received', 'keyword_matched', 'schedule', 'delay', 'condition', 'manual', 'stage_changed', 'lead_scored', 'call_finished'));
alter table "sop_tasks" add constraint "sop_tasks_instance_id_foreign" foreign key ("instance_id") references "sop_instances" ("id") on delete cascade;
alter table "sop_tasks" add constraint "sop_tasks_status_check" check ("status" in ('pending', 'executing', 'completed', 'failed', 'skipped', 'cancelled'));

create function refuse_sop_version_change() returns trigger language plpgsql as $$
begin
  if new.content <> old.content or new.number <> old.number or new.template_id <> old.template_id then
    raise exception 'a version of a sequence is never changed';
  end if;
  return new;
end $$;
create trigger sop_template_versions_never_change before update on "sop_template_versions" for each row execute function refuse_sop_version_change();
