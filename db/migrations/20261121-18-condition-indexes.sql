-- What conditions count of every customer, lead and deal at once.
-- Survives older workers: yes (indexes only).

create index "activity_customer_done" on "activity" ("customer_id") where "status" = 'done';
create index "activity_lead_done" on "activity" ("lead_id") where "status" = 'done' and "lead_id" is not null;
