-- Outbound calls: tasks, the record of each person, what came of it; who may not be called; what was handed to the dialer.
-- Survives older workers: yes (new tables only).

create table "call_tasks" ("id" uuid not null, "task_name" varchar(100) not null, "about" varchar(500) not null, "task_type" text not null default 'drafted', "control" text not null default 'running', "control_told" text not null default 'running', "source" text not null, "plan" jsonb not null, "require_consent" boolean not null default false, "group_name" varchar(100) not null, "job_group_id" varchar(100) null, "group_asked_at" timestamptz null, "skipped" jsonb not null default '[]', "skipped_count" int not null default 0, "owner_id" uuid null, "team_id" uuid null, "processing_token" int not null default 0, "processing_until" timestamptz null, "handing_token" int not null default 0, "handing_until" timestamptz null, "last_errors" jsonb not null default '[]', "digest" jsonb null, "started_at" timestamptz null, "handed_over_at" timestamptz null, "called_at" timestamptz null, "followed_up_at" timestamptz null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "call_tasks" add constraint "call_tasks_group_name_unique" unique ("group_name");
create index "call_tasks_created" on "call_tasks" ("created_at", "id");
create index "call_tasks_owner" on "call_tasks" ("owner_id", "created_at");
create index "call_tasks_team" on "call_tasks" ("team_id", "created_at");
create index call_tasks_pending on call_tasks (id) where task_type in ('calling', 'called') or started_at is not null and handed_over_at is null;
alter table "call_tasks" add constraint "call_tasks_task_type_check" check ("task_type" in ('drafted', 'calling', 'called', 'followed_up'));
alter table "call_tasks" add constraint "call_tasks_control_check" check ("control" in ('running', 'suspended', 'cancelled'));
alter table "call_tasks" add constraint "call_tasks_control_told_check" check ("control_told" in ('running', 'suspended', 'cancelled'));
alter table "call_tasks" add constraint "call_tasks_source_check" check ("source" in ('leads', 'segment', 'condition', 'csv', 'people'));

create table "leads_task_list" ("id" uuid not null, "task_id" uuid not null, "leads_id" uuid null, "contact_id" uuid null, "leads_name" varchar(50) not null, "leads_phone" varchar(30) not null, "phone_key" varchar(20) not null, "honorific" varchar(20) not null, "variables" jsonb not null default '{}', "reference_id" varchar(64) not null, "hand_over" text not null default 'waiting', "withheld_reason" text null, "batch_id" uuid null, "stop_wanted" boolean not null default false, "call_job_id" varchar(100) null, "call_status" text null, "failure" varchar(40) null, "dial_state" varchar(40) null, "rejected" boolean null, "call_conversation" jsonb null, "planed_time" timestamptz null, "call_task_id" varchar(100) null, "calling_number" varchar(30) null, "dials" int not null default 0, "called_at" timestamptz null, "ended_at" timestamptz null, "call_seconds" int null, "final_at" timestamptz null, "recording" text not null default 'none', "recording_key" varchar(200) null, "leads_follow_id" uuid null, "is_interested" text null, "follow_asked_at" timestamptz null, "created_at" timestamptz not null, "updated_time" timestamptz not null, primary key ("id"));
create index "leads_task_list_leads_id_index" on "leads_task_list" ("leads_id");
create index "leads_task_list_contact_id_index" on "leads_task_list" ("contact_id");
alter table "leads_task_list" add constraint "leads_task_list_reference_id_unique" unique ("reference_id");
create index "leads_task_list_batch_id_index" on "leads_task_list" ("batch_id");
create index "leads_task_list_call_job_id_index" on "leads_task_list" ("call_job_id");
create index "leads_task_list_task" on "leads_task_list" ("task_id", "id");
create index "leads_task_list_phone" on "leads_task_list" ("task_id", "phone_key");
create index "leads_task_list_number" on "leads_task_list" ("phone_key");
create index leads_task_list_unfollowed on leads_task_list (task_id, id) where leads_follow_id is null;
create index leads_task_list_waiting on leads_task_list (task_id, id) where hand_over = 'waiting';
alter table "leads_task_list" add constraint "leads_task_list_hand_over_check" check ("hand_over" in ('waiting', 'sending', 'assigned', 'refused', 'withheld'));
alter table "leads_task_list" add constraint "leads_task_list_withheld_reason_check" check ("withheld_reason" in ('no_phone', 'bad_phone', 'duplicate', 'reserved', 'do_not_call', 'do_not_disturb', 'no_consent', 'lead_not_found', 'lead_closed', 'task_cancelled'));
alter table "leads_task_list" add constraint "leads_task_list_call_status_check" check ("call_status" in ('succeeded', 'failed', 'cancelled'));
alter table "leads_task_list" add constraint "leads_task_list_recording_check" check ("recording" in ('none', 'wanted', 'kept', 'missing'));
alter table "leads_task_list" add constraint "leads_task_list_is_interested_check" check ("is_interested" in ('unclear', 'interested', 'not_interested'));

create table "dcc_leads_follow" ("id" uuid not null, "record_id" uuid not null, "leads_id" uuid null, "follow_time" timestamptz not null, "leads_remark" varchar(600) not null, "frist_follow_time" timestamptz not null, "new_follow_time" timestamptz not null, "next_follow_time" timestamptz null, "is_interested" text not null, "confidence" real null, "evidence" varchar(500) null, "facts" jsonb null, "mood" real null, "do_not_call" boolean not null default false, "reached" varchar(20) null, "basis" text not null, "judged_by" varchar(120) not null, "next_step" varchar(40) not null, "activity_id" uuid null, "next_activity_id" uuid null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "dcc_leads_follow" add constraint "dcc_leads_follow_record_id_unique" unique ("record_id");
create index "dcc_leads_follow_activity_id_index" on "dcc_leads_follow" ("activity_id");
create index "dcc_leads_follow_next_activity_id_index" on "dcc_leads_follow" ("next_activity_id");
create index "dcc_leads_follow_leads" on "dcc_leads_follow" ("leads_id", "follow_time");
create index "dcc_leads_follow_next" on "dcc_leads_follow" ("next_follow_time", "id");
alter table "dcc_leads_follow" add constraint "dcc_leads_follow_is_interested_check" check ("is_interested" in ('unclear', 'interested', 'not_interested'));
alter table "dcc_leads_follow" add constraint "dcc_leads_follow_basis_check" check ("basis" in ('ending', 'analysis', 'basic'));

create table "call_batch" ("id" uuid not null, "task_id" uuid not null, "state" text not null, "size" int not null, "sent_at" timestamptz not null, "ended_at" timestamptz null, "look_ups" int not null default 0, "trouble" varchar(120) null, primary key ("id"));
create index "call_batch_task" on "call_batch" ("task_id", "state");
alter table "call_batch" add constraint "call_batch_state_check" check ("state" in ('sending', 'unknown', 'assigned', 'refused', 'released'));

create table "call_reservation" ("key" varchar(60) not null, "record_id" uuid not null, primary key ("key"));
create index "call_reservation_record_id_index" on "call_reservation" ("record_id");

create table "do_not_call" ("id" uuid not null, "phone_key" varchar(20) not null, "source" text not null, "evidence" varchar(500) not null, "record_id" uuid null, "noted_by" uuid null, "since" timestamptz not null, "lifted_at" timestamptz null, "lifted_by" uuid null, "lift_reason" varchar(300) null, primary key ("id"));
create index "do_not_call_record_id_index" on "do_not_call" ("record_id");
create unique index do_not_call_active on do_not_call (phone_key) where lifted_at is null;
create index "do_not_call_since" on "do_not_call" ("since", "id");
alter table "do_not_call" add constraint "do_not_call_source_check" check ("source" in ('customer_said', 'hand', 'dialer', 'invalid_number', 'import'));

create table "call_consent" ("id" uuid not null, "phone_key" varchar(20) not null, "evidence" varchar(300) not null, "noted_by" uuid null, "since" timestamptz not null, "until" timestamptz null, "withdrawn_at" timestamptz null, primary key ("id"));
create index "call_consent_number" on "call_consent" ("phone_key", "since");

create table "call_failed_page" ("task_id" uuid not null, "step" text not null, "page" int not null, "records" int not null, "message" varchar(200) not null, "at" timestamptz not null, primary key ("task_id", "step", "page"));
alter table "call_failed_page" add constraint "call_failed_page_step_check" check ("step" in ('sync', 'query'));

create table "call_monitor" ("id" varchar(10) not null, "is_running" boolean not null, "changed_by" uuid null, "changed_at" timestamptz null, "last_check_at" timestamptz null, "last_found" int null, primary key ("id"));
insert into "call_monitor" ("id", "is_running") values ('monitor', true);

alter table "call_tasks" add constraint "call_tasks_owner_id_foreign" foreign key ("owner_id") references "app_user" ("id") on delete set null;
alter table "call_tasks" add constraint "call_tasks_team_id_foreign" foreign key ("team_id") references "team" ("id") on delete set null;
alter table "leads_task_list" add constraint "leads_task_list_task_id_foreign" foreign key ("task_id") references "call_tasks" ("id") on delete cascade;
alter table "leads_task_list" add constraint "leads_task_list_leads_id_foreign" foreign key ("leads_id") references "lead" ("id") on delete set null;
alter table "leads_task_list" add constraint "leads_task_list_contact_id_foreign" foreign key ("contact_id") references "contact" ("id") on delete set null;
alter table "dcc_leads_follow" add constraint "dcc_leads_follow_record_id_foreign" foreign key ("record_id") references "leads_task_list" ("id") on delete cascade;
alter table "dcc_leads_follow" add constraint "dcc_leads_follow_leads_id_foreign" foreign key ("leads_id") references "lead" ("id") on delete set null;
alter table "dcc_leads_follow" add constraint "dcc_leads_follow_activity_id_foreign" foreign key ("activity_id") references "activity" ("id") on delete set null;
alter table "dcc_leads_follow" add constraint "dcc_leads_follow_next_activity_id_foreign" foreign key ("next_activity_id") references "activity" ("id") on delete set null;
alter table "call_batch" add constraint "call_batch_task_id_foreign" foreign key ("task_id") references "call_tasks" ("id") on delete cascade;
alter table "call_reservation" add constraint "call_reservation_record_id_foreign" foreign key ("record_id") references "leads_task_list" ("id") on delete cascade;
alter table "do_not_call" add constraint "do_not_call_record_id_foreign" foreign key ("record_id") references "leads_task_list" ("id") on delete set null;
alter table "call_failed_page" add constraint "call_failed_page_task_id_foreign" foreign key ("task_id") references "call_tasks" ("id") on delete cascade;
