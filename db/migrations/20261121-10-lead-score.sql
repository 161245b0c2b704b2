-- The score of a lead: the rule table, the models, the current score with its factors, and its history.
-- Survives older workers: yes (new tables and two nullable columns; older workers write leads without a score, the nightly
-- run scores them).

alter table "lead" add column "score" int null, add column "grade" text null;
alter table "lead" add constraint "lead_grade_check" check ("grade" in ('A', 'B', 'C', 'D'));
-- Lists sorted by score, best first, rows without one last; and the same of one owner or team.
create index "lead_score_sort" on "lead" ("score" desc nulls last, "id" desc);
create index "lead_owner_score" on "lead" ("owner_id", "score" desc nulls last, "id" desc);
create index "lead_team_score" on "lead" ("team_id", "score" desc nulls last, "id" desc);
-- The nightly run walks over the leads that are still open.
create index "lead_open" on "lead" ("id") where "status" in ('new', 'contacted', 'qualified');

create table "score_rule" ("id" uuid not null, "label" varchar(60) not null, "rule_group" text not null, "condition" jsonb not null, "points" double precision not null, "half_life_days" double precision null, "active" boolean not null default true, "position" int not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
alter table "score_rule" add constraint "score_rule_rule_group_check" check ("rule_group" in ('profile', 'source', 'engagement', 'progress', 'risk'));

create table "score_setting" ("id" int not null, "base_points" double precision not null, "thresholds" jsonb not null, "caps" jsonb not null, "half_life_days" double precision not null, "maturity_days" int not null, "margin" double precision not null, "auto_activate" boolean not null, "last_fit_at" timestamptz null, "last_fit_note" text null, "updated_at" timestamptz not null, "version" int not null default 1, primary key ("id"));

create table "score_model" ("id" uuid not null, "number" int not null, "kind" text not null, "status" text not null, "spec" jsonb null, "report" jsonb null, "beats_rules" boolean not null, "verdict" text not null, "trained_at" timestamptz null, "activated_at" timestamptz null, "retired_at" timestamptz null, "created_at" timestamptz not null, primary key ("id"));
alter table "score_model" add constraint "score_model_number_unique" unique ("number");
alter table "score_model" add constraint "score_model_kind_check" check ("kind" in ('rules', 'fitted'));
alter table "score_model" add constraint "score_model_status_check" check ("status" in ('candidate', 'active', 'retired'));
create unique index "score_model_one_active" on "score_model" ("status") where "status" = 'active';

create table "lead_score" ("lead_id" uuid not null, "model_id" uuid not null, "score" int not null, "grade" text not null, "probability" double precision null, "factors" jsonb not null, "recorded" jsonb not null, "scored_at" timestamptz not null, primary key ("lead_id"));
alter table "lead_score" add constraint "lead_score_grade_check" check ("grade" in ('A', 'B', 'C', 'D'));
alter table "lead_score" add constraint "lead_score_lead_id_foreign" foreign key ("lead_id") references "lead" ("id") on update cascade on delete cascade;
alter table "lead_score" add constraint "lead_score_model_id_foreign" foreign key ("model_id") references "score_model" ("id");

create table "lead_score_change" ("id" uuid not null, "lead_id" uuid not null, "model_id" uuid not null, "event" text not null, "from_score" int null, "to_score" int not null, "from_grade" text null, "to_grade" text not null, "moved" jsonb not null, "at" timestamptz not null, primary key ("id"));
create index "lead_score_change_lead_at" on "lead_score_change" ("lead_id", "at", "id");
alter table "lead_score_change" add constraint "lead_score_change_event_check" check ("event" in ('lead_created', 'lead_changed', 'activity', 'imported', 'time_passed', 'rules_changed', 'model_changed', 'asked'));
alter table "lead_score_change" add constraint "lead_score_change_from_grade_check" check ("from_grade" in ('A', 'B', 'C', 'D'));
alter table "lead_score_change" add constraint "lead_score_change_to_grade_check" check ("to_grade" in ('A', 'B', 'C', 'D'));
alter table "lead_score_change" add constraint "lead_score_change_lead_id_foreign" foreign key ("lead_id") references "lead" ("id") on delete cascade;
alter table "lead_score_change" add constraint "lead_score_change_model_id_foreign" foreign key ("model_id") references "score_model" ("id");

-- What is there at the start: settings, the rules as the active model, and a rule table that fits most sales teams.
insert into score_setting (id, base_points, thresholds, caps, half_life_days, maturity_days, margin, auto_activate, updated_at)
values (1, 25, '{"a": 75, "b": 55, "c": 35}', '{"profile": 25, "source": 15, "engagement": 40, "progress": 25, "risk": 35}', 14, 60, 0.01, true, now());

insert into score_model (id, number, kind, status, beats_rules, verdict, activated_at, created_at)
values ('00000000-0000-7000-8000-000000001000', 0, 'rules', 'active', false, '规则评分随时可用。', now(), now());

insert into score_rule (id, label, rule_group, condition, points, half_life_days, active, position, created_at, updated_at, version) values
  ('00000000-0000-7000-8000-000000001001', '留了电话', 'profile', '{"field":"has_phone","op":"eq","value":true}', 6, null, true, 10, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001002', '加了微信', 'profile', '{"field":"has_wechat","op":"eq","value":true}', 4, null, true, 20, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001003', '留了邮箱', 'profile', '{"field":"has_email","op":"eq","value":true}', 2, null, true, 30, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001004', '知道是哪家公司', 'profile', '{"field":"company","op":"exists","value":true}', 5, null, true, 40, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001005', '职务是决策层', 'profile', '{"field":"title_level","op":"eq","value":"decision"}', 10, null, true, 50, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001006', '职务是中层管理', 'profile', '{"field":"title_level","op":"eq","value":"manager"}', 5, null, true, 60, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001007', '写明了需求', 'profile', '{"field":"has_description","op":"eq","value":true}', 3, null, true, 70, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001008', '老客户或熟人介绍', 'source', '{"any":[{"field":"source","op":"contains","value":"介绍"},{"field":"source","op":"contains","value":"推荐"},{"field":"source","op":"contains","value":"老客户"}]}', 14, null, true, 80, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001009', '主动找来（官网、咨询、渠道）', 'source', '{"any":[{"field":"source","op":"contains","value":"官网"},{"field":"source","op":"contains","value":"咨询"},{"field":"source","op":"contains","value":"渠道"},{"field":"source","op":"contains","value":"伙伴"}]}', 8, null, true, 90, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001010', '展会或活动认识', 'source', '{"any":[{"field":"source","op":"contains","value":"展会"},{"field":"source","op":"contains","value":"活动"},{"field":"source","op":"contains","value":"会议"}]}', 6, null, true, 100, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001011', '电话聊过', 'engagement', '{"field":"calls","op":"gte","value":1}', 8, 21, true, 110, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001012', '微信或邮件有往来', 'engagement', '{"field":"chats","op":"gte","value":1}', 6, 21, true, 120, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001013', '见过面或做过演示', 'engagement', '{"field":"visits","op":"gte","value":1}', 16, 30, true, 130, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001014', '见面或演示不止一次', 'engagement', '{"field":"visits","op":"gte","value":2}', 8, 30, true, 140, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001015', '联系过三次以上', 'engagement', '{"field":"activities","op":"gte","value":3}', 8, 21, true, 150, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001016', '最近很热（多次联系且就在近期）', 'engagement', '{"field":"heat","op":"gte","value":2}', 8, null, true, 160, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001017', '已经联系上', 'progress', '{"field":"status","op":"eq","value":"contacted"}', 4, null, true, 170, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001018', '需求已经确认', 'progress', '{"field":"status","op":"eq","value":"qualified"}', 18, null, true, 180, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001019', '下一次跟进已安排', 'progress', '{"all":[{"field":"has_plan","op":"eq","value":true},{"field":"overdue","op":"eq","value":false}]}', 5, null, true, 190, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001020', '电话和微信都没有', 'risk', '{"all":[{"field":"has_phone","op":"eq","value":false},{"field":"has_wechat","op":"eq","value":false}]}', -15, null, true, 200, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001021', '跟进逾期没做', 'risk', '{"field":"overdue","op":"eq","value":true}', -6, null, true, 210, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001022', '超过两周没有联系', 'risk', '{"field":"idle_days","op":"gt","value":14}', -8, null, true, 220, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001023', '超过一个月没有联系', 'risk', '{"field":"idle_days","op":"gt","value":30}', -8, null, true, 230, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001024', '三个月还没有转化', 'risk', '{"field":"age_days","op":"gt","value":90}', -8, null, true, 240, now(), now(), 1),
  ('00000000-0000-7000-8000-000000001025', '陌生推销得来（电话营销、短视频）', 'risk', '{"any":[{"field":"source","op":"contains","value":"电话营销"},{"field":"source","op":"contains","value":"短视频"}]}', -4, null, true, 250, now(), now(), 1);
