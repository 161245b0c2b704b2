-- What is counted and summed of each customer, kept beside it; only of customers with a note it is counted when asked.
-- Survives older workers: no (they take notes off without keeping the sums).

create table "customer_sums" ("customer_id" uuid not null, "contacts" int not null default 0, "activities" int not null default 0, "planned" int not null default 0, "next_follow_up_at" timestamptz null, "open_deals" int not null default 0, "open_amount" numeric(16,2) not null default 0, "won_amount" numeric(16,2) not null default 0, "contract_ends_on" date null, constraint "customer_sums_pkey" primary key ("customer_id"));

-- Whether something was written; not of those that are counted again because time went by.
alter table "customer_touched" add "changed" boolean not null default true;
insert into "customer_touched" ("customer_id") select "id" from "customer";

-- Every customer has a row from its beginning to its end, so that readers join it and nobody has to make one later.
insert into "customer_sums" ("customer_id") select "id" from "customer";
create function "keep_customer_sums"() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into customer_sums (customer_id) select id from new_rows;
  else
    delete from customer_sums s using old_rows o where s.customer_id = o.id;
  end if;
  return null;
end $$;
create trigger "customer_sums_insert" after insert on "customer" referencing new table as new_rows
  for each statement execute function "keep_customer_sums"();
create trigger "customer_sums_delete" after delete on "customer" referencing old table as old_rows
  for each statement execute function "keep_customer_sums"();

-- What waits for each person, read from indexes alone: planned follow-ups by their day, deals on their way by their owner.
create index "activity_planned_due" on "activity" ("due_at") include ("owner_id", "team_id") where "status" = 'planned';
create index "opportunity_open_owner" on "opportunity" ("owner_id", "team_id", "id") where "stage" <> all (array['won', 'lost']);
