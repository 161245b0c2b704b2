-- Custom fields of customers, contacts, leads and opportunities; the index of the search box; workbooks as imports.
-- Survives older workers: yes (new columns have defaults, older workers read and write around them).

create table "custom_field" ("id" uuid not null, "entity" text not null, "key" varchar(40) not null, "label" varchar(40) not null, "type" text not null, "choices" jsonb not null, "required" boolean not null default false, "default_value" jsonb null, "searchable" boolean not null default false, "position" int not null, "archived_at" timestamptz null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "custom_field" add constraint "custom_field_entity_key_unique" unique ("entity", "key");
alter table "custom_field" add constraint "custom_field_entity_check" check ("entity" in ('customer', 'contact', 'lead', 'opportunity'));
alter table "custom_field" add constraint "custom_field_type_check" check ("type" in ('text', 'number', 'date', 'choice', 'multi_choice', 'boolean'));
-- Two fields in use are never called the same.
create unique index custom_field_label on custom_field (entity, label) where archived_at is null;

-- Values by key, as JSON of the field's type; a field without a value has no key.
alter table "customer" add column "custom" jsonb not null default '{}';
alter table "contact" add column "custom" jsonb not null default '{}';
alter table "lead" add column "custom" jsonb not null default '{}';
alter table "opportunity" add column "custom" jsonb not null default '{}';
create index customer_custom on customer using gin (custom jsonb_path_ops);
create index contact_custom on contact using gin (custom jsonb_path_ops);
create index lead_custom on lead using gin (custom jsonb_path_ops);
create index opportunity_custom on opportunity using gin (custom jsonb_path_ops);

-- The fields reports may cut by and sum up.
create view report_custom_field as
select f.entity, f.key, f.label, f.type, f.choices, f.position
from custom_field f
where f.archived_at is null and f.type in ('number', 'choice', 'multi_choice', 'boolean');

-- Every pair of neighbouring characters, and every character beyond ASCII by itself: whatever holds a text holds its pairs.
-- Its cost is what keeps the planner from computing it row by row instead of asking the index (docs/adr/0016).
create function search_grams(words text) returns text[] language plpgsql immutable strict parallel restricted cost 1000 as $$
declare
  letters text[] := string_to_array(words, null);
  grams text[] := '{}';
begin
  for i in 1..coalesce(cardinality(letters), 0) loop
    if ascii(letters[i]) > 127 then
      grams := grams || letters[i];
    end if;
    if i > 1 then
      grams := grams || (letters[i - 1] || letters[i]);
    end if;
  end loop;
  return grams;
end $$;
-- A short list of pending entries: every search reads it whole.
create index customer_grams on customer using gin (search_grams(search_text)) with (gin_pending_list_limit = 512);
create index contact_grams on contact using gin (search_grams(search_text)) with (gin_pending_list_limit = 512);
create index lead_grams on lead using gin (search_grams(search_text)) with (gin_pending_list_limit = 512);
create index opportunity_grams on opportunity using gin (search_grams(search_text)) with (gin_pending_list_limit = 512);
create index sales_order_grams on sales_order using gin (search_grams(search_text)) with (gin_pending_list_limit = 512);
create index contract_grams on contract using gin (search_grams(search_text)) with (gin_pending_list_limit = 512);

-- The latest activities first, and what is planned or done at a customer, among a million of them.
create index activity_moment on activity ((coalesce(occurred_at, due_at)) desc nulls last, id desc);
create index activity_customer_status on activity (customer_id, status, due_at);

-- A workbook stays as it was sent; the chosen sheet stands beside it as a compressed table of texts.
alter table "import_batch" add column "sheets" jsonb not null default '[]', add column "sheet" varchar(100) null, add column "table_content" bytea null;
alter table "import_batch" drop constraint "import_batch_encoding_check";
alter table "import_batch" add constraint "import_batch_encoding_check" check ("encoding" in ('utf-8', 'utf-8-bom', 'gb18030', 'xlsx'));
