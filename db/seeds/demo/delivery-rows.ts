/** Rows of what was sold and is being delivered, under their column names; columns left out take the table's default. */
interface Stamps {
  id: string;
  created_at: Date;
  updated_at: Date;
}

interface OwnedRow {
  owner_id: string | null;
  team_id: string | null;
}

export interface OrderRow extends Stamps, OwnedRow {
  name: string;
  customer_id: string;
  opportunity_id: string;
  amount: number;
  ordered_on: string;
  status: 'confirmed' | 'delivering' | 'completed';
  search_text: string;
}

export interface ContractRow extends Stamps, OwnedRow {
  name: string;
  customer_id: string;
  order_id: string;
  opportunity_id: string;
  amount: number;
  signed_on: string;
  starts_on: string;
  ends_on: string;
  renewal_on: string;
  auto_renew: boolean;
  status: 'active' | 'expired';
  search_text: string;
}

export interface MilestoneRow extends Stamps {
  contract_id: string;
  kind: 'payment';
  name: string;
  due_on: string;
  amount: number;
  paid_amount: number;
  done_on: string | null;
}

export interface PlanRow extends Stamps {
  order_id: string;
  template_name: string;
  starts_on: string;
  status: 'active';
}

export interface TaskRow extends Stamps {
  plan_id: string;
  position: number;
  name: string;
  owner_id: string | null;
  starts_on: string;
  due_on: string;
  status: 'todo' | 'doing' | 'done';
  done_on: string | null;
}

export interface IssueRow extends Stamps {
  customer_id: string;
  order_id: string;
  title: string;
  detail: string;
  severity: 'high' | 'medium' | 'low';
  status: 'open' | 'doing';
  owner_id: string | null;
  due_on: string;
}
