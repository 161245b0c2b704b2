-- Deals in depth: stages as a table, facts, lines, competitors, warnings; orders, contracts and delivery; forecast; reminders.
-- Survives older workers: yes (new tables, and new columns that may be empty).

create sequence sales_order_code;
create sequence contract_code;
create sequence delivery_issue_code;

create table "deal_setting" ("key" varchar(40) not null, "value" jsonb not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("key"));

create table "delivery_template" ("id" uuid not null, "name" varchar(60) not null, "is_default" boolean not null default false, "active" boolean not null default true, "tasks" jsonb not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "delivery_template" add constraint "delivery_template_name_unique" unique ("name");

create table "forecast_back_test" ("month" date not null, "enough" boolean not null, "open_deals" int not null, "expected" numeric(16,2) not null, "low" numeric(16,2) not null, "high" numeric(16,2) not null, "naive" numeric(16,2) null, "actual" numeric(16,2) not null, "history_months" int not null, "made_at" timestamptz not null, primary key ("month"));

create table "forecast_fit" ("day" date not null, "fit" jsonb not null, "made_at" timestamptz not null, primary key ("day"));

create table "lost_reason" ("id" uuid not null, "label" varchar(60) not null, "position" int not null, "needs_text" boolean not null default false, "active" boolean not null default true, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "lost_reason" add constraint "lost_reason_label_unique" unique ("label");

create table "stage_definition" ("stage" text not null, "probability" int not null, "required_facts" jsonb not null, "enforcement" text not null, "stalled_days" int null, "active" boolean not null default true, "guidance" varchar(500) null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("stage"));

create table "stage_move_rule" ("from_stage" text not null, "to_stage" text not null, "allowed" boolean not null, "who" text not null, "reason_required" boolean not null, primary key ("from_stage", "to_stage"));

create table "reminder" ("id" uuid not null, "user_id" uuid not null, "kind" text not null, "cause" varchar(120) not null, "title" varchar(300) not null, "entity" varchar(40) null, "entity_id" uuid null, "counts" jsonb null, "created_at" timestamptz not null, "read_at" timestamptz null, primary key ("id"));
create index "reminder_user_created" on "reminder" ("user_id", "created_at", "id");
alter table "reminder" add constraint "reminder_cause" unique ("user_id", "kind", "cause");

create table "sales_order" ("id" uuid not null, "code" varchar(16) not null default 'DD-' || lpad(nextval('sales_order_code')::text, 6, '0'), "number" varchar(60) null, "name" varchar(120) not null, "customer_id" uuid not null, "opportunity_id" uuid null, "amount" numeric(14,2) not null, "ordered_on" date not null, "status" text not null, "note" text null, "external_id" varchar(120) null, "owner_id" uuid null, "team_id" uuid null, "search_text" text not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "sales_order" add constraint "sales_order_code_unique" unique ("code");
alter table "sales_order" add constraint "sales_order_number_unique" unique ("number");
create index "sales_order_customer_id_index" on "sales_order" ("customer_id");
alter table "sales_order" add constraint "sales_order_opportunity_id_unique" unique ("opportunity_id");
create index "sales_order_ordered_on_index" on "sales_order" ("ordered_on");
alter table "sales_order" add constraint "sales_order_external_id_unique" unique ("external_id");
create index "sales_order_created" on "sales_order" ("created_at", "id");
create index "sales_order_owner_created" on "sales_order" ("owner_id", "created_at", "id");
create index "sales_order_team_created" on "sales_order" ("team_id", "created_at", "id");

create table "sales_order_line" ("id" uuid not null, "order_id" uuid not null, "position" int not null, "product_id" uuid null, "name" varchar(120) not null, "quantity" numeric(14,3) not null, "unit_price" numeric(14,2) not null, "discount" numeric(5,2) not null, "amount" numeric(16,2) not null, primary key ("id"));
create index "sales_order_line_order_id_index" on "sales_order_line" ("order_id");
create index "sales_order_line_product_id_index" on "sales_order_line" ("product_id");

create table "delivery_plan" ("id" uuid not null, "order_id" uuid not null, "template_name" varchar(60) null, "starts_on" date not null, "status" text not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "delivery_plan" add constraint "delivery_plan_order_id_unique" unique ("order_id");

create table "delivery_task" ("id" uuid not null, "plan_id" uuid not null, "position" int not null, "name" varchar(120) not null, "owner_id" uuid null, "starts_on" date not null, "due_on" date not null, "status" text not null, "done_on" date null, "note" varchar(500) null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
create index "delivery_task_plan_id_index" on "delivery_task" ("plan_id");
create index "delivery_task_owner_due" on "delivery_task" ("owner_id", "status", "due_on");
create index "delivery_task_due" on "delivery_task" ("status", "due_on");

create table "opportunity_line" ("id" uuid not null, "opportunity_id" uuid not null, "position" int not null, "product_id" uuid null, "name" varchar(120) not null, "quantity" numeric(14,3) not null, "unit_price" numeric(14,2) not null, "discount" numeric(5,2) not null, "amount" numeric(16,2) not null, primary key ("id"));
create index "opportunity_line_opportunity_id_index" on "opportunity_line" ("opportunity_id");
create index "opportunity_line_product_id_index" on "opportunity_line" ("product_id");

create table "opportunity_fact" ("id" uuid not null, "opportunity_id" uuid not null, "key" text not null, "value" varchar(500) not null, "source" text not null, "recorded_by" uuid null, "recorded_at" timestamptz not null, primary key ("id"));
alter table "opportunity_fact" add constraint "opportunity_fact_key" unique ("opportunity_id", "key");

create table "opportunity_competitor" ("id" uuid not null, "opportunity_id" uuid not null, "name" varchar(80) not null, "status" text not null, "strength" varchar(500) null, "weakness" varchar(500) null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "opportunity_competitor" add constraint "opportunity_competitor_name" unique ("opportunity_id", "name");

create table "deal_warning" ("id" uuid not null, "opportunity_id" uuid not null, "kind" text not null, "cause" varchar(80) not null, "figure" int not null, "raised_at" timestamptz not null, "resolved_at" timestamptz null, primary key ("id"));
create index "deal_warning_open" on "deal_warning" ("resolved_at", "raised_at", "id");
create index "deal_warning_deal" on "deal_warning" ("opportunity_id", "kind");

create table "deal_value_change" ("id" bigserial primary key, "opportunity_id" uuid not null, "field" text not null, "old_value" varchar(20) null, "new_value" varchar(20) null, "changed_at" timestamptz not null);
create index "deal_value_change_deal" on "deal_value_change" ("opportunity_id", "field", "id");

create table "contract" ("id" uuid not null, "code" varchar(16) not null default 'HT-' || lpad(nextval('contract_code')::text, 6, '0'), "number" varchar(60) null, "name" varchar(120) not null, "customer_id" uuid not null, "order_id" uuid null, "opportunity_id" uuid null, "previous_id" uuid null, "amount" numeric(14,2) not null, "signed_on" date null, "starts_on" date null, "ends_on" date null, "renewal_on" date null, "auto_renew" boolean not null default false, "status" text not null, "note" text null, "external_id" varchar(120) null, "owner_id" uuid null, "team_id" uuid null, "search_text" text not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "contract" add constraint "contract_code_unique" unique ("code");
alter table "contract" add constraint "contract_number_unique" unique ("number");
create index "contract_customer_id_index" on "contract" ("customer_id");
create index "contract_order_id_index" on "contract" ("order_id");
create index "contract_opportunity_id_index" on "contract" ("opportunity_id");
alter table "contract" add constraint "contract_previous_id_unique" unique ("previous_id");
alter table "contract" add constraint "contract_external_id_unique" unique ("external_id");
create index "contract_status_ends" on "contract" ("status", "ends_on");
create index "contract_created" on "contract" ("created_at", "id");
create index "contract_owner_created" on "contract" ("owner_id", "created_at", "id");
create index "contract_team_created" on "contract" ("team_id", "created_at", "id");

create table "delivery_issue" ("id" uuid not null, "code" varchar(16) not null default 'WT-' || lpad(nextval('delivery_issue_code')::text, 6, '0'), "customer_id" uuid not null, "order_id" uuid null, "contract_id" uuid null, "task_id" uuid null, "title" varchar(200) not null, "detail" text null, "severity" text not null, "status" text not null, "owner_id" uuid null, "due_on" date not null, "resolution" text null, "resolved_at" timestamptz null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "delivery_issue" add constraint "delivery_issue_code_unique" unique ("code");
create index "delivery_issue_customer_id_index" on "delivery_issue" ("customer_id");
create index "delivery_issue_order_id_index" on "delivery_issue" ("order_id");
create index "delivery_issue_contract_id_index" on "delivery_issue" ("contract_id");
create index "delivery_issue_task_id_index" on "delivery_issue" ("task_id");
create index "delivery_issue_owner_due" on "delivery_issue" ("owner_id", "status", "due_on");
create index "delivery_issue_due" on "delivery_issue" ("status", "due_on");

create table "contract_milestone" ("id" uuid not null, "contract_id" uuid not null, "kind" text not null, "name" varchar(120) not null, "due_on" date not null, "amount" numeric(14,2) null, "paid_amount" numeric(14,2) not null default 0, "done_on" date null, "note" varchar(500) null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
create index "contract_milestone_contract_id_index" on "contract_milestone" ("contract_id");
create index "contract_milestone_due" on "contract_milestone" ("done_on", "due_on");

alter table "opportunity" add "lost_reason_id" uuid null;
alter table "opportunity" add constraint "opportunity_lost_reason_id_foreign" foreign key ("lost_reason_id") references "lost_reason" ("id") on delete set null;

alter table "stage_change" add "reason" varchar(300) null, add "missing_facts" jsonb null;

alter table "stage_definition" add constraint "stage_definition_stage_check" check ("stage" in ('prospecting', 'qualification', 'proposal', 'negotiation', 'won', 'lost'));
alter table "stage_definition" add constraint "stage_definition_enforcement_check" check ("enforcement" in ('advise', 'require'));

alter table "stage_move_rule" add constraint "stage_move_rule_from_stage_check" check ("from_stage" in ('prospecting', 'qualification', 'proposal', 'negotiation', 'won', 'lost'));
alter table "stage_move_rule" add constraint "stage_move_rule_to_stage_check" check ("to_stage" in ('prospecting', 'qualification', 'proposal', 'negotiation', 'won', 'lost'));
alter table "stage_move_rule" add constraint "stage_move_rule_who_check" check ("who" in ('anybody', 'owner_or_manager', 'manager'));

alter table "reminder" add constraint "reminder_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade;
alter table "reminder" add constraint "reminder_kind_check" check ("kind" in ('follow_ups', 'deal_stalled', 'deal_slipping', 'deal_close_overdue', 'task_overdue', 'milestone_due', 'milestone_overdue', 'issue_overdue', 'contract_renewal'));

alter table "sales_order" add constraint "sales_order_customer_id_foreign" foreign key ("customer_id") references "customer" ("id");
alter table "sales_order" add constraint "sales_order_opportunity_id_foreign" foreign key ("opportunity_id") references "opportunity" ("id") on delete set null;
alter table "sales_order" add constraint "sales_order_owner_id_foreign" foreign key ("owner_id") references "app_user" ("id") on delete set null;
alter table "sales_order" add constraint "sales_order_team_id_foreign" foreign key ("team_id") references "team" ("id") on delete set null;
alter table "sales_order" add constraint "sales_order_status_check" check ("status" in ('confirmed', 'delivering', 'completed', 'cancelled'));

alter table "sales_order_line" add constraint "sales_order_line_order_id_foreign" foreign key ("order_id") references "sales_order" ("id") on delete cascade;
alter table "sales_order_line" add constraint "sales_order_line_product_id_foreign" foreign key ("product_id") references "product" ("id") on delete set null;

alter table "delivery_plan" add constraint "delivery_plan_order_id_foreign" foreign key ("order_id") references "sales_order" ("id") on delete cascade;
alter table "delivery_plan" add constraint "delivery_plan_status_check" check ("status" in ('active', 'done', 'cancelled'));

alter table "delivery_task" add constraint "delivery_task_plan_id_foreign" foreign key ("plan_id") references "delivery_plan" ("id") on delete cascade;
alter table "delivery_task" add constraint "delivery_task_owner_id_foreign" foreign key ("owner_id") references "app_user" ("id") on delete set null;
alter table "delivery_task" add constraint "delivery_task_status_check" check ("status" in ('todo', 'doing', 'blocked', 'done', 'cancelled'));

alter table "opportunity_line" add constraint "opportunity_line_opportunity_id_foreign" foreign key ("opportunity_id") references "opportunity" ("id") on delete cascade;
alter table "opportunity_line" add constraint "opportunity_line_product_id_foreign" foreign key ("product_id") references "product" ("id") on delete set null;

alter table "opportunity_fact" add constraint "opportunity_fact_opportunity_id_foreign" foreign key ("opportunity_id") references "opportunity" ("id") on delete cascade;
alter table "opportunity_fact" add constraint "opportunity_fact_key_check" check ("key" in ('amount', 'expected_close', 'product', 'contact', 'decision_maker', 'need', 'budget', 'purchase_process', 'competitor', 'proposal_sent', 'contract_draft'));
alter table "opportunity_fact" add constraint "opportunity_fact_source_check" check ("source" in ('person', 'agent', 'call', 'message', 'import'));

alter table "opportunity_competitor" add constraint "opportunity_competitor_opportunity_id_foreign" foreign key ("opportunity_id") references "opportunity" ("id") on delete cascade;
alter table "opportunity_competitor" add constraint "opportunity_competitor_status_check" check ("status" in ('competing', 'ahead', 'behind', 'out', 'won'));

alter table "deal_warning" add constraint "deal_warning_opportunity_id_foreign" foreign key ("opportunity_id") references "opportunity" ("id") on delete cascade;
alter table "deal_warning" add constraint "deal_warning_kind_check" check ("kind" in ('stalled', 'slipping', 'close_overdue'));

alter table "deal_value_change" add constraint "deal_value_change_opportunity_id_foreign" foreign key ("opportunity_id") references "opportunity" ("id") on delete cascade;
alter table "deal_value_change" add constraint "deal_value_change_field_check" check ("field" in ('amount', 'expected_close'));

alter table "contract" add constraint "contract_customer_id_foreign" foreign key ("customer_id") references "customer" ("id");
alter table "contract" add constraint "contract_order_id_foreign" foreign key ("order_id") references "sales_order" ("id") on delete set null;
alter table "contract" add constraint "contract_opportunity_id_foreign" foreign key ("opportunity_id") references "opportunity" ("id") on delete set null;
alter table "contract" add constraint "contract_previous_id_foreign" foreign key ("previous_id") references "contract" ("id") on delete set null;
alter table "contract" add constraint "contract_owner_id_foreign" foreign key ("owner_id") references "app_user" ("id") on delete set null;
alter table "contract" add constraint "contract_team_id_foreign" foreign key ("team_id") references "team" ("id") on delete set null;
alter table "contract" add constraint "contract_status_check" check ("status" in ('draft', 'active', 'expired', 'terminated', 'renewed'));

alter table "delivery_issue" add constraint "delivery_issue_customer_id_foreign" foreign key ("customer_id") references "customer" ("id");
alter table "delivery_issue" add constraint "delivery_issue_order_id_foreign" foreign key ("order_id") references "sales_order" ("id") on delete cascade;
alter table "delivery_issue" add constraint "delivery_issue_contract_id_foreign" foreign key ("contract_id") references "contract" ("id") on delete cascade;
alter table "delivery_issue" add constraint "delivery_issue_task_id_foreign" foreign key ("task_id") references "delivery_task" ("id") on delete set null;
alter table "delivery_issue" add constraint "delivery_issue_owner_id_foreign" foreign key ("owner_id") references "app_user" ("id") on delete set null;
alter table "delivery_issue" add constraint "delivery_issue_severity_check" check ("severity" in ('low', 'medium', 'high', 'critical'));
alter table "delivery_issue" add constraint "delivery_issue_status_check" check ("status" in ('open', 'doing', 'resolved', 'closed'));

alter table "contract_milestone" add constraint "contract_milestone_contract_id_foreign" foreign key ("contract_id") references "contract" ("id") on delete cascade;
alter table "contract_milestone" add constraint "contract_milestone_kind_check" check ("kind" in ('payment', 'acceptance', 'delivery', 'other'));

-- Of a kind, a deal has one open warning.
create unique index "deal_warning_one_open" on "deal_warning" ("opportunity_id", "kind") where resolved_at is null;

-- Lists and morning jobs look at what is still open.
create index "opportunity_open_close" on "opportunity" ("expected_close") where stage not in ('won', 'lost');
create index "activity_customer_planned" on "activity" ("customer_id") where status = 'planned';
create index "activity_opportunity_planned" on "activity" ("opportunity_id") where status = 'planned';
create index "reminder_unread" on "reminder" ("user_id") where read_at is null;

-- The house's own table of stages, to begin with.
insert into stage_definition (stage, probability, required_facts, enforcement, stalled_days, active, guidance, updated_at) values
  ('prospecting', 10, '[]', 'advise', 14, true, '找到对的人，弄清楚有没有真实的需求。', now()),
  ('qualification', 30, '["contact", "need"]', 'advise', 14, true, '确认需求、预算和决策流程，判断值不值得投入。', now()),
  ('proposal', 50, '["contact", "need", "decision_maker", "budget", "product", "amount"]', 'advise', 14, true, '给出方案和报价，让决策人看到价值。', now()),
  ('negotiation', 70, '["contact", "need", "decision_maker", "budget", "product", "amount", "expected_close", "purchase_process", "proposal_sent"]', 'advise', 10, true, '谈条款、走流程，盯紧签约时间。', now()),
  ('won', 100, '["amount", "product", "contract_draft"]', 'advise', null, true, '签约完成，转订单和交付。', now()),
  ('lost', 0, '[]', 'advise', null, true, '写清输单原因，约好下次联系的时间。', now());

-- Every cell of the table of moves: a step back at a time, a lost deal is taken up again at negotiation, a won one stays won.
insert into stage_move_rule (from_stage, to_stage, allowed, who, reason_required)
select f.stage, t.stage,
  case
    when f.stage = t.stage or f.stage = 'won' then false
    when f.stage = 'lost' then t.stage = 'negotiation'
    when t.stage in ('won', 'lost') then true
    else t.rank > f.rank - 2
  end,
  case when f.stage = 'lost' then 'owner_or_manager' else 'anybody' end,
  false
from unnest(array['prospecting', 'qualification', 'proposal', 'negotiation', 'won', 'lost']) with ordinality f(stage, rank)
cross join unnest(array['prospecting', 'qualification', 'proposal', 'negotiation', 'won', 'lost']) with ordinality t(stage, rank);

insert into lost_reason (id, label, position, needs_text, created_at, updated_at)
select gen_random_uuid(), label, position, label = '其他', now(), now()
from unnest(array['价格过高', '选择了竞品', '预算取消', '需求变化', '项目暂停', '功能不满足', '联系不上', '其他']) with ordinality r(label, position);

insert into delivery_template (id, name, is_default, tasks, created_at, updated_at) values
  (gen_random_uuid(), '标准交付', true, '[
    {"name": "合同归档、开票信息确认", "owner_id": null, "starts_after": 0, "takes": 1},
    {"name": "项目启动会", "owner_id": null, "starts_after": 1, "takes": 2},
    {"name": "需求与实施方案确认", "owner_id": null, "starts_after": 3, "takes": 5},
    {"name": "部署与配置", "owner_id": null, "starts_after": 8, "takes": 7},
    {"name": "培训与试运行", "owner_id": null, "starts_after": 15, "takes": 5},
    {"name": "客户验收", "owner_id": null, "starts_after": 20, "takes": 5}
  ]', now(), now());

-- Remembers what a deal was said to be worth and to close on, whoever writes it. What is there already counts as known from now.
create function remember_deal_values() returns trigger language plpgsql as $$
declare
  was_amount numeric := case when tg_op = 'UPDATE' then old.amount end;
  was_close date := case when tg_op = 'UPDATE' then old.expected_close end;
  moment timestamptz := case when tg_op = 'UPDATE' then new.updated_at else new.created_at end;
begin
  if new.amount is distinct from was_amount then
    insert into deal_value_change (opportunity_id, field, old_value, new_value, changed_at)
    values (new.id, 'amount', was_amount::text, new.amount::text, moment);
  end if;
  if new.expected_close is distinct from was_close then
    insert into deal_value_change (opportunity_id, field, old_value, new_value, changed_at)
    values (new.id, 'expected_close', was_close::text, new.expected_close::text, moment);
  end if;
  return null;
end $$;
create trigger opportunity_values after insert or update of amount, expected_close on opportunity
  for each row execute function remember_deal_values();
insert into deal_value_change (opportunity_id, field, new_value, changed_at)
select id, 'amount', amount::text, now() from opportunity where amount is not null
union all
select id, 'expected_close', expected_close::text, now() from opportunity where expected_close is not null;
