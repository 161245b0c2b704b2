-- Indexes for the lists of the CRM and for the lookups of an import.
-- Survives older workers: yes (indexes only).

create index "customer_owner_created" on "customer" ("owner_id", "created_at", "id");
create index "customer_team_created" on "customer" ("team_id", "created_at", "id");
create index "customer_created" on "customer" ("created_at", "id");
create index "contact_created" on "contact" ("created_at", "id");
create index "lead_phone_index" on "lead" ("phone");
create index "lead_created" on "lead" ("created_at", "id");
create index "lead_owner_created" on "lead" ("owner_id", "created_at", "id");
create index "lead_team_created" on "lead" ("team_id", "created_at", "id");
create index "opportunity_created" on "opportunity" ("created_at", "id");
create index "activity_status_due" on "activity" ("status", "due_at");
create index "import_issue_batch_row" on "import_issue" ("batch_id", "row");
