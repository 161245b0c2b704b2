import type { ActivityKind, Stage, LeadStatus } from '../../../kernel/contracts/crm.ts';
import type { Role } from '../../../kernel/contracts/identity.ts';
import type { ContractRow, IssueRow, MilestoneRow, OrderRow, PlanRow, TaskRow } from './delivery-rows.ts';
import type { PoolEntryRow, PoolEventRow, PoolRow } from './pool-rows.ts';
import type { DecisionRoleRow, RelationRow } from './relation-rows.ts';

/** Rows as the tables have them, under their column names; columns left out take the table's default. Days are text. */
export interface TeamRow {
  id: string;
  name: string;
  region: string;
  manager_id: string;
  created_at: Date;
}

interface Stamped {
  id: string;
  created_at: Date;
  updated_at: Date;
}

interface Owned {
  owner_id: string | null;
  team_id: string | null;
}

export interface UserRow extends Stamped {
  username: string;
  name: string;
  password_hash: string | null;
  role: Role;
  team_id: string | null;
}

export interface ProductRow extends Stamped {
  name: string;
  series: string;
  list_price: number;
}

export interface TagRow {
  id: string;
  name: string;
  created_at: Date;
}

export interface CustomerRow extends Stamped, Owned {
  name: string;
  short_name: string;
  region: string;
  city: string;
  sector: string;
  source: string;
  phone: string;
  website: string | null;
  address: string;
  employees: number;
  annual_revenue: number;
  founded_year: number;
  country: string;
  parent_name: string | null;
  description: string;
  search_text: string;
  last_activity_at: Date | null;
}

export interface CustomerTagRow {
  customer_id: string;
  tag_id: string;
  created_at: Date;
}

export interface ContactRow extends Stamped {
  customer_id: string;
  name: string;
  title: string;
  phone: string;
  email: string | null;
  wechat: string | null;
  decision_maker: boolean;
  description: string | null;
  search_text: string;
}

export interface LeadRow extends Stamped, Owned {
  name: string;
  company: string;
  title: string;
  phone: string;
  email: string | null;
  wechat: string | null;
  source: string;
  region: string;
  city: string;
  sector: string;
  status: LeadStatus;
  description: string;
  customer_id: string | null;
  search_text: string;
  last_activity_at: Date | null;
  converted_at: Date | null;
}

export interface OpportunityRow extends Stamped, Owned {
  name: string;
  customer_id: string;
  product_id: string;
  stage: Stage;
  probability: number;
  amount: number | null;
  opened_on: string;
  expected_close: string;
  closed_on: string | null;
  source: string;
  lost_reason: string | null;
  description: string;
  search_text: string;
  stage_changed_at: Date;
  last_activity_at: Date | null;
}

export interface StageChangeRow {
  id: string;
  opportunity_id: string;
  from_stage: Stage | null;
  to_stage: Stage;
  changed_at: Date;
  actor_id: string | null;
}

export interface ActivityRow extends Stamped, Owned {
  kind: ActivityKind;
  status: 'planned' | 'done' | 'cancelled';
  subject: string;
  content: string | null;
  customer_id: string | null;
  contact_id: string | null;
  lead_id: string | null;
  opportunity_id: string | null;
  due_at: Date | null;
  occurred_at: Date | null;
}

export interface TimelineRow {
  id: string;
  customer_id: string;
  at: Date;
  kind: string;
  title: string;
  body: string | null;
  actor_id: string | null;
  agent: null;
  entity: string;
  entity_id: string;
}

/** The whole demo company, by table, in an order that satisfies the foreign keys. */
export interface DemoData {
  readonly team: readonly TeamRow[];
  readonly app_user: readonly UserRow[];
  readonly product: readonly ProductRow[];
  readonly tag: readonly TagRow[];
  readonly customer: readonly CustomerRow[];
  readonly customer_tag: readonly CustomerTagRow[];
  readonly contact: readonly ContactRow[];
  readonly lead: readonly LeadRow[];
  readonly opportunity: readonly OpportunityRow[];
  readonly stage_change: readonly StageChangeRow[];
  readonly activity: readonly ActivityRow[];
  readonly timeline_entry: readonly TimelineRow[];
  readonly sales_order: readonly OrderRow[];
  readonly contract: readonly ContractRow[];
  readonly contract_milestone: readonly MilestoneRow[];
  readonly delivery_plan: readonly PlanRow[];
  readonly delivery_task: readonly TaskRow[];
  readonly delivery_issue: readonly IssueRow[];
  readonly customer_relation: readonly RelationRow[];
  readonly decision_role: readonly DecisionRoleRow[];
  readonly pool: readonly PoolRow[];
  readonly pool_entry: readonly PoolEntryRow[];
  readonly pool_event: readonly PoolEventRow[];
}
