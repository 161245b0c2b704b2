import type { ContactRow, CustomerRow } from './demo-rows.ts';
import type { Era } from './era.ts';
import type { Deal } from './opportunities.ts';
import type { DecisionRoleRow, RelationRow } from './relation-rows.ts';

const KINDS = [
  ['referral', 10, '老客户介绍的，成交后要回访致谢。'],
  ['partner', 6, '一起投过标。'],
  ['parent', 4, '集团统一采购，报价要一致。'],
] as const;

/** Relations between customers of one region, each pair once. */
export function makeRelations({ dice }: Era, customers: readonly CustomerRow[]): RelationRow[] {
  const byRegion = [...Map.groupBy(customers, ({ region }) => region).values()].map((rows) => dice.shuffle(rows));
  return KINDS.flatMap(([kind, count, note], turn) =>
    Array.from({ length: count }, (_none, index) => {
      const rows = byRegion[index % byRegion.length] ?? [];
      const at = (turn * 20 + Math.floor(index / byRegion.length)) * 2;
      return { kind, note, pair: rows.slice(at, at + 2) };
    }).flatMap(({ pair: [one, other] }): RelationRow[] => {
      if (!one || !other) return [];
      const [from, to] = inOrder(kind, one, other);
      const at = one.created_at > other.created_at ? one.created_at : other.created_at;
      return [{ id: dice.id(at), from_id: from.id, to_id: to.id, kind, note, created_at: at, updated_at: at }];
    }),
  );
}

/** The older one sent us the younger, the larger owns the smaller, partners stand by their ids. */
function inOrder(kind: RelationRow['kind'], one: CustomerRow, other: CustomerRow): [CustomerRow, CustomerRow] {
  const first = {
    referral: one.created_at <= other.created_at,
    parent: one.employees >= other.employees,
    partner: one.id < other.id,
  }[kind];
  return first ? [one, other] : [other, one];
}

/** Who has a say at the customers with a deal on its way. */
export function makeDecisionRoles(
  { dice }: Era,
  deals: readonly Deal[],
  contacts: readonly ContactRow[],
): DecisionRoleRow[] {
  const open = new Set(deals.filter(({ row }) => row.closed_on === null).map(({ row }) => row.customer_id));
  return contacts
    .filter((row) => open.has(row.customer_id))
    .map((row) => ({
      customer_id: row.customer_id,
      contact_id: row.id,
      role: row.decision_maker
        ? 'decision_maker'
        : dice.pick(['influencer', 'user', 'champion', 'gatekeeper'] as const),
      attitude: dice.pick(['supportive', 'supportive', 'neutral', 'neutral', 'unknown', 'opposed'] as const),
      note: null,
      updated_at: row.updated_at,
    }));
}
