-- Segments, the views people keep of their lists.
-- Survives older workers: yes (new tables).

create table "segment" ("id" uuid not null, "name" varchar(60) not null, "entity" text not null, "condition" jsonb not null, "shared" boolean not null, "owner_id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, constraint "segment_pkey" primary key ("id"));
alter table "segment" add constraint "segment_owner_name_unique" unique ("owner_id", "name");
alter table "segment" add constraint "segment_entity_check" check ("entity" in ('customer', 'contact', 'lead', 'opportunity'));
alter table "segment" add constraint "segment_owner_id_foreign" foreign key ("owner_id") references "app_user" ("id") on delete cascade;

create table "segment_count" ("segment_id" uuid not null, "day" date not null, "count" int not null, constraint "segment_count_pkey" primary key ("segment_id", "day"));
alter table "segment_count" add constraint "segment_count_segment_id_foreign" foreign key ("segment_id") references "segment" ("id") on delete cascade;

create table "saved_view" ("id" uuid not null, "name" varchar(60) not null, "entity" text not null, "settings" jsonb not null, "shared" boolean not null, "owner_id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, constraint "saved_view_pkey" primary key ("id"));
alter table "saved_view" add constraint "saved_view_owner_name_unique" unique ("owner_id", "entity", "name");
alter table "saved_view" add constraint "saved_view_entity_check" check ("entity" in ('customer', 'contact', 'lead', 'opportunity'));
alter table "saved_view" add constraint "saved_view_owner_id_foreign" foreign key ("owner_id") references "app_user" ("id") on delete cascade;
