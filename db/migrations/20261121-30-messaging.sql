-- Accounts and conversations of the channels, what came in, what is to leave, and what became of it.
-- Survives older workers: yes (new tables only).

create table "channel_account" ("id" uuid not null, "channel" text not null, "external_id" varchar(200) not null, "own_id" varchar(200) null, "name" varchar(60) not null, "device" varchar(60) null, "owner_id" uuid null, "state" text not null, "state_at" timestamptz null, "state_cause" varchar(200) null, "paused_at" timestamptz null, "pause_reason" varchar(300) null, "commands_per_day" int null, "pause_ms" int null, "next_send_at" timestamptz null, "sender_token" int not null default 0, "sender_until" timestamptz null, "failures" int not null default 0, "rest_until" timestamptz null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
create index "channel_account_owner_id_index" on "channel_account" ("owner_id");
alter table "channel_account" add constraint "channel_account_external_unique" unique ("channel", "external_id");
alter table "channel_account" add constraint "channel_account_owner_id_foreign" foreign key ("owner_id") references "app_user" ("id") on delete set null;
alter table "channel_account" add constraint "channel_account_channel_check" check ("channel" in ('worktool', 'gewe', 'web-chat'));
alter table "channel_account" add constraint "channel_account_state_check" check ("state" in ('online', 'offline', 'unknown'));

create table "channel_person" ("id" uuid not null, "channel" text not null, "place" varchar(36) not null, "external_id" varchar(200) not null, "name" varchar(200) not null, "stable" boolean not null, "contact_id" uuid null, "user_id" uuid null, "linked_by" text null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
create index "channel_person_contact_id_index" on "channel_person" ("contact_id");
create index "channel_person_user_id_index" on "channel_person" ("user_id");
alter table "channel_person" add constraint "channel_person_external_unique" unique ("channel", "place", "external_id");
alter table "channel_person" add constraint "channel_person_contact_id_foreign" foreign key ("contact_id") references "contact" ("id") on delete set null;
alter table "channel_person" add constraint "channel_person_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete set null;
alter table "channel_person" add constraint "channel_person_channel_check" check ("channel" in ('worktool', 'gewe', 'web-chat'));
alter table "channel_person" add constraint "channel_person_linked_by_check" check ("linked_by" in ('hand', 'rule'));

create table "channel_conversation" ("id" uuid not null, "channel" text not null, "kind" text not null, "place" varchar(36) not null, "external_id" varchar(200) not null, "name" varchar(200) not null, "remark" varchar(200) null, "stable" boolean not null, "internal" boolean null, "account_id" uuid null, "person_id" uuid null, "customer_id" uuid null, "last_message_at" timestamptz null, "last_inbound_at" timestamptz null, "silent_until" timestamptz null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
create index "channel_conversation_account_id_index" on "channel_conversation" ("account_id");
create index "channel_conversation_person_id_index" on "channel_conversation" ("person_id");
create index "channel_conversation_customer_id_index" on "channel_conversation" ("customer_id");
create index "channel_conversation_last" on "channel_conversation" ("last_message_at", "id");
alter table "channel_conversation" add constraint "channel_conversation_external_unique" unique ("channel", "place", "kind", "external_id");
alter table "channel_conversation" add constraint "channel_conversation_account_id_foreign" foreign key ("account_id") references "channel_account" ("id") on delete cascade;
alter table "channel_conversation" add constraint "channel_conversation_person_id_foreign" foreign key ("person_id") references "channel_person" ("id") on delete set null;
alter table "channel_conversation" add constraint "channel_conversation_customer_id_foreign" foreign key ("customer_id") references "customer" ("id") on delete set null;
alter table "channel_conversation" add constraint "channel_conversation_channel_check" check ("channel" in ('worktool', 'gewe', 'web-chat'));
alter table "channel_conversation" add constraint "channel_conversation_kind_check" check ("kind" in ('group', 'person'));

create table "conversation_account" ("conversation_id" uuid not null, "account_id" uuid not null, "first_seen_at" timestamptz not null, "last_seen_at" timestamptz not null, primary key ("conversation_id", "account_id"));
create index "conversation_account_account_id_index" on "conversation_account" ("account_id");
alter table "conversation_account" add constraint "conversation_account_conversation_id_foreign" foreign key ("conversation_id") references "channel_conversation" ("id") on update cascade on delete cascade;
alter table "conversation_account" add constraint "conversation_account_account_id_foreign" foreign key ("account_id") references "channel_account" ("id") on update cascade on delete cascade;

create table "inbound_callback" ("id" uuid not null, "account_id" uuid not null, "purpose" varchar(40) not null, "content_type" varchar(100) null, "body" bytea not null, "received_at" timestamptz not null, "outcome" text not null, "note" varchar(300) null, primary key ("id"));
create index "inbound_callback_received" on "inbound_callback" ("received_at");
create index "inbound_callback_account" on "inbound_callback" ("account_id", "received_at");
alter table "inbound_callback" add constraint "inbound_callback_account_id_foreign" foreign key ("account_id") references "channel_account" ("id") on delete cascade;
alter table "inbound_callback" add constraint "inbound_callback_outcome_check" check ("outcome" in ('taken', 'repeated', 'nothing', 'unreadable'));

create table "inbound_key" ("account_id" uuid not null, "source_id" varchar(200) not null, "taken_at" timestamptz not null, "repeats" int not null default 0, primary key ("account_id", "source_id"));
create index "inbound_key_taken_at_index" on "inbound_key" ("taken_at");
alter table "inbound_key" add constraint "inbound_key_account_id_foreign" foreign key ("account_id") references "channel_account" ("id") on delete cascade;

create table "channel_message" ("id" uuid not null, "conversation_id" uuid not null, "account_id" uuid not null, "person_id" uuid null, "direction" text not null, "kind" text not null, "text" text not null, "raw_text" text not null, "mentions_account" boolean not null, "mentioned_ids" text[] not null, "quoted" jsonb null, "vendor_id" varchar(200) null, "command_id" uuid null, "sent_at" timestamptz not null, "received_at" timestamptz not null, "sequence" bigint null, "recalled_at" timestamptz null, primary key ("id"));
create index "channel_message_person_id_index" on "channel_message" ("person_id");
create index "channel_message_conversation" on "channel_message" ("conversation_id", "sent_at", "id");
create index "channel_message_vendor" on "channel_message" ("account_id", "vendor_id");
create index "channel_message_received" on "channel_message" ("received_at");
alter table "channel_message" add constraint "channel_message_conversation_id_foreign" foreign key ("conversation_id") references "channel_conversation" ("id") on delete cascade;
alter table "channel_message" add constraint "channel_message_account_id_foreign" foreign key ("account_id") references "channel_account" ("id") on delete cascade;
alter table "channel_message" add constraint "channel_message_person_id_foreign" foreign key ("person_id") references "channel_person" ("id") on delete set null;
alter table "channel_message" add constraint "channel_message_direction_check" check ("direction" in ('in', 'out'));
alter table "channel_message" add constraint "channel_message_kind_check" check ("kind" in ('text', 'image', 'voice', 'video', 'file', 'link', 'card', 'location', 'mini_program', 'quote', 'record', 'emoji', 'payment', 'system', 'other'));

create table "inbound_twin" ("twin_key" varchar(200) not null, "message_id" uuid not null, "accounts" uuid[] not null, "taken_at" timestamptz not null, primary key ("twin_key"));
create index "inbound_twin_taken_at_index" on "inbound_twin" ("taken_at");
alter table "inbound_twin" add constraint "inbound_twin_message_id_foreign" foreign key ("message_id") references "channel_message" ("id") on delete cascade;

create table "robot_command_queue" ("id" uuid not null, "seq" bigserial, "account_id" uuid not null, "conversation_id" uuid null, "idempotency_key" varchar(200) not null, "command" jsonb not null, "hash" varchar(64) not null, "kind" varchar(20) not null, "text_print" bigint null, "lane" smallint not null, "source" text not null, "source_ref" varchar(100) null, "proactive" boolean not null, "approval_id" uuid null, "released_by" uuid null, "requested_by" uuid null, "status" text not null, "run_at" timestamptz not null, "expires_at" timestamptz null, "attempts" int not null default 0, "token" int not null default 0, "lease_until" timestamptz null, "vendor_id" varchar(200) null, "sent_from" timestamptz null, "sent_to" timestamptz null, "check_at" timestamptz null, "checks" int not null default 0, "notes" jsonb not null, "reason" varchar(60) null, "vendor_words" varchar(300) null, "needs_person_at" timestamptz null, "settled_at" timestamptz null, "created_at" timestamptz not null, "updated_at" timestamptz not null, primary key ("id"));
alter table "robot_command_queue" add constraint "robot_command_queue_idempotency_key_unique" unique ("idempotency_key");
create index robot_command_due on robot_command_queue (account_id, lane, run_at, seq) where status = 'waiting';
create index robot_command_check on robot_command_queue (check_at) where status in ('sending', 'accepted', 'timeout');
create index robot_command_open on robot_command_queue (conversation_id, seq) where status in ('waiting', 'sending', 'accepted', 'timeout');
create index "robot_command_conversation" on "robot_command_queue" ("conversation_id", "created_at");
create index "robot_command_account_sent" on "robot_command_queue" ("account_id", "sent_from");
create index "robot_command_vendor" on "robot_command_queue" ("account_id", "vendor_id");
alter table "robot_command_queue" add constraint "robot_command_queue_account_id_foreign" foreign key ("account_id") references "channel_account" ("id");
alter table "robot_command_queue" add constraint "robot_command_queue_conversation_id_foreign" foreign key ("conversation_id") references "channel_conversation" ("id") on delete set null;
alter table "robot_command_queue" add constraint "robot_command_queue_source_check" check ("source" in ('routing', 'sop', 'calls', 'agent', 'person', 'api'));
alter table "robot_command_queue" add constraint "robot_command_queue_status_check" check ("status" in ('waiting', 'held', 'sending', 'accepted', 'timeout', 'completed', 'failed', 'refused', 'cancelled'));

create table "execution_tracking" ("id" bigserial primary key, "command_id" uuid not null, "attempt" int not null, "event" text not null, "details" jsonb not null, "at" timestamptz not null);
create index "execution_tracking_command" on "execution_tracking" ("command_id", "id");
create index "execution_tracking_at" on "execution_tracking" ("at");
alter table "execution_tracking" add constraint "execution_tracking_command_id_foreign" foreign key ("command_id") references "robot_command_queue" ("id") on delete cascade;
alter table "execution_tracking" add constraint "execution_tracking_event_check" check ("event" in ('queued', 'held', 'put_off', 'released', 'sending', 'accepted', 'unknown', 'looked_up', 'reported', 'retry', 'completed', 'failed', 'refused', 'cancelled', 'given_to_person'));

create table "command_report" ("id" uuid not null, "account_id" uuid not null, "vendor_id" varchar(200) not null, "report" jsonb not null, "received_at" timestamptz not null, "command_id" uuid null, primary key ("id"));
create index "command_report_received_at_index" on "command_report" ("received_at");
create index "command_report_vendor" on "command_report" ("account_id", "vendor_id");
alter table "command_report" add constraint "command_report_account_id_foreign" foreign key ("account_id") references "channel_account" ("id") on delete cascade;

create table "do_not_disturb" ("id" uuid not null, "person_id" uuid not null, "source" text not null, "reason" varchar(300) not null, "message_id" uuid null, "noted_by" uuid null, "since" timestamptz not null, "until" timestamptz null, "lifted_at" timestamptz null, "lifted_by" uuid null, primary key ("id"));
create index "do_not_disturb_person" on "do_not_disturb" ("person_id", "since");
alter table "do_not_disturb" add constraint "do_not_disturb_person_id_foreign" foreign key ("person_id") references "channel_person" ("id") on delete cascade;
alter table "do_not_disturb" add constraint "do_not_disturb_source_check" check ("source" in ('asked', 'hand'));

create table "send_policy" ("id" smallint not null, "quiet_from" varchar(5) not null, "quiet_to" varchar(5) not null, "proactive_per_day" int not null, "proactive_per_hour" int not null, "same_text_per_hour" int not null, "replies_per_minute" int not null, "longest_text" int not null, "silent_minutes" int not null, "forbidden_words" text[] not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
insert into "send_policy" ("id", "quiet_from", "quiet_to", "proactive_per_day", "proactive_per_hour", "same_text_per_hour", "replies_per_minute", "longest_text", "silent_minutes", "forbidden_words", "updated_at") values (1, '21:30', '08:30', 2, 1, 20, 6, 1000, 30, '{AI模型,人工智能模型,语言模型,大模型,ChatGPT,机器人助手}', now());
