/** Rows of the public pool as the tables have them; columns left out take the table's default. */
export interface PoolRow {
  id: string;
  name: string;
  entity: 'customer';
  position: number;
  active: boolean;
  condition: { all: [] };
  team_id: null;
  recycle_days: number;
  warn_days: number;
  protect_open_deals: boolean;
  daily_picks: number;
  capacity: number;
  repick_days: number;
  created_at: Date;
  updated_at: Date;
}

export interface PoolEntryRow {
  id: string;
  pool_id: string;
  customer_id: string;
  from_user_id: string | null;
  reason: string;
  entered_at: Date;
}

export interface PoolEventRow {
  id: string;
  pool_id: string;
  entity: 'customer';
  entity_id: string;
  kind: 'released';
  user_id: string | null;
  reason: string;
  at: Date;
}
