-- The chat window on own sites: sites, visitors, and what they see.
-- Survives older workers: yes (new tables only).

create table "web_chat_site" ("account_id" uuid not null, "origins" text[] not null, "title" varchar(60) not null, "greeting" varchar(300) not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("account_id"));
alter table "web_chat_site" add constraint "web_chat_site_account_id_foreign" foreign key ("account_id") references "channel_account" ("id") on update cascade on delete cascade;

create table "web_chat_visitor" ("id" uuid not null, "account_id" uuid not null, "name" varchar(60) not null, "created_at" timestamptz not null, "last_seen_at" timestamptz not null, primary key ("id"));
create index "web_chat_visitor_seen" on "web_chat_visitor" ("account_id", "last_seen_at");
alter table "web_chat_visitor" add constraint "web_chat_visitor_account_id_foreign" foreign key ("account_id") references "channel_account" ("id") on delete cascade;

create table "web_chat_line" ("seq" bigserial primary key, "id" uuid not null, "visitor_id" uuid not null, "direction" text not null, "client_id" varchar(100) null, "kind" text not null, "text" text not null, "url" varchar(2000) null, "at" timestamptz not null);
alter table "web_chat_line" add constraint "web_chat_line_id_unique" unique ("id");
create index "web_chat_line_visitor" on "web_chat_line" ("visitor_id", "seq");
alter table "web_chat_line" add constraint "web_chat_line_client_unique" unique ("visitor_id", "client_id");
alter table "web_chat_line" add constraint "web_chat_line_visitor_id_foreign" foreign key ("visitor_id") references "web_chat_visitor" ("id") on delete cascade;
alter table "web_chat_line" add constraint "web_chat_line_direction_check" check ("direction" in ('in', 'out'));
alter table "web_chat_line" add constraint "web_chat_line_kind_check" check ("kind" in ('text', 'image', 'file', 'link'));
