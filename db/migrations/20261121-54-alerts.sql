-- How messages were understood, and the alerts that came of it.
-- Survives older workers: yes (new tables, one more kind of reminder).

create table "message_judgement" ("message_id" uuid not null, "conversation_id" uuid not null, "person_id" uuid null, "intent" text not null, "mood" double precision not null, "complaint" boolean not null, "important" boolean not null, "confidence" double precision not null, "signs" text[] not null, "judged_by" varchar(100) not null, "sent_at" timestamptz not null, "judged_at" timestamptz not null, primary key ("message_id"));
create index "message_judgement_conversation" on "message_judgement" ("conversation_id", "person_id", "sent_at");
create index "message_judgement_person" on "message_judgement" ("person_id", "sent_at");
create index "message_judgement_sent" on "message_judgement" ("sent_at");
alter table "message_judgement" add constraint "message_judgement_message_id_foreign" foreign key ("message_id") references "channel_message" ("id") on update cascade on delete cascade;
alter table "message_judgement" add constraint "message_judgement_conversation_id_foreign" foreign key ("conversation_id") references "channel_conversation" ("id") on delete cascade;
alter table "message_judgement" add constraint "message_judgement_person_id_foreign" foreign key ("person_id") references "channel_person" ("id") on delete cascade;
alter table "message_judgement" add constraint "message_judgement_intent_check" check ("intent" in ('question', 'help', 'complaint', 'urgent', 'real_name', 'scan_login', 'bind_phone', 'purchase', 'thanks', 'greeting', 'chat', 'spam', 'withdraw_complaint', 'other'));

create table "alert" ("id" uuid not null, "conversation_id" uuid not null, "person_id" uuid null, "cause" text not null, "matter" varchar(30) not null, "level" text not null, "status" text not null, "message" varchar(300) not null, "reason" varchar(300) not null, "times" int not null default 1, "message_id" uuid null, "opened_at" timestamptz not null, "last_seen_at" timestamptz not null, "promoted_at" timestamptz null, "acknowledged_at" timestamptz null, "acknowledged_by_id" uuid null, "settled_at" timestamptz null, "settled_by_id" uuid null, "version" int not null default 1, primary key ("id"));
create unique index alert_one_unsettled on alert (conversation_id, person_id, matter) nulls not distinct where status in ('open', 'acknowledged');
create index alert_unpromoted on alert (opened_at) where status in ('open', 'acknowledged') and promoted_at is null;
create index "alert_person_opened" on "alert" ("person_id", "opened_at");
create index "alert_status_seen" on "alert" ("status", "last_seen_at", "id");
create index "alert_seen" on "alert" ("last_seen_at", "id");
alter table "alert" add constraint "alert_conversation_id_foreign" foreign key ("conversation_id") references "channel_conversation" ("id") on delete cascade;
alter table "alert" add constraint "alert_person_id_foreign" foreign key ("person_id") references "channel_person" ("id") on delete set null;
alter table "alert" add constraint "alert_acknowledged_by_id_foreign" foreign key ("acknowledged_by_id") references "app_user" ("id") on delete set null;
alter table "alert" add constraint "alert_settled_by_id_foreign" foreign key ("settled_by_id") references "app_user" ("id") on delete set null;
alter table "alert" add constraint "alert_cause_check" check ("cause" in ('complaint', 'dissatisfied', 'operations', 'mood_worse', 'mood_keeps_worsening', 'churn_risk', 'unanswered_long', 'unanswered', 'important_question', 'ordinary'));
alter table "alert" add constraint "alert_level_check" check ("level" in ('info', 'warning', 'error', 'critical'));
alter table "alert" add constraint "alert_status_check" check ("status" in ('open', 'acknowledged', 'resolved', 'cancelled'));

create table "alert_step" ("id" bigserial primary key, "alert_id" uuid not null, "event" text not null, "level" text not null, "reason" varchar(300) not null, "by_id" uuid null, "message_id" uuid null, "at" timestamptz not null);
create index "alert_step_by_id_index" on "alert_step" ("by_id");
create index "alert_step_alert" on "alert_step" ("alert_id", "id");
alter table "alert_step" add constraint "alert_step_alert_id_foreign" foreign key ("alert_id") references "alert" ("id") on delete cascade;
alter table "alert_step" add constraint "alert_step_by_id_foreign" foreign key ("by_id") references "app_user" ("id") on delete set null;
alter table "alert_step" add constraint "alert_step_event_check" check ("event" in ('opened', 'repeated', 'raised', 'acknowledged', 'resolved', 'cancelled', 'told'));
alter table "alert_step" add constraint "alert_step_level_check" check ("level" in ('info', 'warning', 'error', 'critical'));

alter table "reminder" drop constraint "reminder_kind_check";
alter table "reminder" add constraint "reminder_kind_check" check ("kind" in ('follow_ups', 'deal_stalled', 'deal_slipping', 'deal_close_overdue', 'task_overdue', 'milestone_due', 'milestone_overdue', 'issue_overdue', 'contract_renewal', 'alert'));
