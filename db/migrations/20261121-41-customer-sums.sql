-- What is counted and summed of each customer, kept beside it; only of customers with a note it is counted when asked.
-- Survives older workers: no (they take notes off without keeping the sums).

create table "customer_sums" ("customer_id" uuid not null, "contacts" int not null default 0, "activities" int not null default 0, "planned" int not null default 0, "next_follow_up_at" timestamptz null, "open_deals" int not null default 0, "open_amount" numeric(16,2) not null default 0, "won_amount" numeric(16,2) not null default 0, "contract_ends_on" date null, constraint "customer_sums_pkey" primary key ("customer_id"));
alter table "customer_sums" add constraint "customer_sums_customer_id_foreign" foreign key ("customer_id") references "customer" ("id") on update cascade on delete cascade;

-- Whether something was written; not of those that are counted again because time went by.
alter table "customer_touched" add "changed" boolean not null default true;
insert into "customer_touched" ("customer_id") select "id" from "customer";

-- Every customer has a row from its beginning, so that readers join it and nobody has to make one later.
insert into "customer_sums" ("customer_id") select "id" from "customer";
create function "keep_customer_sums"() returns trigger language plpgsql as $$
begin
  insert into customer_sums (customer_id) select id from new_rows;
  return null;
end $$;
create trigger "customer_sums_insert" after insert on "customer" referencing new table as new_rows
  for each statement execute function "keep_customer_sums"();
