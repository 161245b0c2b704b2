-- The first tables: identity, CRM, chat, jobs and metering.
-- Survives older workers: yes (there are none).

create sequence customer_code;
create sequence lead_code;
create sequence opportunity_code;

create table "audit_entry" ("id" bigserial primary key, "at" timestamptz not null, "actor_id" uuid null, "actor_kind" text not null, "agent" varchar(40) null, "approval_id" uuid null, "action" varchar(60) not null, "entity" varchar(40) not null, "entity_id" varchar(80) null, "before" jsonb null, "after" jsonb null, "ip" varchar(64) null);
create index "audit_entry_entity" on "audit_entry" ("entity", "entity_id", "id");
create index "audit_entry_actor" on "audit_entry" ("actor_id", "id");
alter table "audit_entry" add constraint "audit_entry_actor_kind_check" check ("actor_kind" in ('person', 'agent', 'service', 'system'));

create table "login_throttle" ("key" varchar(160) not null, "failures" int not null default 0, "first_failure_at" timestamptz not null, "blocked_until" timestamptz null, primary key ("key"));

create table "model_budget" ("scope" varchar(80) not null, "daily_tokens" int null, "daily_cost" numeric(14,2) null, "updated_at" timestamptz not null, primary key ("scope"));

create table "model_usage" ("id" uuid not null, "at" timestamptz not null, "day" date not null, "user_id" uuid null, "agent" varchar(40) not null, "endpoint" varchar(60) not null, "model" varchar(120) not null, "prompt_tokens" int not null, "completion_tokens" int not null, "cost" numeric(14,6) not null, "estimated" boolean not null, "duration_ms" int not null, "outcome" varchar(40) not null, primary key ("id"));
create index "model_usage_day" on "model_usage" ("day", "user_id", "agent");

create table "product" ("id" uuid not null, "name" varchar(120) not null, "series" varchar(60) null, "list_price" numeric(14,2) null, "external_id" varchar(120) null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "product" add constraint "product_name_unique" unique ("name");
alter table "product" add constraint "product_external_id_unique" unique ("external_id");

create table "schedule_slot" ("schedule" varchar(60) not null, "slot" timestamptz not null, "fired_at" timestamptz not null, primary key ("schedule", "slot"));

create table "tag" ("id" uuid not null, "name" varchar(40) not null, "created_at" timestamptz not null, primary key ("id"));
alter table "tag" add constraint "tag_name_unique" unique ("name");

create table "team" ("id" uuid not null, "name" varchar(64) not null, "region" varchar(64) null, "manager_id" uuid null, "created_at" timestamptz not null, primary key ("id"));
alter table "team" add constraint "team_name_unique" unique ("name");

create table "app_user" ("id" uuid not null, "username" varchar(64) not null, "name" varchar(64) not null, "password_hash" varchar(255) null, "role" text not null, "team_id" uuid null, "active" boolean not null default true, "session_epoch" int not null default 0, "external_id" varchar(120) null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "app_user" add constraint "app_user_username_unique" unique ("username");
create index "app_user_name_index" on "app_user" ("name");
alter table "app_user" add constraint "app_user_external_id_unique" unique ("external_id");
alter table "app_user" add constraint "app_user_role_check" check ("role" in ('salesperson', 'sales_manager', 'marketer', 'customer_success', 'after_sales', 'operations', 'administrator'));

create table "service_token" ("id" uuid not null, "name" varchar(64) not null, "user_id" uuid not null, "token_hash" varchar(64) not null, "permissions" jsonb not null, "expires_at" timestamptz not null, "last_used_at" timestamptz null, "revoked_at" timestamptz null, "created_at" timestamptz not null, primary key ("id"));
alter table "service_token" add constraint "service_token_token_hash_unique" unique ("token_hash");

create table "refresh_token" ("id" uuid not null, "family_id" uuid not null, "user_id" uuid not null, "token_hash" varchar(64) not null, "expires_at" timestamptz not null, "used_at" timestamptz null, "revoked_at" timestamptz null, "created_at" timestamptz not null, primary key ("id"));
create index "refresh_token_family_id_index" on "refresh_token" ("family_id");
alter table "refresh_token" add constraint "refresh_token_token_hash_unique" unique ("token_hash");

create table "import_batch" ("id" uuid not null, "kind" text not null, "file_name" varchar(255) not null, "content" bytea not null, "encoding" text not null, "delimiter" varchar(4) not null, "status" text not null, "columns" jsonb not null, "mapping" jsonb not null, "values" jsonb not null, "total" int not null, "processed" int not null default 0, "created" int not null default 0, "updated" int not null default 0, "unchanged" int not null default 0, "failed" int not null default 0, "error" text null, "created_by_id" uuid not null, "created_at" timestamptz not null, "finished_at" timestamptz null, "version" int not null default 1, primary key ("id"));
create index "import_batch_created_at_index" on "import_batch" ("created_at");
alter table "import_batch" add constraint "import_batch_kind_check" check ("kind" in ('customers', 'contacts', 'leads', 'opportunities', 'activities', 'products', 'users'));
alter table "import_batch" add constraint "import_batch_encoding_check" check ("encoding" in ('utf-8', 'utf-8-bom', 'gb18030'));
alter table "import_batch" add constraint "import_batch_status_check" check ("status" in ('ready', 'running', 'done', 'failed', 'cancelled'));

create table "import_issue" ("id" uuid not null, "batch_id" uuid not null, "row" int not null, "column" varchar(200) null, "code" varchar(60) not null, "message" text not null, "value" text null, primary key ("id"));
create index "import_issue_batch_id_index" on "import_issue" ("batch_id");

create table "customer" ("id" uuid not null, "code" varchar(16) not null default 'KH-' || lpad(nextval('customer_code')::text, 6, '0'), "name" varchar(120) not null, "short_name" varchar(60) null, "region" varchar(40) null, "city" varchar(40) null, "sector" varchar(60) null, "source" varchar(60) null, "phone" varchar(30) null, "website" varchar(200) null, "address" varchar(200) null, "employees" int null, "annual_revenue" numeric(16,2) null, "founded_year" int null, "country" varchar(60) null, "parent_name" varchar(120) null, "description" text null, "external_id" varchar(120) null, "owner_id" uuid null, "team_id" uuid null, "search_text" text not null, "last_activity_at" timestamptz null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "customer" add constraint "customer_code_unique" unique ("code");
create index "customer_name_index" on "customer" ("name");
create index "customer_region_index" on "customer" ("region");
create index "customer_sector_index" on "customer" ("sector");
alter table "customer" add constraint "customer_external_id_unique" unique ("external_id");

create table "opportunity" ("id" uuid not null, "code" varchar(16) not null default 'SJ-' || lpad(nextval('opportunity_code')::text, 6, '0'), "name" varchar(120) not null, "customer_id" uuid null, "product_id" uuid null, "stage" text not null, "probability" int not null, "amount" numeric(14,2) null, "opened_on" date null, "expected_close" date null, "closed_on" date null, "source" varchar(60) null, "lost_reason" varchar(200) null, "description" text null, "external_id" varchar(120) null, "owner_id" uuid null, "team_id" uuid null, "search_text" text not null, "stage_changed_at" timestamptz not null, "last_activity_at" timestamptz null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "opportunity" add constraint "opportunity_code_unique" unique ("code");
create index "opportunity_name_index" on "opportunity" ("name");
create index "opportunity_customer_id_index" on "opportunity" ("customer_id");
create index "opportunity_closed_on_index" on "opportunity" ("closed_on");
alter table "opportunity" add constraint "opportunity_external_id_unique" unique ("external_id");
create index "opportunity_owner_stage" on "opportunity" ("owner_id", "stage");
create index "opportunity_team_stage" on "opportunity" ("team_id", "stage");
alter table "opportunity" add constraint "opportunity_stage_check" check ("stage" in ('prospecting', 'qualification', 'proposal', 'negotiation', 'won', 'lost'));

create table "stage_change" ("id" uuid not null, "opportunity_id" uuid not null, "from_stage" text null, "to_stage" text not null, "changed_at" timestamptz not null, "actor_id" uuid null, primary key ("id"));
create index "stage_change_opportunity_id_index" on "stage_change" ("opportunity_id");
create index "stage_change_changed_at_index" on "stage_change" ("changed_at");
alter table "stage_change" add constraint "stage_change_from_stage_check" check ("from_stage" in ('prospecting', 'qualification', 'proposal', 'negotiation', 'won', 'lost'));
alter table "stage_change" add constraint "stage_change_to_stage_check" check ("to_stage" in ('prospecting', 'qualification', 'proposal', 'negotiation', 'won', 'lost'));

create table "lead" ("id" uuid not null, "code" varchar(16) not null default 'XS-' || lpad(nextval('lead_code')::text, 6, '0'), "name" varchar(60) not null, "company" varchar(120) null, "title" varchar(60) null, "phone" varchar(30) null, "email" varchar(120) null, "wechat" varchar(60) null, "source" varchar(60) null, "region" varchar(40) null, "city" varchar(40) null, "sector" varchar(60) null, "status" text not null, "description" text null, "customer_id" uuid null, "external_id" varchar(120) null, "owner_id" uuid null, "team_id" uuid null, "search_text" text not null, "last_activity_at" timestamptz null, "converted_at" timestamptz null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "lead" add constraint "lead_code_unique" unique ("code");
create index "lead_name_index" on "lead" ("name");
alter table "lead" add constraint "lead_external_id_unique" unique ("external_id");
create index "lead_created_at_index" on "lead" ("created_at");
create index "lead_owner_status" on "lead" ("owner_id", "status");
create index "lead_team_status" on "lead" ("team_id", "status");
alter table "lead" add constraint "lead_status_check" check ("status" in ('new', 'contacted', 'qualified', 'converted', 'disqualified'));

create table "customer_tag" ("customer_id" uuid not null, "tag_id" uuid not null, "created_at" timestamptz not null, primary key ("customer_id", "tag_id"));
create index "customer_tag_tag_id_index" on "customer_tag" ("tag_id");

create table "contact" ("id" uuid not null, "customer_id" uuid not null, "name" varchar(60) not null, "title" varchar(60) null, "phone" varchar(30) null, "email" varchar(120) null, "wechat" varchar(60) null, "decision_maker" boolean not null default false, "description" text null, "external_id" varchar(120) null, "search_text" text not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
create index "contact_customer_id_index" on "contact" ("customer_id");
create index "contact_name_index" on "contact" ("name");
alter table "contact" add constraint "contact_external_id_unique" unique ("external_id");

create table "conversation" ("id" varchar(64) not null, "user_id" uuid not null, "title" varchar(120) not null, "last_seq" int not null default 0, "created_at" timestamptz not null, "updated_at" timestamptz not null, "deleted_at" timestamptz null, primary key ("id"));
create index "conversation_user_updated" on "conversation" ("user_id", "updated_at");

create table "run_event" ("conversation_id" varchar(64) not null, "seq" int not null, "run_id" varchar(64) not null, "event" jsonb not null, "at" timestamptz not null, primary key ("conversation_id", "seq"));

create table "run" ("id" varchar(64) not null, "conversation_id" varchar(64) not null, "user_id" uuid not null, "status" text not null, "agent" varchar(40) null, "input" jsonb not null, "attempt" int not null default 1, "lease_until" timestamptz null, "cancel_requested" boolean not null default false, "error" text null, "started_at" timestamptz not null, "finished_at" timestamptz null, primary key ("id"));
create index "run_conversation_id_index" on "run" ("conversation_id");
create index "run_lease" on "run" ("status", "lease_until");
create unique index run_one_active on run (conversation_id) where status = 'running';
alter table "run" add constraint "run_status_check" check ("status" in ('running', 'interrupted', 'finished', 'failed', 'cancelled'));

create table "chat_message" ("id" varchar(64) not null, "conversation_id" varchar(64) not null, "run_id" varchar(64) null, "role" text not null, "agent" varchar(40) null, "content" text not null, "parts" jsonb not null, "steps" jsonb not null, "created_at" timestamptz not null, primary key ("id"));
create index "chat_message_conversation" on "chat_message" ("conversation_id", "created_at");
alter table "chat_message" add constraint "chat_message_role_check" check ("role" in ('user', 'assistant'));

create table "approval" ("id" uuid not null, "conversation_id" varchar(64) not null, "run_id" varchar(64) not null, "user_id" uuid not null, "tool" varchar(60) not null, "agent" varchar(40) not null, "input" jsonb not null, "snapshot" jsonb not null, "card" jsonb not null, "hash" varchar(64) not null, "status" text not null, "decided_by" uuid null, "decided_at" timestamptz null, "result" text null, "expires_at" timestamptz not null, "created_at" timestamptz not null, primary key ("id"));
create index "approval_conversation_id_index" on "approval" ("conversation_id");
create index "approval_user_status" on "approval" ("user_id", "status");
alter table "approval" add constraint "approval_status_check" check ("status" in ('pending', 'approved', 'edited', 'refused', 'conflict', 'expired'));

create table "activity" ("id" uuid not null, "kind" text not null, "status" text not null, "subject" varchar(200) not null, "content" text null, "customer_id" uuid null, "contact_id" uuid null, "lead_id" uuid null, "opportunity_id" uuid null, "owner_id" uuid null, "team_id" uuid null, "due_at" timestamptz null, "occurred_at" timestamptz null, "external_id" varchar(120) null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
create index "activity_customer_id_index" on "activity" ("customer_id");
create index "activity_lead_id_index" on "activity" ("lead_id");
create index "activity_opportunity_id_index" on "activity" ("opportunity_id");
alter table "activity" add constraint "activity_external_id_unique" unique ("external_id");
create index "activity_owner_due" on "activity" ("owner_id", "status", "due_at");
create index "activity_owner_occurred" on "activity" ("owner_id", "occurred_at");
create index "activity_occurred" on "activity" ("occurred_at");
alter table "activity" add constraint "activity_kind_check" check ("kind" in ('call', 'visit', 'meeting', 'wechat', 'email', 'demo', 'note', 'other'));
alter table "activity" add constraint "activity_status_check" check ("status" in ('planned', 'done', 'cancelled'));

create table "timeline_entry" ("id" uuid not null, "customer_id" uuid not null, "at" timestamptz not null, "kind" varchar(60) not null, "title" varchar(300) not null, "body" text null, "actor_id" uuid null, "agent" varchar(40) null, "entity" varchar(40) not null, "entity_id" uuid not null, primary key ("id"));
create index "timeline_entry_customer_at" on "timeline_entry" ("customer_id", "at", "id");

create table "ws_ticket" ("ticket_hash" varchar(64) not null, "user_id" uuid not null, "permissions" jsonb null, "expires_at" timestamptz not null, primary key ("ticket_hash"));
create index "ws_ticket_expires_at_index" on "ws_ticket" ("expires_at");

alter table "app_user" add constraint "app_user_team_id_foreign" foreign key ("team_id") references "team" ("id") on delete set null;

alter table "service_token" add constraint "service_token_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade;

alter table "refresh_token" add constraint "refresh_token_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade;

alter table "import_batch" add constraint "import_batch_created_by_id_foreign" foreign key ("created_by_id") references "app_user" ("id");

alter table "import_issue" add constraint "import_issue_batch_id_foreign" foreign key ("batch_id") references "import_batch" ("id") on delete cascade;

alter table "customer" add constraint "customer_owner_id_foreign" foreign key ("owner_id") references "app_user" ("id") on delete set null;
alter table "customer" add constraint "customer_team_id_foreign" foreign key ("team_id") references "team" ("id") on delete set null;

alter table "opportunity" add constraint "opportunity_customer_id_foreign" foreign key ("customer_id") references "customer" ("id") on delete set null;
alter table "opportunity" add constraint "opportunity_product_id_foreign" foreign key ("product_id") references "product" ("id") on delete set null;
alter table "opportunity" add constraint "opportunity_owner_id_foreign" foreign key ("owner_id") references "app_user" ("id") on delete set null;
alter table "opportunity" add constraint "opportunity_team_id_foreign" foreign key ("team_id") references "team" ("id") on delete set null;

alter table "stage_change" add constraint "stage_change_opportunity_id_foreign" foreign key ("opportunity_id") references "opportunity" ("id") on delete cascade;

alter table "lead" add constraint "lead_customer_id_foreign" foreign key ("customer_id") references "customer" ("id") on delete set null;
alter table "lead" add constraint "lead_owner_id_foreign" foreign key ("owner_id") references "app_user" ("id") on delete set null;
alter table "lead" add constraint "lead_team_id_foreign" foreign key ("team_id") references "team" ("id") on delete set null;

alter table "customer_tag" add constraint "customer_tag_customer_id_foreign" foreign key ("customer_id") references "customer" ("id") on update cascade on delete cascade;
alter table "customer_tag" add constraint "customer_tag_tag_id_foreign" foreign key ("tag_id") references "tag" ("id") on update cascade on delete cascade;

alter table "contact" add constraint "contact_customer_id_foreign" foreign key ("customer_id") references "customer" ("id") on delete cascade;

alter table "conversation" add constraint "conversation_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade;

alter table "run_event" add constraint "run_event_conversation_id_foreign" foreign key ("conversation_id") references "conversation" ("id") on delete cascade;

alter table "run" add constraint "run_conversation_id_foreign" foreign key ("conversation_id") references "conversation" ("id") on delete cascade;

alter table "chat_message" add constraint "chat_message_conversation_id_foreign" foreign key ("conversation_id") references "conversation" ("id") on delete cascade;

alter table "approval" add constraint "approval_conversation_id_foreign" foreign key ("conversation_id") references "conversation" ("id") on delete cascade;

alter table "activity" add constraint "activity_customer_id_foreign" foreign key ("customer_id") references "customer" ("id") on delete cascade;
alter table "activity" add constraint "activity_contact_id_foreign" foreign key ("contact_id") references "contact" ("id") on delete set null;
alter table "activity" add constraint "activity_lead_id_foreign" foreign key ("lead_id") references "lead" ("id") on delete cascade;
alter table "activity" add constraint "activity_opportunity_id_foreign" foreign key ("opportunity_id") references "opportunity" ("id") on delete cascade;
alter table "activity" add constraint "activity_owner_id_foreign" foreign key ("owner_id") references "app_user" ("id") on delete set null;
alter table "activity" add constraint "activity_team_id_foreign" foreign key ("team_id") references "team" ("id") on delete set null;

alter table "timeline_entry" add constraint "timeline_entry_customer_id_foreign" foreign key ("customer_id") references "customer" ("id") on delete cascade;

alter table "ws_ticket" add constraint "ws_ticket_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade;

-- An audit line is never changed and never deleted.
create function audit_entry_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit_entry is append-only';
end $$;
create trigger audit_entry_append_only before update or delete or truncate on audit_entry
  for each statement execute function audit_entry_is_append_only();

-- A moment as the wire writes it: 2026-11-21T08:00:00.000Z.
create function iso(moment timestamptz) returns text language sql immutable parallel safe as $$
  select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- The calendar day of a moment where the organisation works (the house's zone).
create function local_day(moment timestamptz) returns date language sql immutable parallel safe as $$
  select (moment at time zone 'Asia/Shanghai')::date
$$;
