-- The search index of the knowledge base in PostgreSQL, the cache of embeddings, synonyms. Dense vectors have tables of their
-- own (knowledge_index_dense_<dimension>), made by the index itself where the extension pgvector is there.
-- Survives older workers: yes (new tables only).

create table "knowledge_embedding" ("hash" varchar(64) not null, "model" varchar(120) not null, "vector" bytea not null, "used_at" timestamptz not null, primary key ("hash"));
create index "knowledge_embedding_used" on "knowledge_embedding" ("used_at");
create table "knowledge_index_generation" ("id" serial primary key, "status" text not null, "revision" int not null default 0, "floor_revision" int not null default 0, "model" varchar(120) null, "dimension" int null, "created_at" timestamptz not null, "retired_at" timestamptz null);
create table "knowledge_index_passage" ("no" serial primary key, "generation_id" int not null, "revision" int not null, "passage_id" uuid not null, "document_id" uuid not null, "version_id" uuid not null, "parent_id" uuid null, "text" text not null, "title" text not null, "heading" text not null, "visibility" text[] not null, "categories" text[] not null, "tags" text[] not null, "valid_from" timestamptz null, "valid_until" timestamptz null, "terms" bytea not null, "removed_at" timestamptz null);
create index "knowledge_index_passage_revision" on "knowledge_index_passage" ("generation_id", "revision");
create index "knowledge_index_passage_id" on "knowledge_index_passage" ("generation_id", "passage_id");
create index "knowledge_index_passage_document" on "knowledge_index_passage" ("generation_id", "document_id");
create index "knowledge_index_passage_version" on "knowledge_index_passage" ("generation_id", "version_id");
create index "knowledge_index_passage_removed" on "knowledge_index_passage" ("generation_id", "removed_at");
create table "knowledge_synonym" ("id" uuid not null, "words" text[] not null, "note" varchar(200) null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "knowledge_index_generation" add constraint "knowledge_index_generation_status_check" check ("status" in ('live', 'building', 'retired'));
alter table "knowledge_index_passage" add constraint "knowledge_index_passage_generation_id_foreign" foreign key ("generation_id") references "knowledge_index_generation" ("id") on delete cascade;

-- At most one live and one building index, and each passage once in each.
create unique index "knowledge_index_generation_one" on "knowledge_index_generation" ("status") where "status" <> 'retired';
create unique index "knowledge_index_passage_current" on "knowledge_index_passage" ("generation_id", "passage_id") where "removed_at" is null;
-- Term weights are dense bytes already: compressing them again only costs time.
alter table "knowledge_index_passage" alter column "terms" set storage external;
