-- Who speaks: posts and shifts of robots, rewording, sealed keys of accounts.
-- Survives older workers: yes (new tables, columns with defaults; an older worker sends without looking at posts).

create table "robot_shift" ("id" smallint not null, "day_from" varchar(5) not null, "day_to" varchar(5) not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
insert into "robot_shift" ("id", "day_from", "day_to", "updated_at") values (1, '09:00', '21:00', now());

create table "robot_post" ("id" uuid not null, "conversation_id" uuid null, "duty" text not null, "account_id" uuid not null, "position" int not null, "created_at" timestamptz not null, primary key ("id"));
create index "robot_post_account_id_index" on "robot_post" ("account_id");
create unique index robot_post_place on robot_post (conversation_id, duty, position) nulls not distinct;
alter table "robot_post" add constraint "robot_post_conversation_id_foreign" foreign key ("conversation_id") references "channel_conversation" ("id") on delete cascade;
alter table "robot_post" add constraint "robot_post_account_id_foreign" foreign key ("account_id") references "channel_account" ("id") on delete cascade;
alter table "robot_post" add constraint "robot_post_duty_check" check ("duty" in ('monitor', 'notifier', 'day_reply', 'night_reply'));

alter table "send_policy" add "rewordings" jsonb null, add "human_questions" text[] null;
update "send_policy" set
  "rewordings" = '[
    {"from": "我是一个AI助手", "to": "我是这边的小助手"}, {"from": "我是AI助手", "to": "我是这边的小助手"},
    {"from": "我是一个AI", "to": "我是这边的小助手"}, {"from": "我是AI", "to": "我是这边的小助手"},
    {"from": "我是智能客服", "to": "我是这边的小助手"}, {"from": "我是机器人助手", "to": "我是这边的小助手"},
    {"from": "作为AI助手，", "to": ""}, {"from": "作为一个AI，", "to": ""}, {"from": "作为AI，", "to": ""},
    {"from": "作为人工智能助手，", "to": ""}, {"from": "作为人工智能，", "to": ""}]',
  "human_questions" = '{是机器人吗,是不是机器人,是真人吗,是不是真人,是AI吗,是不是AI,是人工吗,是不是人工,是人工智能吗,人工还是机器,真人还是机器,是人还是机器}';
alter table "send_policy" alter column "rewordings" set not null, alter column "human_questions" set not null;

alter table "channel_account" add "sealed_secret" varchar(1000) null;

alter table "robot_command_queue" add "speech" text not null default 'reply', add "account_fixed" boolean not null default false;
alter table "robot_command_queue" add constraint "robot_command_queue_speech_check" check ("speech" in ('reply', 'notify'));

alter table "execution_tracking" drop constraint "execution_tracking_event_check";
alter table "execution_tracking" add constraint "execution_tracking_event_check" check ("event" in ('queued', 'held', 'put_off', 'released', 'sending', 'accepted', 'unknown', 'looked_up', 'reported', 'retry', 'reworded', 'reassigned', 'completed', 'failed', 'refused', 'cancelled', 'given_to_person'));
