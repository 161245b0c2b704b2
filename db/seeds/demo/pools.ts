import type { ActivityRow, CustomerRow, TimelineRow, UserRow } from './demo-rows.ts';
import type { Era } from './era.ts';
import type { Deal } from './opportunities.ts';
import { DEMO_SALESPERSON } from './people.ts';
import type { PoolEntryRow, PoolEventRow, PoolRow } from './pool-rows.ts';
import { POOL_RULES, TIMELINE_WORDS, WITHOUT_OWNER } from './words.ts';
import { DAY_MS } from './working-time.ts';

const WAITING = 12;
/** Quiet for so long before its owner gave it back. */
const LEAST_IDLE_DAYS = 35;

const REASONS = [
  '对方今年没有预算，明年再看',
  '负责人离职，还没接上新的人',
  '三次电话都没有接通',
  '已经选了别家，合同期两年',
  '手上客户太多，跟不过来',
  '厂区搬迁，项目先停了',
] as const;

interface Sources {
  readonly customers: readonly CustomerRow[];
  readonly deals: readonly Deal[];
  readonly activities: readonly ActivityRow[];
  readonly users: readonly UserRow[];
}

export interface Pools {
  readonly pools: PoolRow[];
  readonly entries: PoolEntryRow[];
  readonly events: PoolEventRow[];
  readonly timeline: TimelineRow[];
}

/**
 * A public pool for customers, with those in it whom their owners gave back: quiet for weeks, no deal open or won, nothing planned.
 * They lose their owner here. The one who shows the product keeps all of theirs.
 */
export function makePools(era: Era, sources: Sources): Pools {
  const { dice, time } = era;
  const made = time.ago(300);
  const pool: PoolRow = {
    id: dice.id(made),
    name: '客户公海',
    entity: 'customer',
    position: 100,
    active: true,
    condition: { all: [] },
    team_id: null,
    ...POOL_RULES,
    created_at: made,
    updated_at: made,
  };
  const given = quietCustomers(era, sources).map((row) => giveBack(era, pool, row));
  return {
    pools: [pool],
    entries: given.map(({ entry }) => entry),
    events: given.map(({ event }) => event),
    timeline: given.map(({ line }) => line),
  };
}

function quietCustomers({ time }: Era, { customers, deals, activities, users }: Sources): CustomerRow[] {
  const shown = users.find(({ username }) => username === DEMO_SALESPERSON)?.id;
  const busy = new Set([
    ...deals.filter(({ row }) => row.closed_on === null || row.stage === 'won').map(({ row }) => row.customer_id),
    ...activities.filter(({ status }) => status === 'planned').map((row) => row.customer_id),
  ]);
  const since = time.ago(LEAST_IDLE_DAYS);
  return customers
    .filter((row) => row.owner_id !== shown && !busy.has(row.id) && lastTouch(row) <= since)
    .toSorted((left, right) => lastTouch(left).getTime() - lastTouch(right).getTime())
    .slice(0, WAITING);
}

function lastTouch({ last_activity_at: last, created_at: made }: CustomerRow): Date {
  return last && last > made ? last : made;
}

function giveBack({ dice, time }: Era, pool: PoolRow, row: CustomerRow) {
  const at = time.moment(new Date(lastTouch(row).getTime() + 14 * DAY_MS), time.ago(1));
  const [owner, reason] = [row.owner_id, dice.pick(REASONS)];
  Object.assign(row, { owner_id: null, team_id: null, updated_at: at });
  const entry: PoolEntryRow = {
    id: dice.id(at),
    pool_id: pool.id,
    customer_id: row.id,
    from_user_id: owner,
    reason,
    entered_at: at,
  };
  const event: PoolEventRow = {
    id: dice.id(at),
    pool_id: pool.id,
    entity: 'customer',
    entity_id: row.id,
    kind: 'released',
    user_id: owner,
    reason,
    at,
  };
  const line: TimelineRow = {
    id: dice.id(at),
    customer_id: row.id,
    at,
    kind: 'customer.transferred',
    title: `${TIMELINE_WORDS['customer.transferred']}：${WITHOUT_OWNER}`,
    body: reason,
    actor_id: owner,
    agent: null,
    entity: 'customer',
    entity_id: row.id,
  };
  return { entry, event, line };
}
