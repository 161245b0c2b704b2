-- Sequences at work: pauses that end by themselves, batches of starts, rounds of templates that start by the clock, and reminders of them.
-- Survives older workers: yes (new tables and a new column that may be empty).

create table "sop_sweeps" ("template_id" uuid not null, "slot" timestamptz not null, "cursor" uuid null, "running" boolean not null default false, "started" int not null default 0, "updated_at" timestamptz not null, primary key ("template_id"));
create table "sop_batches" ("id" uuid not null, "template_id" uuid not null, "status" text not null, "variables" jsonb not null, "priority" varchar(10) null, "total" int not null, "done" int not null default 0, "started" int not null default 0, "created_by_id" uuid null, "created_at" timestamptz not null, "ended_at" timestamptz null, primary key ("id"));
create index "sop_batches_template_id_index" on "sop_batches" ("template_id");
create index "sop_batches_created_by_id_index" on "sop_batches" ("created_by_id");
create table "sop_batch_rows" ("batch_id" uuid not null, "place" int not null, "target" jsonb not null, "instance_id" uuid null, "reason" varchar(300) null, "done" boolean not null default false, primary key ("batch_id", "place"));
alter table "sop_instances" add "resume_at" timestamptz null;
create index sop_instance_resumes on sop_instances (resume_at) where status = 'paused' and resume_at is not null;
alter table "sop_sweeps" add constraint "sop_sweeps_template_id_foreign" foreign key ("template_id") references "sop_templates" ("id") on update cascade on delete cascade;
alter table "sop_batches" add constraint "sop_batches_template_id_foreign" foreign key ("template_id") references "sop_templates" ("id");
alter table "sop_batches" add constraint "sop_batches_created_by_id_foreign" foreign key ("created_by_id") references "app_user" ("id") on delete set null;
alter table "sop_batches" add constraint "sop_batches_status_check" check ("status" in ('running', 'done', 'failed'));
alter table "sop_batch_rows" add constraint "sop_batch_rows_batch_id_foreign" foreign key ("batch_id") references "sop_batches" ("id") on delete cascade;
alter table "reminder" drop constraint "reminder_kind_check";
alter table "reminder" add constraint "reminder_kind_check" check ("kind" in ('follow_ups', 'deal_stalled', 'deal_slipping', 'deal_close_overdue', 'task_overdue', 'milestone_due', 'milestone_overdue', 'issue_overdue', 'contract_renewal', 'alert', 'sop'));
